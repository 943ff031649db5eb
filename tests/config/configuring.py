"""A kazarchive.toml written and read: the site, or what is wrong."""

from pathlib import Path

import pytest

from kazarchive.config import options, reader
from kazarchive.config.options import Site
from kazarchive.problems import Problem, ProblemsFound

NEEDED = 'title = "Test"\nbase_url = "https://archive.example/"\n'


def load(folder: Path, text: str | bytes) -> Site:
    raw = text.encode() if isinstance(text, str) else text
    (folder / options.FILE_NAME).write_bytes(raw)
    return reader.load(folder)


def faults(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        load(folder, text)
    return found.value.problems


WHOLE = """
title = { en = "Kazakhstan 2022", ru = "Казахстан 2022" }
base_url = "https://example.org/archive/"
languages = ["en", "ru", "kk"]
timezone = "Asia/Almaty"

[articles]
enabled = true
folder = "content/posts"
include = ["*.md"]
permalink = "/{year}/{slug}.html"
permalinks = { "news/" = "/n/{slug}/" }
slugs = "file name"
dates_from_names = false
exclude = ["drafts/**"]
other_folders = ["ru/posts", "kk/posts"]
languages_by = "folder"
rename = { categories = "tags", author = "authors" }
separators = { keywords = "," }
unknown_fields = "keep"
defaults = { lang = "ru", tags = ["news", "old"] }
summary_until = "<!--more-->"
fields = { place = "text" }

[pages]
folder = "."
contents = 4
menu = { contact = "Contact", licence = { en = "Licence", ru = "Лицензия" } }

[authors]
folder = "people"

[markdown]
engine = "python-markdown"
extensions = ["toc", "markdown.extensions.abbr"]
html = "escape"
links = "hugo"
marks = ["sub", "abbr"]
quotes = true

[taxonomies]
tags = { label = { en = "Tags", ru = "Темы" }, slugs = { "C++" = "cpp" } }
regions = { label = "Regions" }
people = {}

[listing]
page_size = 10
front = 5
days = true
on_this_day = false
timeline = 3

[feeds]
entries = 7
term_entries = 8
tag_year = 2020
rss = true

[search]
enabled = true
segment_size = 500

[params]
telegram = "https://t.me/a"

[theme]
keys = false
accent = "#8a1f11"
accent_dark = "#ff9d8a"
logo = "static/logo.svg"
logo_dark = "static/dark.png"
footer = "The end"
links = { Telegram = "https://t.me/archive" }

[menu]
items = ["front", { url = "https://a.example/", label = { ru = "Там" } }]

[front]
blocks = ["lead", "newest", { term = "tags/fuel", count = 3 }, { page = "welcome" }, "topics"]

[news]
publication = "The Steppe"

[images]
enabled = false
widths = [640, 1280]
formats = ["webp"]
quality = 70

[embeds]
play = ["youtube", "vk"]

[snippets]
plausible = { host = "plausible.io", domain = "archive.example" }
goatcounter = { host = "archive.goatcounter.com" }
umami = { host = "cloud.umami.is", website = "94db1cb1-74f4" }
matomo = { host = "archive.matomo.cloud", site = "1" }
giscus = { repo = "a/b", repo_id = "R_1", category = "Comments", category_id = "DIC_1" }
isso = { host = "comments.archive.example" }

[newsletter]
action = "https://letters.example/in?list=1"
field = "address"
label = { ru = "Новости" }

[hosting]
files = ["caddy", "headers"]

[output]
folder = "../site"

[import]
boilerplate = ["^Read also"]
shortcodes = { box = "<b>{inner}</b>" }
originals = "kept/originals"

[serve]
hosts = ["desk.example"]
"""
