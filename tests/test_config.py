"""kazarchive.toml → Site: every key, every default, and every fault at once."""

import os
import re
import socket
from contextlib import chdir
from gettext import NullTranslations
from pathlib import Path

import pytest

from kazarchive import problems
from kazarchive.config import keys as config_keys
from kazarchive.config import options, reader
from kazarchive.config.options import Site, Taxonomy
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.problems.drawing import drawn

NEEDED = 'title = "Test"\nbase_url = "https://archive.example/"\n'


def load(folder: Path, text: str | bytes) -> Site:
    raw = text.encode() if isinstance(text, str) else text
    (folder / options.FILE_NAME).write_bytes(raw)
    return reader.load(folder)


def faults(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        load(folder, text)
    return found.value.problems


# --- what is understood -------------------------------------------------------------------------


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
slugs = "file name"
dates_from_names = false
rename = { categories = "tags", author = "authors" }
unknown_fields = "keep"
defaults = { lang = "ru", tags = ["news", "old"] }

[pages]
folder = "."
contents = 4
menu = { contact = "Contact", licence = { en = "Licence", ru = "Лицензия" } }

[markdown]
engine = "python-markdown"
extensions = ["toc", "markdown.extensions.abbr"]
html = "escape"

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

[search]
enabled = true
segment_size = 500

[theme]
keys = false

[news]
publication = "The Steppe"

[images]
enabled = false
widths = [640, 1280]
formats = ["webp"]
quality = 70

[hosting]
files = ["caddy", "headers"]

[output]
folder = "../site"

[import]
boilerplate = ["^Read also"]

[serve]
hosts = ["desk.example"]
"""


def test_every_key_is_read(tmp_path: Path) -> None:
    site = load(tmp_path, WHOLE)
    assert site.titles == (("en", "Kazakhstan 2022"), ("ru", "Казахстан 2022"))
    assert (site.base_url, site.base_path) == ("https://example.org/archive/", "/archive")
    assert site.languages == ("en", "ru", "kk")
    assert site.timezone == "Asia/Almaty"
    assert site.articles.folder == "content/posts"
    assert site.articles.include == ("*.md",)
    assert site.articles.permalink == "/{year}/{slug}.html"
    assert site.articles.slugs == "file name"
    assert site.articles.dates_from_names is False
    assert site.articles.rename == (("categories", "tags"), ("author", "authors"))
    assert site.articles.unknown_fields == "keep"
    assert site.articles.defaults == (("lang", "ru"), ("tags", ("news", "old")))
    assert (site.pages.folder, site.pages.contents) == (".", 4)
    assert [*site.menu("ru")] == [("contact", "Contact"), ("licence", "Лицензия")]
    assert [*site.menu("kk")] == [("contact", "Contact")], "a table names its languages"
    assert site.markdown.engine == "python-markdown"
    assert site.markdown.extensions == ("toc", "markdown.extensions.abbr")
    assert site.markdown.html == "escape"
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
    assert site.output.folder == "../site"
    assert site.news.name("ru") == "The Steppe"
    assert site.images == options.ImageOptions(False, (640, 1280), ("webp",), 70)
    assert site.hosting.files == ("caddy", "headers")
    assert site.imports.boilerplate == ("^Read also",)
    assert site.serve.hosts == ("desk.example",)


def test_the_tables_of_keys_and_this_test_name_the_same_keys(tmp_path: Path) -> None:
    for name, known in config_keys.ROOT_KEYS.items():
        assert re.search(rf"^\[?{name}\b", WHOLE, re.MULTILINE), name
        if isinstance(known, config_keys.Section) and name != "taxonomies":
            section = WHOLE.split(f"\n[{name}]\n")[1].split("\n[")[0]
            assert set(re.findall(r"^(\w+) =", section, re.MULTILINE)) == set(known.keys)


def test_titles_and_labels_are_given_in_a_language(tmp_path: Path) -> None:
    site = load(tmp_path, WHOLE)
    assert [site.title(lang) for lang in ("en", "ru", "kk")] == [
        "Kazakhstan 2022",
        "Казахстан 2022",
        "Kazakhstan 2022",
    ]
    languages = ("en", "ru", "kk")
    labels = {
        one.name: [one.label(lang, NullTranslations()) for lang in languages]
        for one in site.taxonomies
    }
    assert labels == {
        "tags": ["Tags", "Темы", "Tags"],
        "authors": ["Authors", "Authors", "Authors"],
        "regions": ["Regions", "Regions", "Regions"],
        "people": ["People", "People", "People"],
    }


@pytest.mark.parametrize(
    ("written", "base_url", "base_path"),
    [
        ("https://a.example", "https://a.example/", ""),
        ("http://localhost:8000/", "http://localhost:8000/", ""),
        ("https://a.example/news", "https://a.example/news/", "/news"),
        ("https://a.example/a/b/", "https://a.example/a/b/", "/a/b"),
        ("https://мұрағат.қаз/", "https://xn--80aa8aqm89bvg.xn--80ao21a/", ""),
        ("http://МҰРАҒАТ.ҚАЗ:8000/a", "http://xn--80aa8aqm89bvg.xn--80ao21a:8000/a/", "/a"),
    ],
)
def test_a_base_url_ends_with_a_slash(
    tmp_path: Path, written: str, base_url: str, base_path: str
) -> None:
    site = load(tmp_path, f'title = "T"\nbase_url = "{written}"\n')
    assert (site.base_url, site.base_path) == (base_url, base_path)


def test_a_host_of_the_preview_is_known_as_browsers_name_it(tmp_path: Path) -> None:
    table = '[serve]\nhosts = ["desk.example", "Мұрағат.қаз"]\n'
    assert load(tmp_path, NEEDED + table).serve.hosts == (
        "desk.example",
        "xn--80aa8aqm89bvg.xn--80ao21a",
    )


@pytest.mark.parametrize(
    ("written", "days"), [("true", "true"), ("false", "false"), ('"auto"', "auto")]
)
def test_days_is_a_word_or_a_boolean(tmp_path: Path, written: str, days: str) -> None:
    assert load(tmp_path, f"{NEEDED}[listing]\ndays = {written}\n").listing.days == days


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + NEEDED.replace("\n", "\r\n").encode()
    assert load(tmp_path, raw).title("en") == "Test"


def test_a_site_can_be_kept_in_a_dictionary(tmp_path: Path) -> None:
    assert hash(load(tmp_path, WHOLE)) == hash(load(tmp_path, WHOLE))


def test_the_fingerprint_changes_with_every_choice(tmp_path: Path) -> None:
    first = options.fingerprint(load(tmp_path, NEEDED))
    assert first == options.fingerprint(load(tmp_path, "# A comment.\n" + NEEDED))
    for line in ('timezone = "Asia/Almaty"', "[listing]\npage_size = 99", "[taxonomies]\na = {}"):
        assert options.fingerprint(load(tmp_path, f"{NEEDED}{line}\n")) != first


def test_without_articles_nothing_that_lists_them_is_left(tmp_path: Path) -> None:
    tables = "[search]\nenabled = true\n[news]\npublication = 'N'\n[taxonomies]\na = {}\n"
    site = load(tmp_path, f"{NEEDED}[articles]\nenabled = false\n{tables}")
    assert site.taxonomies == ()
    given = (site.search.enabled, site.news.publication, site.theme.keys, site.listing.on_this_day)
    assert not any(given)
    assert site.source_folders == ("pages", "static", "templates")
    at = site.addresses
    free = ("/feed.xml", "/feeds/", "/search/", "/on-this-day/", "/tags/", "/2022/", "/tags/a/")
    assert [address for address in free if at.kind(address) or at.owner(address)] == []
    assert {at.kind(one) for one in ("/", "/sitemap.xml", "/robots.txt", "/404.html")} == {
        "front",
        "sitemap",
        "robots",
        "notfound",
    }


# --- what is refused ----------------------------------------------------------------------------

WRONG = {
    "articles.enabled": ['"no"', "0"],
    "pages": ["3", '"pages"'],
    "pages.folder": [
        "3",
        '""',
        '"/a"',
        '".."',
        '".git"',
        '"static"',
        '"templates/a"',
        '"articles"',
    ],
    "pages.contents": ["-1", "true", '"3"'],
    "pages.menu": ['"a"', "{ a = 3 }", '{ a = "" }', '{ "a/b" = "A" }', '{ a = { ru = "А" } }'],
    "images": ["3", '"on"'],
    "images.enabled": ['"yes"', "1"],
    "images.widths": ["800", "[]", "[800, 480]", "[480, 480]", "[15]", "[4001]", "[true]"],
    "images.formats": ['"avif"', '["jpeg"]', '["webp", "webp"]'],
    "images.quality": ["0", "101", '"high"'],
    "title": ["3", "true", "[]", '""', '"  "', "{}", "{ en = 3 }", '{ en = "" }'],
    "base_url": [
        "3",
        '""',
        '"archive.example"',
        '"ftp://archive.example/"',
        '"https://"',
        '"https:///path"',
        '"https://a.example/?q=1"',
        '"https://a.example/#part"',
        '"https://a b.example/"',
        '"https://a.example:port/"',
        '"https://a.example/<b>"',
        '"https://[::1/"',
        '"https://a.example/мұрағат/"',
        '"https://мұ рағат.қаз/"',
        '"https://мұрағат.қаз/?q=1"',
    ],
    "languages": [
        '"en"',
        "[]",
        "[1]",
        '["en", "en"]',
        '["kz"]',
        '["English"]',
        '["EN"]',
        '["en", ""]',
        '["../en"]',
    ],
    "timezone": [
        "5",
        '""',
        '"Almaty"',
        '"asia/almaty "',
        '"../../etc/passwd"',
        '"Asia"',
        '"+05:00"',
    ],
    "articles": ["3", '"articles"', "[]"],
    "articles.folder": ["3", '""', '"/"', '"/etc"', '"../articles"', '"a/../../b"', "'a\\b'"],
    "articles.include": ['"*.md"', "[1]", "{}"],
    "articles.permalink": [
        "3",
        '"/{year}/"',
        '"{slug}/"',
        '"/{slug}"',
        '"/{title}/{slug}/"',
        '"/{slug}.php"',
        '"/{slug}.md"',
        '"/../{slug}/"',
        '"//{slug}/"',
        '"/{slug!r}/"',
        '"/{slug.__class__}/"',
        '"/{{slug}}/"',
    ],
    "articles.slugs": ["true", '"file"', '["file name"]'],
    "articles.dates_from_names": ['"yes"', "1", '"true"'],
    "articles.rename": ['"tags"', "[]", "{ a = 1 }"],
    "articles.unknown_fields": ["true", '"ignore"', "[]"],
    "articles.defaults": ['"en"', "{ draft = true }", "{ tags = [1] }", '{ tags = "" }'],
    "markdown": ["true"],
    "markdown.engine": ['"mistune"', "true"],
    "markdown.extensions": ['"toc"', "[1]", '["codehilite"]', '["os.system"]'],
    "markdown.html": ['"allow"', "true"],
    "taxonomies": ['["tags"]', "3"],
    "taxonomies.regions": ["3", '"Regions"', "[]"],
    "listing": ["3"],
    "listing.page_size": ["0", "-1", "10001", "1.5", '"100"', "true"],
    "listing.front": ["0", "1001", '"20"'],
    "listing.days": ['"always"', "1"],
    "listing.on_this_day": ["1", '"yes"'],
    "listing.timeline": ["-1", "10001", "true"],
    "feeds": ["3"],
    "feeds.entries": ["0", "1001", '"50"', "false"],
    "feeds.term_entries": ["0", "1001"],
    "feeds.tag_year": ["99", "10000", '"2020"'],
    "search": ["true"],
    "search.enabled": ["1", '"yes"'],
    "search.segment_size": ["0", "100001", "1.5"],
    "theme": ["true"],
    "theme.keys": ["0", '"no"'],
    "news": ["true"],
    "news.publication": ["3", '""', "{}", "{ en = 1 }"],
    "hosting": ['"nginx"'],
    "hosting.files": ['"nginx"', '["apache"]', '["nginx", "nginx"]', "[1]"],
    "output": ['"public"'],
    "output.folder": ["3", '""'],
    "import": ["3"],
    "import.boilerplate": ['"^Read"', "[1]", '["("]'],
    "serve": ["3"],
    "serve.hosts": [
        '"desk.example"',
        "[1]",
        '["desk.example:80"]',
        '["қаз:80"]',
        '["қ аз"]',
        '["*"]',
        '["Desk"]',
    ],
}


def _document(key: str, value: str) -> str:
    """A document in which one key has a certain value."""
    section, _, name = key.rpartition(".")
    if section:
        return f"{NEEDED}[{section}]\n{name} = {value}\n"
    kept = [line for line in NEEDED.splitlines() if not line.startswith(f"{name} =")]
    return "\n".join([*kept, f"{name} = {value}", ""])


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in WRONG.items() for value in values]
)
def test_a_wrong_value_is_refused_where_it_stands(tmp_path: Path, key: str, value: str) -> None:
    text = _document(key, value)
    (fault,) = faults(tmp_path, text)
    assert fault.code == "K0603"
    assert fault.values["key"] == key.rpartition(".")[2]
    assert fault.values["wanted"]
    assert fault.values["hint"]
    assert fault.place.text == text.splitlines()[fault.place.line - 1]
    assert fault.place.text.startswith(f"{key.rpartition('.')[2]} = ")


@pytest.mark.parametrize(
    ("key", "value", "part", "hint"),
    [
        ("languages", '["en", "zh_cn"]', '"zh_cn"', 'write "zh-cn"'),
        ("languages", '["en", "RU"]', '"RU"', 'write "ru"'),
        ("languages", '["en", "kz"]', '"kz"', "`kk` is the language, `kz` the country"),
        ("languages", '["en", "ru\u200b"]', '"ru\u200b"', 'write "ru"'),
        ("languages", '["en", "ru", "en"]', '"en"', "leave the second out"),
        ("languages", '["en", 7]', "7", 'put it in quotes, "7"'),
        ("articles.include", '["**/*.md", 3]', "3", 'put it in quotes, "3"'),
        ("markdown.extensions", '["tabels"]', '"tabels"', "did you mean `tables`?"),
        ("images.formats", '["avif", "wepb"]', '"wepb"', "did you mean `webp`?"),
        ("images.widths", "[480, 9000]", "9000", "for example [480, 800, 1200, 1600]"),
        ("images.widths", "[800, 480]", "480", "write 480 before what is wider, and once"),
        ("hosting.files", '["nginx", "Caddy"]', '"Caddy"', "did you mean `caddy`?"),
        ("serve.hosts", '["a.example", "B"]', '"B"', 'for example ["editor.example"]'),
        ("import.boilerplate", "['^a', '(']", "'('", "fix it: missing ), unterminated"),
        ("articles.rename", '{ a = "tags", b = 5 }', "5", 'for example { b = "authors" }'),
        ("articles.rename", '{ "\u00a0a" = "tags" }', '"\u00a0a"', 'write "a"'),
        ("articles.rename", '{ a = "dr\u00adaft" }', '"dr\u00adaft"', 'write "draft"'),
        ("articles.defaults", "{ draft = true }", "true", 'write draft = "true"'),
        ("articles.defaults", '{ tags = ["a", 5] }', "5", 'write tags = "5"'),
        ("articles.defaults", '{ "draft\u200b" = "true" }', '"draft\u200b"', 'write "draft"'),
        ("title", "{ en = 5 }", "5", "for example { en ="),
    ],
)
def test_the_faulty_part_of_a_list_or_table_is_named_where_it_stands(
    tmp_path: Path, key: str, value: str, part: str, hint: str
) -> None:
    (fault,) = faults(tmp_path, _document(key, value))
    place = fault.place
    assert place.text[place.column - 1 :].startswith(part)
    assert place.width == len(part)
    assert f"with `{problems.visible(part.strip(chr(34) + chr(39)))}` in it" in fault.message
    assert fault.help.startswith(hint)


def test_a_part_is_found_on_a_line_of_its_own(tmp_path: Path) -> None:
    text = NEEDED + 'languages = [\n  "en", # en_gb\n  "en_gb",\n  "ru",\n]\n'
    (fault,) = faults(tmp_path, text)
    assert (fault.place.line, fault.place.column, fault.help) == (5, 3, 'write "en-gb"')


def test_every_key_has_wrong_values_here() -> None:
    keys = set(config_keys.ROOT_KEYS)
    for name, known in config_keys.ROOT_KEYS.items():
        if isinstance(known, config_keys.Section) and name != "taxonomies":
            keys |= {f"{name}.{key}" for key in known.keys}
    assert keys | {"taxonomies.regions"} == set(WRONG)


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


@pytest.mark.parametrize(
    "name", ["static", "feed", "sitemap", "Regions", "2022", "a/b", "..", "title", "lang", "ru"]
)
def test_a_taxonomy_may_not_take_a_name_of_the_site(tmp_path: Path, name: str) -> None:
    text = f'{NEEDED}languages = ["en", "ru"]\n[taxonomies]\n"{name}" = {{}}\n'
    (fault,) = faults(tmp_path, text)
    assert (fault.code, fault.values["key"], fault.place.line) == ("K0603", name, 5)


def test_a_title_in_a_language_that_the_site_does_not_have(tmp_path: Path) -> None:
    text = 'title = { en = "Test", kk = "Сынақ" }\nbase_url = "https://a.example/"\n'
    (fault,) = faults(tmp_path, text)
    assert (fault.code, fault.values["key"]) == ("K0602", "kk")


def test_a_default_language_that_the_site_does_not_have(tmp_path: Path) -> None:
    text = NEEDED + '[articles]\ndefaults = { lang = "de" }\n'
    (fault,) = faults(tmp_path, text)
    assert fault.message == "`lang` is `de`; it must be a language of this site"
    assert (fault.place.line, fault.help) == (4, "the languages are `en`")


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


@pytest.mark.parametrize(
    ("text", "line"),
    [("title = Test\n", 1), ('title = "Test"\ntitle = "Again"\n', 2)],
)
def test_what_is_not_toml_is_refused(tmp_path: Path, text: str, line: int) -> None:
    (fault,) = faults(tmp_path, text)
    assert fault.code == "K0601"
    assert fault.place.line == line


def test_what_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, b'title = "Caf\xe9"\n')
    assert fault.code == "K0601"
    assert "utf-8" in fault.message


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_what_editors_add_does_no_harm(tmp_path: Path, begin: str, ending: str) -> None:
    text = begin + NEEDED.replace("\n", ending)
    assert load(tmp_path, text.encode()) == load(tmp_path, NEEDED)


@pytest.mark.parametrize(
    ("raw", "place", "said"),
    [
        (b'title = "Caf\xe9"\n', (1, 13), "byte 0xE9 is invalid here"),
        ("title = 'Тест'\r\nx = '".encode() + b"\xff'\r\n", (2, 6), "byte 0xFF"),
        ("\ufefftitle = 'Т".encode() + b"\xd0'", (1, 11), "byte 0xD0"),
        (NEEDED.encode("utf-16"), (0, 0), "it is UTF-16"),
        (b"\xfe\xff" + NEEDED.encode("utf-16-be"), (0, 0), "it is UTF-16"),
        (NEEDED.encode("utf-32"), (0, 0), "it is UTF-32"),
        (b'title = "a\x00b"\n', (1, 11), "NUL character"),
        (NEEDED.encode("utf-16-le"), (1, 2), "NUL character"),
        (b"\x00" * 100, (1, 1), "NUL character"),
        (b"title = 'a'\rbase = 'b'\n", (1, 12), "newline"),
        (f"title = {'9' * 5_000}\n".encode(), (0, 0), "too many digits"),
        (b"title = " + b"[" * 100_000, (0, 0), "nested too deeply"),
    ],
)
def test_bytes_that_are_no_toml_have_their_place(
    tmp_path: Path, raw: bytes, place: tuple[int, int], said: str
) -> None:
    (fault,) = faults(tmp_path, raw)
    assert fault.code == "K0601"
    assert (fault.place.line, fault.place.column) == place
    assert said in fault.message
    assert "\x00" not in drawn(fault)


def put_pipe(file: Path) -> None:
    os.mkfifo(file)


def put_socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, chdir(file.parent):
        one.bind(file.name)


def put_large(file: Path) -> None:
    with file.open("wb") as writing:
        writing.truncate(1 << 30)


ODD = {
    "a named pipe": (put_pipe, "K0606"),
    "a socket": (put_socket, "K0606"),
    "a folder": (Path.mkdir, "K0606"),
    "a device": (lambda file: file.symlink_to("/dev/zero"), "K0606"),
    "a link to a pipe": (lambda file: (put_pipe(file.parent / "p"), file.symlink_to("p")), "K0606"),
    "a link to a folder": (lambda file: file.symlink_to("/"), "K0606"),
    "a link to nothing": (lambda file: file.symlink_to("nothing"), "K0607"),
    "a link to itself": (lambda file: file.symlink_to(file.name), "K0607"),
    "a gigabyte": (put_large, "K0608"),
    "an endless text": (lambda file: file.write_bytes(b"#" * 1_000_001), "K0608"),
}


@pytest.mark.parametrize("what", ODD)
def test_whatever_stands_in_its_place_nothing_waits(tmp_path: Path, what: str) -> None:
    put, code = ODD[what]
    put(tmp_path / options.FILE_NAME)
    with pytest.raises(ProblemsFound) as found:
        reader.load(tmp_path)
    (fault,) = found.value.problems
    assert fault.code == code
    if code == "K0606" and not what.startswith("a link"):
        assert fault.values["what"] == what


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
    for prepare in (lambda: None, (tmp_path / options.FILE_NAME).mkdir):
        prepare()
        with pytest.raises(ProblemsFound) as found:
            reader.find_root(tmp_path)
        assert [fault.code for fault in found.value.problems] == ["K0605"]
