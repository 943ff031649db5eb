"""Law 1: after any sequence of edits the published tree is that of a clean build.

A machine edits a small archive in three languages, in which every limit is so low that listings
split and join all the time, and compares each incremental build with a clean one: the bytes, the
counts, what was reported, and that the plan had named every address whose bytes changed.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from archives import MEMORY, Archive, article, difference, tree
from kazarchive.catalogue import neighbours, series
from kazarchive.catalogue.queries import Catalogue
from kazarchive.config import reader
from kazarchive.options import Report
from kazarchive.pages import kinds
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.rules import addresses
from kazarchive.state import database, sources
from photos import moving, photo

NAMES = "a b c d e f 2022-01-05-g sub/h a.ru b.ru c.ru a.kk b.kk".split()
TITLES = ["One", "*One*", "Two", "Қазақстан", "Ёлка & <b>"]
DATES = ["2022-01-05", "2022-01-06", "2022-01-05 18:30", "2022-02-01", "2021-12-31", "2022-11-30"]
DATES += ["2021-01-05", "2020-01-05"]
MOMENTS = [1641400000, 1641500000, 1650000000, 1700000000]
"""For `now`: on two days of January 2022, in April 2022, in November 2023."""
TAGS = ["fuel", "Fuel", "prices", "Отын", "«Отын»", "Угол", "Уголь", "ugol"]
"""The first two are one term; `Угол` and `Уголь` are two with one address, which is an error, and
`ugol` is either in other letters."""
SERIES = [None, "Water", {"name": "Water", "part": 1}, {"name": "water", "part": 2}, "Су"]
AUTHORS = ["Aigerim", "Болат"]
PINS = [None, True, "2022-01-05", "2022-04-15 12:00"]
SECTIONS = [None, "economy", "Экономика", "life", "World"]
SLUGS = ["a", "b", "moved", "Moved", "a.html"]
PERMALINKS = ["/own/a/", "/own/a.html", "/ru/:year/:slug/", "below/"]
ALIASES = ["/old", "/old.html", "/old.html/x/", "/2022/01/05/a/", "/2022/01/05/moved/", "/Old"]
BODIES = [
    "Text.",
    "Another text.\n\n## Part\n\nMore.",
    "Text of UN.\n\n==More== below.[^1]\n\n[^1]: A note.\n\n*[UN]: Nations",
]
BODIES += [
    "Live.\n\n## 14:35 First\n\nText.\n\n## 9:05 Before\n\n## 2022-01-06 01:10 Later\n\n[a](a.md)"
]
BODIES += ["https://youtu.be/aBcDeFgHiJ0\n\nhttps://vimeo.com/12345"]
LIVE = [None, "ended", {"order": "oldest"}, {"order": "oldest", "ended": "true"}]
LINKS = ["a.md", "b.md#part", "a.ru.md#t1435", "sub/h.md", "missing.md", "/2022/01/05/a/"]
LINKS += ["../pages/about.md", "../pages/team.md"]
MEDIA = ["pic.svg", "sub/pic.svg", "map.png"]
PHOTOS = ["photo.jpg", "sub/photo.jpg", "map.png"]
FORMS: list[bytes | None] = [
    None,
    photo((60, 40)),
    photo((60, 40), exif={0x010E: "The square", 0x013B: "Aigerim"}),
    photo((20, 30), "PNG"),
    moving(2),
    photo((60, 40))[:300],
    b"no image",
]
"""What may lie in a file that is named as an image; the last two cannot be shown."""
SHOWN = [*MEDIA, *PHOTOS[:2], "b.md", "index.html", "../templates/front.html"]
"""What bodies show as images: media, and files that are none."""
TABLES: list[str | None] = [
    None,
    ";2021;2022\nOil;31,5;40\n",
    ";2021;2022\nOil;31,5;41\nGas;;3\n",
    ";2021\nOil;many\n",
    ";2021\nАбай;5\nАлматы;7\n",
]
"""What may lie in the file of a chart or map; one has no number."""
CHARTS = [
    ':::chart Sales {file="sales.csv"}\n:::',
    ':::chart Sales {type=stacked file="sub/sales.csv"}\n:::',
    ':::map Sales {file="sub/sales.csv"}\n:::',
    ":::map Sales\n| | A |\n| --- | --: |\n| Astana | 4 |\n| Abai | 5 |\n:::",
    ":::chart Sales {type=line}\n| | A |\n| --- | --: |\n| 2021 | 4 |\n| 2022 | -5,5 |\n:::",
]
STATIC = ["style.css", "own.js"]
AT_TOP = ["CNAME", ".well-known/security.txt", "old.html", "old/index.html", "own/a.html", "team"]
"""Files of `root/`; most are where an alias, an article or a page may be."""
UNDATED = {
    "about": [
        "Of us.",
        "See [a](../articles/a.md) and [old](old.md).",
        "order: 1",
        "draft: true",
        "aliases: [/old-about/, /2022/01/05/a/]",
        "index: false",
    ],
    "about.ru": ["О нас.", "title: О них"],
    "team": ["Who we are.", "Who we were.\n\nLong ago.", "Who we were.\n\nEver.", "lang: ru"],
    "team.kk": ["Біз кімбіз.", "title: Біз", "lang: ru"],
    "old": ["It stands where an alias may.", "lang: kk"],
    "2022": ["It stands where a year does."],
}
"""Pages without a date: texts, or another field of the front matter."""

PEOPLE = {
    "aigerim": [
        "name: Aigerim\nrole: Editor",
        "name: Aigerim\nnames: [Болат]\nphoto: face.jpg\nlinks: [https://a.example/]",
        "name: Aigerim\nphoto: ../articles/photo.jpg",
        "name: Aigerim\nphoto: face.txt",
    ],
    "bolat.ru": [
        "name: Болат\nphoto: face.jpg",
        "name: Болат\nemail: b@site.example",
        "role: Editor",
    ],
    "other": ["name: aigerim", "name: Nobody\nphoto: face.jpg"],
}
"""Files about authors; the last but one is about the same person as the first."""
BIOGRAPHIES = ["", "She wrote [a](../articles/a.md).", "![Her](face.jpg)\n\n[Lost](lost.md)"]

TELLTALE = """\
{{ page.address }} {{ page.lang }} {{ page.alternates }} {{ page.canonical }} {{ page.indexed }}
{{ site.title }} {{ site.languages }} {{ site.taxonomies }} {{ site.feed }} {{ site.json_feed }}
{{ site.about }} {{ site.params }} {{ site.fields }}
"""
TELLTALES = {
    "article.html": "{{ article }} {{ entry }} {{ body | html }} {{ translations }} {{ earlier }}"
    " {{ later }} {{ in_topics }} {{ related }} {{ linking }} {{ standfirst }} {{ minutes }}"
    " {{ day_address }} {{ day_anchor }} {{ topics }}"
    " {{ image }} {{ lead_caption }} {{ lead_credit }} {{ citations }} {{ linked }}"
    " {{ series }}",
    "front.html": "{{ lead }} {{ ways }} {% for one in blocks %}{{ one.kind }} {{ one.title }}"
    " {{ one.address }} {{ one.entries }} {{ one.body | html if one.body }}{% endfor %} {{ days }}"
    " {{ wide }} {{ years }} {{ on_this_day }} {{ most_used }} {{ pages }}",
    "listing.html": "{{ facet }} {{ name }} {{ label }} {{ facet_address }} {{ feed }}"
    " {{ period }} {{ days }} {{ children }} {{ total }} {{ complete }} {{ earlier }} {{ later }}"
    " {{ ancestors }} {{ calendar }} {{ on_this_day }} {{ years }} {{ related }} {{ timeline }}"
    " {{ person }} {{ linked }} {{ person.body | html if person and person.body }}",
    "taxonomy.html": "{{ taxonomy }} {{ ordered }} {{ most_used }} {{ groups }}",
    "timeline.html": "{{ name }} {{ label }} {{ facet }} {{ facet_address }} {{ years }}"
    " {{ shown }} {{ total }}",
    "series.html": "{{ name }} {{ parts }} {{ linked }}",
    "onthisday.html": "{{ day }} {{ years }} {{ total }} {{ complete }} {{ every_day }}"
    " {{ earlier }} {{ later }}",
    "everyday.html": "{{ calendar }}",
    "alias.html": "{{ target }}",
    "feed.xml": "{{ feed_id }} {{ feed_title }} {{ self_address }} {{ home_address }} {{ updated }}"
    " {{ archive }} {{ current }} {{ previous }} {{ next }} {% for one in entries %}{{ one.id }}"
    " {{ one.entry }} {{ one.body | html if one.body }}{% endfor %}",
    "rss.xml": "{{ feed_id }} {{ feed_title }} {{ self_address }} {{ home_address }} {{ updated }}"
    "{% for one in entries %}{{ one.id }} {{ one.entry }} {{ one.body | html if one.body }}"
    "{% endfor %}",
    "search.html": "{{ years }} {{ segments }}",
    "page.html": "{{ title }} {{ body | html if body }} {{ others }}",
    "sitemap.xml": "{{ urls }}",
    "newssitemap.xml": "{{ urls }}",
    "sitemapindex.xml": "{{ parts }}",
}
"""Templates that show all they are given: what any template could show must be up to date."""

TEMPLATES = {
    "entries.html": "{% macro entry_list(e, level) %}{% endmacro %}"
    "{% macro day_list(days, period='', anchors=false) %}{{ days }}{% endmacro %}"
    "{% macro period_list(counts, anchors=false) %}{{ counts }}{% endmacro %}",
    "front.html": "{% include ['missing.html', 'more.html'] %}{{ days }}",
    "more.html": "more",
    "layouts/wide.html": "{% extends 'theme/article.html' %}{% block head %}wide{% endblock %}",
    "taxonomy.html": "{% extends 'theme/taxonomy.html' %}{% block head %}own{% endblock %}",
    "robots.txt": "{% include 'mo' ~ 're.html' ignore missing %} robots",
    "locale/ru.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "Earlier"\nmsgstr "До того"\n',
}

CHOICES: dict[str, list[str]] = {
    "articles": [
        "",
        'permalink = "/{year}/{slug}/"',
        'permalink = "/{year}/{month}/{slug}.html"',
        'unknown_fields = "keep"',
        'rename = { topic = "tags" }',
        'fields = { place = { type = "text", label = "Place" }, prices = "list" }',
        'fields = { place = { choices = ["Aktau", "Taraz"], label = { ru = "Место" } } }',
    ],
    "markdown": [
        "",
        'engine = "python-markdown"',
        'html = "escape"',
        'marks = ["mark", "abbr"]\nquotes = true',
    ],
    "taxonomies": [
        "",
        'tags = { label = "Subjects" }',
        'topic = { label = "Topics" }',
        "section = {}",
        'section = { terms = { life = "Life", economy = { en = "Economy", kk = "Экономика" } } }',
    ],
    "listing": [
        "page_size = 3\nfront = 3\ntimeline = 3",
        "page_size = 2\nfront = 3\ntimeline = 4",
        "page_size = 3\nfront = 1",
        'page_size = 3\nfront = 3\ndays = "true"\ntimeline = 2',
        'page_size = 2\nfront = 3\ndays = "false"\ntimeline = 1',
        "page_size = 3\nfront = 3\ntimeline = 0\non_this_day = false",
    ],
    "search": ["", "enabled = true\nsegment_size = 2", "enabled = true\nsegment_size = 3"],
    "images": [
        "widths = [16, 40]",
        'widths = [16, 40]\nformats = ["webp"]',
        "widths = [40]\nquality = 40",
        "enabled = false",
    ],
    "front": [
        "",
        'blocks = ["lead", "pinned", "newest", { term = "tags/fuel", count = 1 }, "on-this-day"]',
        'blocks = ["on-this-day", { page = "team" }, { term = "tags/prices" }, "years"]',
    ],
    "theme": ["", "keys = false"],
    "authors": ["", 'folder = "people"'],
    "snippets": [
        "",
        'matomo = { host = "m.example", site = "1" }',
        'isso = { host = "i.example" }',
    ],
    "newsletter": ["", 'action = "https://letters.example/in"'],
    "embeds": ["", 'play = ["youtube"]', 'play = ["youtube", "vimeo"]'],
    "params": ["", 'x = { en = "one", ru = "один" }\ny = [1, { z = true }]', "x = 2"],
    "news": ['publication = "News"', "", 'publication = { en = "News", kk = "Жаңалық" }'],
    "hosting": ["", 'files = ["headers", "caddy", "nginx"]'],
    "feeds": [
        "entries = 4\nterm_entries = 2",
        "entries = 2\nterm_entries = 3\ntag_year = 2001\nrss = true",
    ],
}
"""The sections of the configuration, each with its forms; the first is where the machine begins."""

HEADS = [
    'title = { en = "Archive", ru = "Архив", kk = "Мұрағат" }\n'
    'base_url = "https://archive.example/base/"\nlanguages = ["en", "ru", "kk"]\n'
    'timezone = "Asia/Almaty"\n',
    'title = "Renamed"\nbase_url = "https://other.example/"\nlanguages = ["en", "ru", "kk"]\n'
    'timezone = "UTC"\n',
]

numbers = st.integers(0, 20)
names = st.sampled_from(NAMES)
contents = st.sampled_from([None, "one", "two"])
marks = st.sampled_from([None, "", "\n"])
several = st.booleans()
"""Whether this edit is followed by another before the next build."""


@pytest.fixture(autouse=True)
def _low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that terms become rare and common, and few stand near, all the time."""
    for name, low in {"RARE": 3, "REACH": 1, "RELATED": 2, "TOPICS": 2, "LINKING": 2}.items():
        monkeypatch.setattr(neighbours, name, low)
    monkeypatch.setattr(series, "SHORT", 2)


