"""The schemas for editors: nothing that a build takes is refused, and what can be seen is."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from archives import CONFIG, TRILINGUAL, article
from commands import run
from documentation import DOCS, OUTER, fences
from errors.golden import CASES, content, steps
from kazarchive import schemas
from kazarchive.config import checks, options, reader
from kazarchive.config import keys as config_keys
from kazarchive.config.options import Site
from kazarchive.fields import FIELDS
from kazarchive.problems import ProblemsFound
from kazarchive.reading import article as reading
from kazarchive.reading import frontmatter
from kazarchive.rules import dates

ROOT = Path(__file__).parent.parent

RICH = """\
title = "Rich"
base_url = "https://archive.example/"
languages = ["en", "kk"]

[articles]
rename = { author = "authors", headline = "title", lastmod = "updated" }
dates_from_names = false
unknown_fields = "error"

[taxonomies]
regions = {}
"""


def site_of(folder: Path, text: str) -> Site:
    folder.mkdir(exist_ok=True)
    (folder / options.FILE_NAME).write_text(text, "utf-8")
    return reader.load(folder)


def front(raw: bytes) -> dict[str, Any]:
    """Front matter as an editor sees it, by YAML 1.2."""
    parsed = frontmatter.parse(frontmatter.decode(raw, "a.md"))
    return {name: value.data for name, value in parsed.fields.items()}


def faults(schema: Mapping[str, Any], value: object) -> list[str]:
    return [one.message for one in Draft202012Validator(schema).iter_errors(value)]


# --- the schemas themselves -----------------------------------------------------------------------


def every_schema(folder: Path) -> list[dict[str, Any]]:
    sites = [site_of(folder / str(n), text) for n, text in enumerate([CONFIG, TRILINGUAL, RICH])]
    return [schemas.config(), schemas.article(None), *map(schemas.article, sites)]


def test_every_schema_is_one(tmp_path: Path) -> None:
    for schema in every_schema(tmp_path):
        Draft202012Validator.check_schema(schema)
        assert json.loads(json.dumps(schema))["$schema"] == schemas.DIALECT


def test_every_pattern_is_one_for_editors_too(tmp_path: Path) -> None:
    """With the flag `u`, as Ajv sets it, ECMA 262 escapes only what has a meaning."""
    patterns = [one for schema in every_schema(tmp_path) for one in every(schema, "pattern")]
    for pattern in patterns:
        escaped = set(re.findall(r"\\(.)", pattern))
        assert escaped <= set("sSdDt\\^$.*+?()[]{}|/"), pattern
        assert "(?P" not in pattern
        assert "(?<" not in pattern


def every(schema: object, key: str) -> Iterator[Any]:
    if isinstance(schema, dict):
        yield from (schema[key] for _ in [0] if isinstance(schema.get(key), str))
        for inner in schema.values():
            yield from every(inner, key)
    elif isinstance(schema, list):
        for inner in schema:
            yield from every(inner, key)


def test_every_field_and_every_key_is_described(tmp_path: Path) -> None:
    told = schemas.article(site_of(tmp_path / "a", RICH))["properties"]
    assert set(told) == {*FIELDS, "tags", "authors", "regions", "author", "headline", "lastmod"}
    assert all(one["description"] for one in told.values())
    assert told["author"]["description"].startswith("Read as `authors`.")
    for name, key in schemas.config()["properties"].items():
        inner = key["properties"] if name in configfile_sections() else {name: key}
        assert all(one.get("description") for one in inner.values() if "anyOf" not in one), name


def configfile_sections() -> set[str]:
    roots = config_keys.ROOT_KEYS.items()
    return {name for name, key in roots if isinstance(key, config_keys.Section)} - {"taxonomies"}


def test_an_archive_knows_its_own_languages_taxonomies_and_names(tmp_path: Path) -> None:
    schema = schemas.article(site_of(tmp_path / "a", RICH))
    good = {"headline": "A", "date": "2022-01-05", "author": ["B"], "regions": "C", "lang": "kk"}
    assert not faults(schema, good)
    assert faults(schema, good | {"lang": "ru"})
    assert not faults(schema, good | {"lang": ""})
    assert faults(schema, good | {"regions": {"a": "b"}})
    assert faults(schema, good | {"author": {"a": "b"}})
    assert faults(schema, good | {"tag": "B"}), "unknown fields are errors there"
    assert faults(schema, {"headline": "A"}), "names tell no dates there"
    assert faults(schema, {"date": "2022-01-05"})
    assert not faults(schema, {"title": "A", "draft": True})


# --- nothing that a build takes is refused --------------------------------------------------------


@pytest.fixture(scope="module")
def general() -> dict[str, Any]:
    return schemas.article(None)


def test_every_article_of_the_repository_fits(general: Mapping[str, Any]) -> None:
    own = schemas.article(reader.load(ROOT))
    files = [*ROOT.glob("articles/**/*.md")]
    assert len(files) >= 10
    for file in files:
        assert not faults(own, front(file.read_bytes())), file
        assert not faults(general, front(file.read_bytes())), file


def test_every_documented_article_fits(tmp_path: Path, general: Mapping[str, Any]) -> None:
    outer = schemas.article(site_of(tmp_path, OUTER))
    every = fences("docs/articles.md", "markdown")
    own = [fence for fence in every if (fence.title or "").startswith("articles/")]
    texts = [fence.text for fence in own]
    for fence in fences("docs/articles.md", "yaml"):
        missing = "" if "title:" in fence.text else "title: A\n"
        texts.append(f"---\n{missing}{fence.text}---\n")
    assert len(texts) >= 7
    for text in texts:
        assert not faults(outer, front(text.encode())), text
        assert not faults(general, front(text.encode())), text


@pytest.mark.parametrize("name", ["jekyll", "hugo"])
def test_posts_of_other_generators_fit(name: str, tmp_path: Path) -> None:
    mine = [one for one in fences("docs/configuration.md") if (one.title or "").startswith(name)]
    (settings,) = (one for one in mine if one.language == "toml")
    schema = schemas.article(site_of(tmp_path, settings.text))
    posts = [one for one in mine if one.language == "markdown"]
    assert posts
    for post in posts:
        assert not faults(schema, front(post.text.encode())), post.title


def test_every_documented_configuration_fits() -> None:
    examples = [fence.text for doc in DOCS for fence in fences(doc, "toml")]
    assert len(examples) >= 4
    for example in (*examples, CONFIG, TRILINGUAL, RICH):
        assert not faults(schemas.config(), tomllib.loads(example)), example


NAUGHTY = st.sampled_from(
    "NO 007 12:30 2022-01-05 2022-13-05 true null ~ en kk ru de a-slug .hidden a/b /old/ old"
    " https://example.org ftp://x 2022-01-05T10:20+05:00 1 -3 0.5".split()
)
SCALARS = st.none() | st.booleans() | st.integers() | NAUGHTY | st.text(max_size=8) | st.just(" a ")
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("src alt name url author published part other".split()),
            inner,
            max_size=3,
        )
    ),
    max_leaves=5,
)
NAMES = st.sampled_from([*FIELDS, "tags", "authors", "author", "headline", "tag", "other"])

SITES = {"general": CONFIG, "trilingual": TRILINGUAL, "rich": RICH}


@pytest.mark.parametrize("name", SITES)
def test_what_is_read_without_a_fault_fits(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = site_of(tmp_path_factory.mktemp("site"), SITES[name])
    validators = [Draft202012Validator(schemas.article(one)) for one in (site, None)]
    good = {"title": "A", "date": "2022-01-05"}

    @given(st.dictionaries(NAMES, VALUES, max_size=4))
    def fits(fields: dict[str, object]) -> None:
        names = dict(site.articles.rename)
        assume(not {names.get(one) for one in fields} & {*good, *fields})
        # The reader takes an empty list or table for an empty field; editors mark it.
        assume(not {"[]", "{}"} & {*re.findall(r"\[\]|\{\}", repr(fields))})
        raw = article("", **(good | fields)).encode("utf-8", "replace")
        if reading.read(raw, "articles/a.md", site).article:
            for validator in validators:
                assert validator.is_valid(front(raw)), raw.decode()

    fits()


def keys() -> dict[str, config_keys.Key]:
    found: dict[str, config_keys.Key] = {}
    for name, key in config_keys.ROOT_KEYS.items():
        if isinstance(key, config_keys.Section):
            found |= {f"{name}.{inner}": one for inner, one in key.keys.items()}
        else:
            found[name] = key
    return found


SETTINGS = st.sampled_from(
    [
        *"https://archive.example/ HTTP://x.example/а http://x/a/?b auto true error keep".split(),
        *"escape commonmark UTC Asia/Almaty Mars /{year}/{slug}/ /{slug}.html {slug}".split(),
        *"static ./texts /etc ../x **/*.md ^Read kk kz en-GB abbr markdown.extensions.toc".split(),
        *(0, 1, 100, 1_000, 2022, 10_000_000, 1.0, True, False, " ", ""),
    ]
)
TABLES = st.dictionaries(st.sampled_from(["en", "C++", "author"]), SETTINGS, max_size=2)


@pytest.mark.parametrize("name", keys())
@given(value=SETTINGS | st.lists(SETTINGS, max_size=3) | TABLES | st.text(max_size=6))
def test_a_value_that_is_taken_fits(name: str, value: object) -> None:
    key = keys()[name]
    try:
        key.check(value)
    except checks.Wrong:
        return
    assert not faults(key.schema, value)
    assert key.choices is None or value in key.choices()


@given(st.from_regex(r"[12]\d{3}-[01]?\d-[0-3]?\d([T ][0-2]\d:[0-6]\d( ?(Z|[+-]\d\d:?\d\d))?)?"))
def test_every_date_that_is_one_matches_the_pattern(written: str) -> None:
    try:
        dates.parse(written, "Asia/Almaty")
    except dates.NotADate:
        return
    assume(written.isascii())
    assert re.search(dates.pattern(), written)


# --- what can be seen is refused ------------------------------------------------------------------

UNSEEN = {
    "K0101": "there is no front matter",
    "K0102": "there is no front matter",
    "K0102-toml": "there is no front matter",
    "K0102-only-the-fence": "there is no front matter",
    "K0103-day": "how many days a month has",
    "K0103-name": "the file's name",
    "K0105-live": "articles of another type may have any such field",
    "K0106": "where unknown fields are allowed, a misspelt one is one of them",
    "K0158": "which templates there are",
    "K0106-invisible": "where unknown fields are allowed, a misspelt one is one of them",
    "K0107": "a warning",
    "K0107-part": "a warning",
    "K0109": "YAML itself",
    "K0109-case": "JSON itself",
    "K013": "warnings, YAML itself, pages without a date, parts where unknown ones are allowed",
    "K014": "warnings, and files about authors",
    "K015": "files about authors",
    "K011": "YAML itself",
    "K012": "the file as a whole",
}
"""K01: cases of which a schema cannot know, by name or by its beginning, and why."""

SEEN = ("K0115", "K0117", "K0130-error", "K0157")
"""Among those that begin so."""


def files_of(case: Path) -> dict[str, bytes]:
    """The files that a case writes; the last text of each."""
    found = {"kazarchive.toml": CONFIG.encode()}
    document = steps(case.read_text("utf-8"))
    found |= {step.argument: content(step.text) for step in document if step.action == "file"}
    return found


def is_unseen(case: Path) -> bool:
    named = case.stem in UNSEEN or case.stem[:4] in UNSEEN
    return named and not case.stem.startswith(SEEN)


MARKED = "K0137"
"""Read with a warning: a date that editors mark, and are to."""


def cases(*beginnings: str) -> list[Path]:
    every = [case for case in sorted(CASES.glob("*.txt")) if case.stem != MARKED]
    return [case for case in every if case.stem.startswith(beginnings)]


@pytest.mark.parametrize("case", cases("K01", "K0202", "K0203"), ids=lambda case: case.stem)
def test_a_fault_of_front_matter_that_can_be_seen_is(case: Path, tmp_path: Path) -> None:
    files = files_of(case)
    site = site_of(tmp_path, files["kazarchive.toml"].decode())
    schema = schemas.article(site)
    found: list[str] = []
    for name, raw in files.items():
        if not name.startswith("articles/"):
            continue
        refused = reading.read(raw, name, site).article is None
        try:
            seen = faults(schema, front(raw))
        except ProblemsFound:
            continue
        assert refused or not seen, name
        found += seen
    assert bool(found) != is_unseen(case)


@pytest.mark.parametrize("case", cases("K0602", "K0603", "K0604"), ids=lambda case: case.stem)
def test_a_fault_of_the_configuration_that_can_be_seen_is(case: Path) -> None:
    assert faults(schemas.config(), tomllib.loads(files_of(case)["kazarchive.toml"].decode()))


# --- the command ----------------------------------------------------------------------------------


def test_the_schema_is_printed(tmp_path: Path) -> None:
    assert json.loads(run(tmp_path, "schema").out) == schemas.article(None)
    assert json.loads(run(tmp_path, "schema", "config").out) == schemas.config()
    site = site_of(tmp_path / "a", RICH)
    inside = run(tmp_path / "a", "schema", "article")
    assert (inside.code, inside.err) == (0, "")
    assert json.loads(inside.out) == schemas.article(site)
    assert run(tmp_path, "schema", "--root", "a").out == inside.out


def test_a_broken_configuration_is_told(tmp_path: Path) -> None:
    (tmp_path / options.FILE_NAME).write_text("title = ", "utf-8")
    outcome = run(tmp_path, "schema", "article")
    assert (outcome.code, outcome.out) == (2, "")
    assert "K0601" in outcome.err
