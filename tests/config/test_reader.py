"""kazarchive.toml → Site: every key, every default, and every fault at once."""

import os
import re
from pathlib import Path

import pytest

from config.configuring import NEEDED, WHOLE, faults, load
from kazarchive.config import keys as config_keys
from kazarchive.config import options, reader
from kazarchive.config.content import Taxonomy
from kazarchive.config.options import Site
from kazarchive.problems import ProblemsFound


def test_two_keys_suffice_and_the_rest_has_defaults(tmp_path: Path) -> None:
    site = load(tmp_path, NEEDED)
    assert site == Site(titles=(("", "Test"),), base_url="https://archive.example/")
    assert site.languages == ("en",)
    assert site.timezone == "UTC"
    assert site.articles.folder == "articles"
    assert site.articles.include == ("**/*.md", "**/*.markdown")
    assert site.articles.permalink == "/{year}/{month}/{day}/{slug}/"
    assert site.articles.slugs == "transliterated"
    assert site.articles.dates_from_names is True
    assert site.articles.rename == ()
    assert site.articles.unknown_fields == "warn"
    assert site.articles.defaults == ()
    assert site.markdown.engine == "commonmark"
    assert site.markdown.extensions == ()
    assert site.markdown.html == "sanitize"
    assert site.taxonomy_names == ("tags", "authors")
    assert (site.listing.page_size, site.listing.front, site.listing.days) == (100, 20, "auto")
    assert (site.feeds.entries, site.feeds.term_entries) == (50, 20)
    assert site.output.folder == "public"


def test_every_key_is_read(tmp_path: Path) -> None:
    site = load(tmp_path, WHOLE)
    assert site.titles == (("en", "Kazakhstan 2022"), ("ru", "Казахстан 2022"))
    assert (site.base_url, site.base_path) == ("https://example.org/archive/", "/archive")
    assert site.languages == ("en", "ru", "kk")
    assert site.timezone == "Asia/Almaty"
    assert site.articles.folder == "content/posts"
    assert site.articles.folders == ("content/posts", "ru/posts", "kk/posts")
    assert site.articles.languages_by == "folder"
    assert site.articles.include == ("*.md",)
    assert site.articles.exclude == ("drafts/**",)
    assert site.articles.permalink == "/{year}/{slug}.html"
    assert site.articles.permalinks == (("news", "/n/{slug}/"),)
    assert site.articles.slugs == "file name"
    assert site.articles.summary_until == "<!--more-->"
    assert site.articles.dates_from_names is False
    assert site.articles.rename == (("categories", "tags"), ("author", "authors"))
    assert site.articles.separators == (("keywords", ","),)
    assert site.articles.unknown_fields == "keep"
    assert site.articles.defaults == (("lang", "ru"), ("tags", ("news", "old")))
    assert (site.pages.folder, site.pages.contents) == (".", 4)
    assert [*site.menu("ru")] == [("contact", "Contact"), ("licence", "Лицензия")]
    assert [*site.menu("kk")] == [("contact", "Contact")], "a table names its languages"
    assert site.markdown.engine == "python-markdown"
    assert site.markdown.extensions == ("toc", "markdown.extensions.abbr")
    assert (site.markdown.html, site.markdown.links) == ("escape", "hugo")
    assert site.taxonomies == (
        Taxonomy("tags", (("en", "Tags"), ("ru", "Темы")), (("C++", "cpp"),)),
        Taxonomy("authors"),
        Taxonomy("regions", (("", "Regions"),)),
        Taxonomy("people"),
    )
    assert (site.listing.page_size, site.listing.front, site.listing.days) == (10, 5, "true")
    assert (site.listing.on_this_day, site.listing.timeline) == (False, 3)
    assert (site.feeds.entries, site.feeds.term_entries, site.feeds.tag_year) == (7, 8, 2020)
    assert (site.search.enabled, site.search.segment_size) == (True, 500)
    assert site.theme.keys is False
    assert site.params == (("telegram", "https://t.me/a"),)
    assert [field.name for field in site.articles.fields] == ["place"]
    assert site.output.folder == "../site"
    assert site.news.name("ru") == "The Steppe"
    assert site.images == options.ImageOptions(False, (640, 1280), ("webp",), 70)
    assert site.embeds.play == ("youtube", "vk")
    assert site.snippets.matomo == (("host", "archive.matomo.cloud"), ("site", "1"))
    assert site.newsletter.action == "https://letters.example/in?list=1"
    assert (site.newsletter.field, site.newsletter.label) == ("address", (("ru", "Новости"),))
    assert site.hosting.files == ("caddy", "headers")
    assert site.imports.boilerplate == ("^Read also",)
    assert site.imports.shortcodes == (("box", "<b>{inner}</b>"),)
    assert site.imports.originals == "kept/originals"
    assert site.serve.hosts == ("desk.example",)