class Editing(RuleBasedStateMachine):
    """Each rule is one edit, after which the archive is built unless `more` edits are to come."""

    def __init__(self) -> None:
        super().__init__()
        place = MEMORY if os.access(MEMORY, os.W_OK) else None
        self.archive = Archive(Path(tempfile.mkdtemp(prefix="kazarchive-law-", dir=place)))
        self.archive.now = MOMENTS[2]
        self.articles: dict[str, dict[str, Any]] = {}
        self.removed: dict[str, dict[str, Any]] = {}
        self.choices = dict.fromkeys(CHOICES, 0)
        self.head = 0
        self.drafts = False
        self.configure()

    def teardown(self) -> None:
        try:
            self.build()
        finally:
            shutil.rmtree(self.archive.folder)

    @initialize(
        telltale=st.booleans(), tags=st.lists(st.sampled_from(TAGS[:4]), min_size=9, max_size=9)
    )
    def begin(self, telltale: bool, tags: list[str]) -> None:
        for name, content in TELLTALES.items() if telltale else ():
            self.archive.write(f"templates/{name}", TELLTALE + content)
        for number, (name, tag) in enumerate(zip(NAMES[:9], tags, strict=False)):
            date = DATES[0] if number < 5 else DATES[number % 4]
            self.put(f"{name}.md", {"title": name, "date": date, "tags": [tag], "body": BODIES[0]})
        self.archive.write("articles/pic.svg", "<svg/>")
        self.archive.write("articles/photo.jpg", FORMS[1] or b"")
        self.archive.write("articles/sales.csv", TABLES[1] or "")
        self.build()

    # --- building and comparing --------------------------------------------------------------

    def done(self, more: bool) -> None:
        if not more:
            self.build()

    def build(self, keep_going: bool = True) -> None:
        before = self.archive.tree() if self.archive.output.exists() else {}
        options = {"keep_going": keep_going, "drafts": self.drafts}
        report, problems = self.attempt(lambda: self.archive.build(**options))
        with self.archive.elsewhere() as (output, state):
            clean, clean_problems = self.attempt(
                lambda: self.archive.build_into(output, state, **options)
            )
            expected = tree(output) if output.exists() else {}
        assert told(problems) == told(clean_problems)
        after = self.archive.tree() if self.archive.output.exists() else {}
        if report is None or clean is None:
            assert report is clean, "one of the two builds was refused"
            assert after == before, "a refused build published something"
            return
        assert sorted(after) == sorted(expected)
        assert not [name for name, content in after.items() if content != expected[name]]
        self.check_counts(report, clean)
        self.check_plan(report, difference(before, after))
        self.check_kinds(set(after))

    def attempt(self, build: Callable[[], Report]) -> tuple[Report | None, tuple[Problem, ...]]:
        try:
            report = build()
        except ProblemsFound as found:
            return None, found.problems
        return report, report.problems

    def check_counts(self, report: Report, clean: Report) -> None:
        assert report.found == report.articles + report.hidden + report.refused
        for name in ("found", "articles", "hidden", "refused", "pages"):
            assert getattr(report, name) == getattr(clean, name), name
        assert report.pages == len(self.archive.tree())

    def check_plan(self, report: Report, changed: set[str]) -> None:
        """Every address whose bytes an edit changes was in the plan."""
        planned = {addresses.file(one.address) for one in report.reasons}
        gone = {name for name in changed if not (self.archive.output / name).exists()}
        whole = any(one.because.startswith(("the conf", "a transl")) for one in report.reasons)
        assert (changed - gone if whole else changed) <= planned

    def check_kinds(self, files: set[str]) -> None:
        """Every address of `addresses()` has a page, and nothing else has."""
        connection = database.open_for_reading(self.archive.state)
        catalogue = Catalogue(connection)
        claimed: dict[str, str] = {}
        for kind in kinds(reader.load(self.archive.root)).values():
            own = list(dict.fromkeys(kind.addresses(catalogue)))
            assert {page.address for page in kind.pages(own, catalogue)} == set(own), kind.name
            for address in own:
                assert claimed.setdefault(address, kind.name) == kind.name, address
        connection.close()
        assert {addresses.file(address) for address in claimed} == files

    # --- the archive as the machine knows it -------------------------------------------------

    def put(self, path: str, fields: dict[str, Any]) -> None:
        self.articles[path] = fields
        rest = {name: value for name, value in fields.items() if name != "body"}
        self.archive.write(f"articles/{path}", article(fields["body"], **rest))

    def drop(self, path: str) -> dict[str, Any]:
        self.archive.remove(f"articles/{path}")
        return self.articles.pop(path)

    def chosen(self, number: int) -> str:
        return sorted(self.articles)[number % len(self.articles)]

    def slug(self, path: str) -> str:
        name = Path(path).name.split(".")[0].removeprefix("2022-01-05-")
        return str(self.articles[path].get("slug") or name)

    def edit(self, number: int, more: bool, **fields: Any) -> None:
        path = self.chosen(number)
        self.put(path, self.articles[path] | fields)
        self.done(more)

    def configure(self) -> None:
        sections = (f"[{name}]\n{CHOICES[name][form]}" for name, form in self.choices.items())
        self.archive.configure("\n".join([HEADS[self.head], *sections]) + "\n")

    # --- edits of an article -----------------------------------------------------------------

    @rule(n=numbers, body=st.sampled_from(BODIES), more=several)
    def edit_body(self, n: int, body: str, more: bool) -> None:
        self.edit(n, more, body=body)

    @rule(n=numbers, title=st.sampled_from(TITLES), more=several)
    def edit_title(self, n: int, title: str, more: bool) -> None:
        self.edit(n, more, title=title)

    @rule(n=numbers, date=st.sampled_from(DATES), more=several)
    def edit_date(self, n: int, date: str, more: bool) -> None:
        self.edit(n, more, date=date)

    @rule(n=numbers, tags=st.lists(st.sampled_from(TAGS), max_size=3), more=several)
    def edit_tags(self, n: int, tags: list[str], more: bool) -> None:
        self.edit(n, more, tags=tags)

    @rule(n=numbers, name=st.sampled_from(["topic", "licence", "source"]), more=several)
    def edit_other_field(self, n: int, name: str, more: bool) -> None:
        self.edit(n, more, **{name: "word"})

    @rule(n=numbers, place=st.sampled_from([None, "Aktau", "Taraz", "Oral"]), more=several)
    def edit_own_field(self, n: int, place: str | None, more: bool) -> None:
        self.edit(n, more, place=place)

    @rule(n=numbers, layout=st.sampled_from([None, "wide"]), more=several)
    def edit_layout(self, n: int, layout: str | None, more: bool) -> None:
        self.edit(n, more, layout=layout)

    @rule(n=numbers, authors=st.lists(st.sampled_from(AUTHORS), max_size=2), more=several)
    def edit_authors(self, n: int, authors: list[str], more: bool) -> None:
        self.edit(n, more, authors=authors)

    @rule(n=numbers, series=st.sampled_from(SERIES), more=several)
    def edit_series(self, n: int, series: Any, more: bool) -> None:
        self.edit(n, more, series=series)

    @rule(n=numbers, slug=st.sampled_from([None, *SLUGS]), more=several)
    def edit_slug(self, n: int, slug: str | None, more: bool) -> None:
        self.edit(n, more, slug=slug)

    @rule(n=numbers, permalink=st.sampled_from([None, *PERMALINKS]), more=several)
    def edit_permalink(self, n: int, permalink: str | None, more: bool) -> None:
        self.edit(n, more, permalink=permalink)

    @rule(n=numbers, aliases=st.lists(st.sampled_from(ALIASES), max_size=2), more=several)
    def edit_aliases(self, n: int, aliases: list[str], more: bool) -> None:
        self.edit(n, more, aliases=aliases)

    @rule(n=numbers, slug=st.sampled_from(SLUGS), more=several)
    def move_with_alias(self, n: int, slug: str, more: bool) -> None:
        """As an author should: the new slug, and the old address as an alias."""
        path = self.chosen(n)
        date = self.articles[path]["date"][:10].replace("-", "/")
        self.edit(n, more, slug=slug, aliases=[f"/{date}/{self.slug(path)}/"])

    @rule(n=numbers, m=numbers, more=several)
    def exchange_slugs(self, n: int, m: int, more: bool) -> None:
        one, other = self.chosen(n), self.chosen(m)
        slugs = [self.slug(one), self.slug(other)]
        self.put(one, self.articles[one] | {"slug": slugs[1]})
        self.put(other, self.articles[other] | {"slug": slugs[0]})
        self.done(more)

    @rule(n=numbers, index=st.booleans(), more=several)
    def edit_index(self, n: int, index: bool, more: bool) -> None:
        self.edit(n, more, index=index)

    @rule(n=numbers, pinned=st.sampled_from(PINS), more=several)
    def edit_pinned(self, n: int, pinned: bool | str | None, more: bool) -> None:
        self.edit(n, more, pinned=pinned)

    @rule(n=numbers, lead=st.booleans(), more=several)
    def edit_lead(self, n: int, lead: bool, more: bool) -> None:
        self.edit(n, more, lead=lead)

    @rule(n=numbers, section=st.sampled_from(SECTIONS), more=several)
    def edit_section(self, n: int, section: str | None, more: bool) -> None:
        self.edit(n, more, section=section)

    @rule(n=numbers, draft=st.booleans(), more=several)
    def edit_draft(self, n: int, draft: bool, more: bool) -> None:
        self.edit(n, more, draft=draft)

    @rule(n=numbers, updated=st.sampled_from([None, "2022-03-01", "2022-03-02"]), more=several)
    def edit_updated(self, n: int, updated: str | None, more: bool) -> None:
        self.edit(n, more, updated=updated)

    @rule(n=numbers, live=st.sampled_from(LIVE), body=st.sampled_from(BODIES[-3:-1]), more=several)
    def report_live(self, n: int, live: str | dict[str, str] | None, body: str, more: bool) -> None:
        self.edit(n, more, type="live", live=live, body=body)

    @rule(n=numbers, type=st.sampled_from([None, "opinion", "live"]), more=several)
    def edit_type(self, n: int, type: str | None, more: bool) -> None:
        self.edit(n, more, type=type)

    @rule(n=numbers, lang=st.sampled_from([None, "en", "ru", "kk"]), more=several)
    def edit_language(self, n: int, lang: str | None, more: bool) -> None:
        self.edit(n, more, lang=lang)

    @rule(n=numbers, key=st.sampled_from([None, "k1", "k2"]), more=several)
    def edit_translation_group(self, n: int, key: str | None, more: bool) -> None:
        self.edit(n, more, translation_key=key)

    @rule(n=numbers, file=st.sampled_from(LINKS), more=several)
    def link_articles(self, n: int, file: str, more: bool) -> None:
        self.edit(n, more, body=f"See [that]({file}).")

    @rule(n=numbers, file=st.sampled_from(SHOWN), lead=st.booleans(), more=several)
    def show_media(self, n: int, file: str, lead: bool, more: bool) -> None:
        path = file if "/" not in self.chosen(n) else f"../{file}"
        if lead:
            self.edit(n, more, image={"src": path, "alt": "a picture"})
        else:
            self.edit(n, more, body=f"![a picture]({path})")

    @rule(n=numbers, body=st.sampled_from(CHARTS), more=several)
    def draw_chart(self, n: int, body: str, more: bool) -> None:
        self.edit(n, more, body=f"Before.\n\n{body}\n\nAfter.")

    @rule(
        name=st.sampled_from(["sales.csv", "sub/sales.csv"]),
        table=st.sampled_from(TABLES),
        more=several,
    )
    def edit_table(self, name: str, table: str | None, more: bool) -> None:
        self.edit_file(f"articles/{name}", table, more)

    @rule(n=numbers, broken=st.booleans(), more=several)
    def break_or_mend(self, n: int, broken: bool, more: bool) -> None:
        self.edit(n, more, date="2022-13-45" if broken else DATES[0])

    # --- edits of files ----------------------------------------------------------------------

    @rule(n=numbers, name=st.sampled_from(NAMES), more=several)
    def rename_article(self, n: int, name: str, more: bool) -> None:
        fields = self.drop(self.chosen(n))
        self.put(f"{name}.md", fields)
        self.done(more)

    @rule(n=numbers, more=several)
    def delete_article(self, n: int, more: bool) -> None:
        if len(self.articles) > 4:
            path = self.chosen(n)
            self.removed[path] = self.drop(path)
        self.done(more)

    @rule(more=several)
    def bring_articles_back(self, more: bool) -> None:
        while self.removed:
            self.put(*self.removed.popitem())
        self.done(more)

    @rule(
        name=st.sampled_from(NAMES),
        date=st.sampled_from(DATES),
        tag=st.sampled_from(TAGS),
        more=several,
    )
    def add_article(self, name: str, date: str, tag: str, more: bool) -> None:
        self.put(f"{name}.md", {"title": "Added", "date": date, "tags": [tag], "body": BODIES[0]})
        self.done(more)

    @rule(n=numbers, more=several)
    def touch(self, n: int, more: bool) -> None:
        os.utime(self.archive.root / "articles" / self.chosen(n), (1, 1))
        self.done(more)

    @rule(
        name=st.sampled_from(MEDIA[:2]),
        content=st.sampled_from([None, "<svg/>", "<svg></svg>"]),
        more=several,
    )
    def edit_media(self, name: str, content: str | None, more: bool) -> None:
        self.edit_file(f"articles/{name}", content, more)

    @rule(name=st.sampled_from(PHOTOS), form=st.sampled_from(FORMS), more=several)
    def edit_photo(self, name: str, form: bytes | None, more: bool) -> None:
        self.edit_file(f"articles/{name}", form, more)

    @rule(
        name=st.sampled_from(STATIC), content=st.sampled_from([None, "own", "other"]), more=several
    )
    def edit_static(self, name: str, content: str | None, more: bool) -> None:
        self.edit_file(f"static/{name}", content, more)

    @rule(
        name=st.sampled_from(AT_TOP), content=st.sampled_from([None, "own", "other"]), more=several
    )
    def edit_file_at_the_top(self, name: str, content: str | None, more: bool) -> None:
        self.edit_file(f"root/{name}", content, more)

    @rule(name=st.sampled_from(sorted(UNDATED)), n=numbers, more=several)
    def edit_undated(self, name: str, n: int, more: bool) -> None:
        """Each form in turn, and in between no page."""
        forms = [None, *UNDATED[name]]
        form = forms[n % len(forms)]
        if form is None:
            self.edit_file(f"pages/{name}.md", None, more)
            return
        field = form if re.match("[a-z]+: ", form) else "order: 2"
        title = "" if field.startswith("title") else f"title: {name}\n"
        text = f"---\n{title}{field}\n---\n\n{form}\n"
        self.edit_file(f"pages/{name}.md", text, more)

    @rule(
        name=st.sampled_from(sorted(PEOPLE)),
        n=numbers,
        text=st.sampled_from(BIOGRAPHIES),
        more=several,
    )
    def edit_person(self, name: str, n: int, text: str, more: bool) -> None:
        """Each form in turn, and in between no file."""
        forms = [None, *PEOPLE[name]]
        form = forms[n % len(forms)]
        content = None if form is None else f"---\n{form}\n---\n\n{text}\n"
        self.edit_file(f"authors/{name}.md", content, more)

    @rule(form=st.sampled_from(FORMS), more=several)
    def edit_face(self, form: bytes | None, more: bool) -> None:
        self.edit_file("authors/face.jpg", form, more)

    @rule(
        name=st.sampled_from(sorted(TEMPLATES)),
        mark=st.sampled_from([None, "", "\n"]),
        more=several,
    )
    def edit_template(self, name: str, mark: str | None, more: bool) -> None:
        content = None if mark is None else TEMPLATES[name] + mark
        self.edit_file(f"templates/{name}", content, more)

    def edit_file(self, path: str, content: str | bytes | None, more: bool) -> None:
        if content is None:
            (self.archive.root / path).unlink(missing_ok=True)
        else:
            self.archive.write(path, content)
        self.done(more)

    # --- edits of the rest -------------------------------------------------------------------

    @rule(section=st.sampled_from(sorted(CHOICES)), form=st.integers(0, 6), more=several)
    def edit_configuration(self, section: str, form: int, more: bool) -> None:
        self.choices[section] = form % len(CHOICES[section])
        self.configure()
        self.done(more)

    @rule(head=st.sampled_from([0, 1]), more=several)
    def edit_site(self, head: int, more: bool) -> None:
        self.head = head
        self.configure()
        self.done(more)

    @rule(now=st.sampled_from(MOMENTS), more=several)
    def move_clock(self, now: int, more: bool) -> None:
        self.archive.now = now
        self.done(more)

    @rule(drafts=st.booleans(), more=several)
    def show_drafts(self, drafts: bool, more: bool) -> None:
        self.drafts = drafts
        self.done(more)

    @rule()
    def build_unless_there_are_errors(self) -> None:
        self.build(keep_going=False)


