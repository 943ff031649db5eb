"""What the value of each key must be, and where a wrong one is shown."""

from pathlib import Path

import pytest

from config.configuring import NEEDED, faults
from kazarchive.config import keys as config_keys
from kazarchive.problems.visible import visible

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
    "authors": ["3"],
    "authors.folder": ["3", '""', '"/a"', '"../a"', '"static"', '"articles"', '"articles/a"'],
    "pages.contents": ["-1", "true", '"3"'],
    "pages.menu": ['"a"', "{ a = 3 }", '{ a = "" }', '{ "a/b" = "A" }', '{ a = { ru = "А" } }'],
    "theme.accent": ["3", '"red"', '"#12345"', '"#777"', '"#ffd34d"'],
    "theme.accent_dark": ['"#222"', '"#14181c"'],
    "theme.logo": ["3", '"logo.svg"', '"static/../a.svg"', '"static/logo.pdf"'],
    "theme.logo_dark": ['"logo.svg"'],
    "theme.footer": ["3", "{}", '{ xx = "A" }'],
    "theme.links": ["[]", '{ a = "javascript:x" }', '{ a = "t.me/a" }', '{ " " = "https://a.kz" }'],
    "menu": ["3"],
    "menu.items": [
        '"front"',
        "[3]",
        "[{}]",
        '[{ page = "a" }]',
        '[{ page = "a", url = "https://a.kz", label = "A" }]',
        '[{ url = "ftp://a", label = "A" }]',
        '[{ term = "fuel", label = "A" }]',
        '[{ year = "22" }]',
        '["tag"]',
        '[{ term = "tag/a", label = "A" }]',
        '[{ page = "a", label = { xx = "A" } }]',
    ],
    "front": ["3"],
    "front.blocks": [
        '"lead"',
        "[]",
        "[3]",
        "[{}]",
        '["lead", "lead"]',
        '["newst"]',
        '[{ page = "a", count = 3 }]',
        '[{ page = "a/b" }]',
        '[{ page = "a", term = "tags/a" }]',
        '[{ term = "tags", count = 3 }]',
        '[{ term = "tags/a", count = 0 }]',
        '[{ term = "tags/a", count = true }]',
        '[{ term = "tag/a" }]',
        '[{ section = "economy" }]',
    ],
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
    "articles.permalinks": [
        '"/{slug}/"',
        "{ a = 1 }",
        '{ a = "{slug}" }',
        '{ "/" = "/{slug}/" }',
        '{ "../a" = "/{slug}/" }',
    ],
    "articles.fields": ['"text"', "{ place = 1 }", '{ layout = "text" }', '{ title = "text" }'],
    "feeds.rss": ['"true"', "1"],
    "params": ["3", '"a"', "{ 'a b' = 1 }", "{ a = 12:00:00 }", "{ a = [nan] }"],
    "articles.summary_until": ["true", "[]"],
    "articles.slugs": ["true", '"file"', '["file name"]'],
    "articles.dates_from_names": ['"yes"', "1", '"true"'],
    "articles.other_folders": ['"ru"', "[1]", '["pages"]', '["a", "a"]', '["../a"]'],
    "articles.exclude": ['"a.md"', "[1]"],
    "articles.languages_by": ['"suffix"', "1"],
    "articles.separators": ['","', "[]", '{ tags = "|" }', '{ tags = "" }', "{ tags = 1 }"],
    "articles.rename": ['"tags"', "[]", "{ a = 1 }"],
    "articles.unknown_fields": ["true", '"ignore"', "[]"],
    "articles.defaults": ['"en"', "{ draft = true }", "{ tags = [1] }", '{ tags = "" }'],
    "markdown": ["true"],
    "markdown.engine": ['"mistune"', "true"],
    "markdown.extensions": ['"toc"', "[1]", '["codehilite"]', '["os.system"]'],
    "markdown.links": ['"liquid"', "true"],
    "markdown.marks": ['"mark"', "[1]", '["underline"]', '["sub", "sub"]'],
    "markdown.quotes": ['"true"', "1"],
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
    "embeds": ['"youtube"'],
    "embeds.play": ['"youtube"', '["x"]', '["youtube", "youtube"]', "[1]"],
    "snippets": ["true"],
    "snippets.plausible": ['"plausible.io"', '{ host = "plausible.io" }'],
    "snippets.goatcounter": ["{}", '{ host = "https://a.example" }', '{ host = "a", x = "b" }'],
    "snippets.umami": [
        '{ host = "a.example", website = 5 }',
        '{ host = "a.kz", website = "\\u0000" }',
    ],
    "snippets.matomo": ['{ host = "a.example", site = 1 }', '{ host = "A.example", site = "1" }'],
    "snippets.giscus": ['{ repo = "a/b" }'],
    "snippets.isso": ['{ host = "a.example; script-src *" }', '{ host = "a.example/x" }'],
    "newsletter": ["true"],
    "newsletter.action": [
        '"http://a.example/"',
        '"/in"',
        '"https://a b/"',
        '"https://x:y@a/"',
        "1",
    ],
    "newsletter.field": ['""', '"a b"', "1"],
    "newsletter.label": ["3", '""', "{}"],
    "hosting": ['"nginx"'],
    "hosting.files": ['"nginx"', '["apache"]', '["nginx", "nginx"]', "[1]"],
    "output": ['"public"'],
    "output.folder": ["3", '""'],
    "import": ["3"],
    "import.shortcodes": ['"box"', "{ box = 5 }", '{ "a b" = "x" }', '{ "" = "x" }'],
    "import.originals": ["3", '"static"', '".kept"', '"../originals"', '""'],
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
    assert f"with `{visible(part.strip(chr(34) + chr(39)))}` in it" in fault.message
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