def test_the_tables_of_keys_and_this_test_name_the_same_keys(tmp_path: Path) -> None:
    for name, known in config_keys.ROOT_KEYS.items():
        assert re.search(rf"^\[?{name}\b", WHOLE, re.MULTILINE), name
        if isinstance(known, config_keys.Section) and name != "taxonomies":
            section = WHOLE.split(f"\n[{name}]\n")[1].split("\n[")[0]
            assert set(re.findall(r"^(\w+) =", section, re.MULTILINE)) == set(known.keys)


@pytest.mark.parametrize(
    ("written", "days"), [("true", "true"), ("false", "false"), ('"auto"', "auto")]
)
def test_days_is_a_word_or_a_boolean(tmp_path: Path, written: str, days: str) -> None:
    assert load(tmp_path, f"{NEEDED}[listing]\ndays = {written}\n").listing.days == days


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + NEEDED.replace("\n", "\r\n").encode()
    assert load(tmp_path, raw).title("en") == "Test"


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ('language = ["en"]', "language", "languages"),
        ('baseurl = "https://a.example/"', "baseurl", "base_url"),
        ("[article]", "article", "articles"),
        ('[articles]\npermalnk = "/{slug}/"', "permalnk", "permalink"),
        ("[listing]\npagesize = 10", "pagesize", "page_size"),
        ('[taxonomies]\ntags = { labels = "Tags" }', "labels", "label"),
    ],
)
def test_an_unknown_key_is_an_error_with_a_suggestion(
    tmp_path: Path, text: str, key: str, near: str
) -> None:
    (fault,) = faults(tmp_path, NEEDED + text)
    assert (fault.code, fault.values["key"]) == ("K0602", key)
    assert f"did you mean `{near}`?" in fault.message
    assert key in fault.place.text


def test_a_key_is_looked_for_in_its_own_section(tmp_path: Path) -> None:
    text = NEEDED + '[output]\nfolder = "site"\n\n[articles]\nfolder = 3\n'
    (fault,) = faults(tmp_path, text)
    assert fault.place.line == 7


def test_all_faults_are_told_at_once_and_in_order(tmp_path: Path) -> None:
    text = """\
titel = "Test"
base_url = "archive.example"

[listing]
front = 0
colour = "blue"

[articles]
unknown_fields = "stop"
"""
    found = [(fault.code, fault.place.line) for fault in faults(tmp_path, text)]
    wanted = "K0602:1 K0604:1 K0603:2 K0603:5 K0602:6 K0603:9"
    assert " ".join(f"{code}:{line}" for code, line in found) == wanted


def test_an_archive_whose_configuration_cannot_be_read_is_the_nearest(tmp_path: Path) -> None:
    """Whoever stands in an archive works on that one, and on none around it."""
    load(tmp_path, NEEDED)
    (tmp_path / "below").mkdir()
    os.mkfifo(tmp_path / "below" / options.FILE_NAME)
    assert reader.find_root(tmp_path / "below") == tmp_path / "below"


def test_the_root_is_looked_for_upwards(tmp_path: Path) -> None:
    load(tmp_path, NEEDED)
    below = tmp_path / "articles" / "2022"
    below.mkdir(parents=True)
    assert reader.find_root(below) == tmp_path


def test_no_configuration_is_a_fault_and_so_is_a_folder_of_its_name(tmp_path: Path) -> None:
    for with_folder in (False, True):
        if with_folder:
            (tmp_path / options.FILE_NAME).mkdir()
        with pytest.raises(ProblemsFound) as found:
            reader.find_root(tmp_path)
        assert [fault.code for fault in found.value.problems] == ["K0605"]


def test_article_folders_do_not_contain_each_other_or_pages(tmp_path: Path) -> None:
    for others in ('["articles/ru"]', '["ru"]\nfolder = "ru/posts"', '["ru", "ru/old"]'):
        (fault, *_) = faults(tmp_path, f"{NEEDED}[articles]\nother_folders = {others}\n")
        assert (fault.code, fault.values["key"]) == ("K0603", "other_folders")
    text = f'{NEEDED}[articles]\nother_folders = ["texts"]\n[pages]\nfolder = "texts/pages"\n'
    (fault,) = faults(tmp_path, text)
    assert fault.values["key"] == "folder"


@pytest.mark.parametrize("folder", ["articles", "articles/originals", "texts/x", "ru"])
def test_originals_are_no_articles_and_no_pages(tmp_path: Path, folder: str) -> None:
    own = '[articles]\nother_folders = ["ru"]\n[pages]\nfolder = "texts"\n'
    (fault,) = faults(tmp_path, f'{NEEDED}{own}[import]\noriginals = "{folder}"\n')
    assert (fault.code, fault.values["key"]) == ("K0603", "originals")