def told(problems: tuple[Problem, ...]) -> list[str]:
    """What is said about problems, in any order; which rival is named may depend on the order."""
    return sorted(f"{one.code} {one.place.path}:{one.place.line} {one.message}" for one in problems)


PROFILE = settings(
    max_examples=int(os.environ.get("KAZARCHIVE_LAW_EXAMPLES", "200")),
    stateful_step_count=10,
    deadline=None,
    derandomize="KAZARCHIVE_LAW_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
    print_blob=False,
)
"""The same edits every time, unless KAZARCHIVE_LAW_EXAMPLES asks for so many others. Each law takes
a part of so many, a larger one with `--long`."""


def part(of: int) -> settings:
    """The `of`-th part of so many edits, one at least."""
    return settings(PROFILE, max_examples=max(1, PROFILE.max_examples // of))


class EditingSlowly(Editing):
    """With time between an edit and a build, so that folders in which nothing happened are passed
    over. Elsewhere every edit is too late for that."""

    def build(self, keep_going: bool = True) -> None:
        time.sleep(TICK)
        super().build(keep_going)
        time.sleep(TICK)


class EditingWithSearch(Editing):
    """With a search index whose segments split and join all the time, from the first build on."""

    def __init__(self) -> None:
        super().__init__()
        self.choices["search"] = 1
        self.configure()


def test_edits_of_what_is_searched_end_in_the_tree_of_a_clean_build(long: bool) -> None:
    few = part(2 if long else 72)
    run_state_machine_as_test(EditingWithSearch, settings=few)


ALONE: dict[str, Any] = {
    "body": "Text.\n\n## Part\n\n[A](a.md), [B](b.md#part) and more of it below the same summary.",
    "title": "Another title",
    "date": "2022-02-01 18:30",
    "updated": "2022-03-01",
    "tags": ["fuel", "Отын"],
    "authors": ["Болат"],
    "summary": "Another summary.",
    "slug": "moved",
    "aliases": ["/old/"],
    "image": "pic.svg",
    "lang": "ru",
    "translation_key": "a",
    "license": "CC BY 4.0",
    "series": {"name": "Water", "part": 2},
    "source": {"name": "Another source"},
    "index": False,
    "pinned": True,
    "lead": True,
    "draft": True,
}
"""Field → another value. A few edits at random may not meet what a new kind of page overlooks."""


@pytest.mark.parametrize("field", ALONE)
def test_an_edit_of_one_field_ends_in_the_tree_of_a_clean_build(
    trilingual: Archive, field: str
) -> None:
    trilingual.write("articles/pic.svg", "<svg/>")
    for number, name in enumerate("abcd", 1):
        fields = {"title": name, "date": f"2022-01-0{number}", "tags": ["prices"]}
        trilingual.write(f"articles/{name}.md", article("Text.", **fields))
    trilingual.build()
    edited: dict[str, Any] = {"title": "b", "date": "2022-01-02", "tags": ["prices"]}
    edited |= {"body": "Text.", field: ALONE[field]}
    trilingual.write("articles/b.md", article(edited.pop("body"), **edited))
    report = trilingual.build_as_clean()
    assert report.read == 1
    assert not [one for one in report.problems if one.severity == "error"]
    trilingual.remove("articles/b.md")
    trilingual.build_as_clean()


def test_a_chart_follows_its_file(trilingual: Archive) -> None:
    """Two articles draw from one file, of which one is in the feeds; the file changes, breaks,
    vanishes and returns."""
    for name in "ab":
        fields = {"title": name, "date": f"2022-01-0{'ab'.index(name) + 1}"}
        trilingual.write(f"articles/{name}.md", article(CHARTS[0], **fields))
    trilingual.write("articles/c.md", article("Text.", title="c", date="2022-01-03"))
    trilingual.write("articles/sales.csv", TABLES[1] or "")
    trilingual.build()
    trilingual.write("articles/sales.csv", TABLES[2] or "")
    report = trilingual.build_as_clean()
    assert report.read == 2
    assert "Gas" in trilingual.page("/2022/01/01/a/")
    for table in (TABLES[3], None, TABLES[1]):
        if table is None:
            trilingual.remove("articles/sales.csv")
        else:
            trilingual.write("articles/sales.csv", table)
        report = trilingual.build_as_clean(keep_going=True)
        assert report.refused == (0 if table == TABLES[1] else 2)


TICK = 0.01
"""Seconds in which the clock of a file system goes on."""


def test_slow_edits_end_in_the_tree_of_a_clean_build(
    monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    monkeypatch.setattr(sources, "RACY", 0)
    few = part(8 if long else 72)
    run_state_machine_as_test(EditingSlowly, settings=few)


def test_any_edits_end_in_the_tree_of_a_clean_build(long: bool) -> None:
    few = part(1 if long else 48)
    run_state_machine_as_test(Editing, settings=few)
