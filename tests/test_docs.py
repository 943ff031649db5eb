"""The documentation tells the truth: its commands run, its examples build, its tables are whole.

Conventions of the Markdown files: a fence with `title="PATH"` is a file of that name, relative to
where the reader stands; in a `console` fence the lines after `$ ` are typed, in order, and what
follows is all that is answered (`…` stands for anything). A command fails the test unless the
next one is `echo $?`.
"""

import importlib.util
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import jinja2.filters
import pytest
from msgspec.structs import fields

from archives import TRILINGUAL, Archive
from documentation import DOCS, OUTER, ROOT, Fence, Shell, fences, lend_photos, programs, text_of
from kazarchive import __version__
from kazarchive.answers import Page
from kazarchive.build import prepared
from kazarchive.cli import exits, main
from kazarchive.config import keys as config_keys
from kazarchive.config import options as config_options
from kazarchive.config import reader
from kazarchive.fields import FIELDS
from kazarchive.options import Options
from kazarchive.pages import KINDS
from kazarchive.reading import theme_files
from kazarchive.rendering.frame import Frame
from kazarchive.rendering.theme import Theme
from kazarchive.state import database

NOW = "1772366400"
"""2026-03-01: the year of a new archive's first articles."""

MEDIA = (
    "articles/2022/exports.svg articles/2022/prices.svg articles/2022/prices.csv"
    " articles/2022/maps/mangystau.svg static/emblem.svg authors/aigerim.svg"
).split()
"""What the examples of articles show besides texts."""


VENV = "python3 -m venv .venv"

LAWS = "## Laws and their tests"


def prose(doc: str) -> str:
    return re.sub(r"^```.*?^```$", "", text_of(doc), flags=re.MULTILINE | re.DOTALL)


def section(doc: str, heading: str) -> str:
    """What stands below a heading, to the next one of the same or a higher level."""
    level = len(heading.split(" ")[0])
    whole = prose(doc)
    start = re.search(rf"^{re.escape(heading)}$", whole, re.MULTILINE)
    assert start, f"{doc} has no heading `{heading}`"
    rest = whole[start.end() :]
    end = re.search(rf"^#{{1,{level}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def rows(text: str) -> list[list[str]]:
    """The cells of every table row but the headings."""
    lines = re.findall(r"^\|(.*)\|$", re.sub(r"^\|.*\|\n\|[ :|-]+\|$", "", text, flags=re.M), re.M)
    return [[cell.strip() for cell in line.split(" | ")] for line in lines]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# --- commands -----------------------------------------------------------------------------------


@pytest.fixture
def shell(tmp_path: Path) -> "Shell":
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / config_options.FILE_NAME).write_text(OUTER, "utf-8")
    lend_photos(scratch)
    return Shell(scratch, programs(tmp_path / "bin"))


def typed(fence: Fence) -> list[tuple[str, str]]:
    """Each command of a console fence with the answer that it shows."""
    parts = re.split(r"^\$ (.*)\n", fence.text, flags=re.MULTILINE)
    assert not parts[0], "a console fence begins with a command"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def in_ci(command: str) -> bool:
    """Whether the reader sets the program up here, which .ci/run does and no test can."""
    return command.startswith(("pip ", VENV))


def matches(shown: str, answered: str) -> bool:
    """Times and numbers of pages apart; `…` is anything in a line, alone any number of lines."""
    lines = _measured(shown).rstrip("\n").split("\n")
    pattern = "".join(_pattern(line) for line in lines)
    return re.fullmatch(pattern, _measured(answered).rstrip("\n") + "\n") is not None


def _pattern(line: str) -> str:
    return r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"


def _measured(text: str) -> str:
    text = re.sub(r"in \d+\.\d\d s", "in 0.00 s", text)
    text = re.sub(r'"seconds": [\d.]+', '"seconds": 0', text)
    return re.sub(r"\d+ (pages? written|files? in)", r"N \1", text)


@pytest.mark.parametrize("doc", [doc for doc in DOCS if fences(doc, "console")])
def test_every_command_answers_as_the_text_shows(doc: str, shell: Shell) -> None:
    for fence in fences(doc):
        if fence.title:
            shell.write(fence.title, fence.text)
        elif fence.language == "console":
            _type(fence, shell)


def _type(fence: Fence, shell: Shell) -> None:
    lines = [line for line in typed(fence) if not in_ci(line[0])]
    answers = shell.type([command for command, _ in lines])
    asked = [command == "echo $?" for command, _ in lines[1:]] + [False] * bool(lines)
    for (command, shown), (answered, code), is_asked in zip(lines, answers, asked, strict=True):
        assert matches(shown, answered), f"$ {command}\n{answered}"
        assert code == 0 or is_asked, f"$ {command}\nends with {code}\n{answered}"


def test_the_readme_opens_with_the_two_commands_that_ci_runs() -> None:
    first, second = (typed(fence)[0][0] for fence in fences("README.md", "console")[:2])
    assert first == f"{VENV} && . .venv/bin/activate && pip install . && kazarchive build"
    first = first.split("activate && ")[1]  # .ci/run makes an environment of its own
    assert second == "pip install '.[test]' && pytest"
    run = [_plain(line) for line in (ROOT / ".ci/run").read_text("utf-8").splitlines()]
    at = [run.index(part) for command in (second, first) for part in command.split(" && ")]
    assert at == sorted(at), "the second command first, as the tests need nothing installed by hand"


def _plain(command: str) -> str:
    return re.sub(r' --\S+| "\$@"', "", command.strip())


def test_a_wrong_answer_would_be_noticed() -> None:
    assert matches("Built 3 articles in 0.19 s\n", "Built 3 articles in 1.27 s\n")
    assert matches("a\n…\nz\n", "a\nb\nc\nz\n")
    assert matches("…\n", "")
    assert not matches("Built 3 articles in 0.19 s\n", "Built 4 articles in 0.19 s\n")
    assert not matches("a\n…\nz\n", "a\nb\n")
    assert not matches("", "a\n")


# --- what docs/commands.md lists ----------------------------------------------------------------


def listed_options(text: str) -> set[str]:
    """The options in the first cells of a section's tables."""
    cells = " ".join(row[0] for row in rows(text) if row[0].startswith("`-"))
    return {shown.split(" ")[0] for shown in names(cells)}


def options_of(command: click.Command) -> set[str]:
    options = [one for one in command.params if isinstance(one, click.Option)]
    return {name for option in options for name in option.opts}


@pytest.mark.parametrize("name", main.cli.commands)
def test_the_options_of_a_command_are_listed(name: str) -> None:
    assert listed_options(section("docs/commands.md", f"## {name}")) == options_of(
        main.cli.commands[name]
    )


def test_the_programs_own_options_are_listed() -> None:
    head = prose("docs/commands.md").split("\n## ")[0]
    assert listed_options(head) == options_of(main.cli) | {"-h", "--help"}
    assert {names(row[0])[0] for row in rows(head) if row[0].startswith("[")} == set(
        main.cli.commands
    )


def test_the_exit_codes_are_listed() -> None:
    codes = {
        exits.DONE,
        exits.CONTENT,
        exits.USAGE,
        exits.SOME_REFUSED,
        exits.DISK,
        exits.LOCKED,
        exits.BUG,
        exits.INTERRUPTED,
        exits.TERMINATED,
    }
    table = section("docs/commands.md", "## Streams and exit codes")
    assert {int(row[0]) for row in rows(table) if row[0].isdigit()} == codes


# --- templates ----------------------------------------------------------------------------------


@pytest.fixture
def lively(trilingual: Archive) -> Archive:
    """An archive with a page of every kind."""
    trilingual.configure(
        TRILINGUAL.replace("front = 3", "timeline = 5").replace("[feeds]", "[feeds]\nrss = true")
        + "[search]\nenabled = true\n"
        '[theme]\naccent = "#8a1f11"\n'
    )
    for n in range(5):
        trilingual.article(f"a{n}.md", tags=["Fuel"], aliases=[f"/old/{n}/"])
    trilingual.article("a1.ru.md", date="2021-01-05", series="Газ")
    trilingual.write("pages/about.md", "---\ntitle: About\n---\n")
    return trilingual


def test_the_names_that_templates_get_are_listed(lively: Archive) -> None:
    table = section("docs/commands.md", "### What each template gets in addition")
    listed = {name: set(names(row[1])) for row in rows(table) for name in names(row[0])}
    assert listed == contexts(lively), "this table of docs/commands.md: template, names it gets"


def contexts(archive: Archive) -> Mapping[str, set[str]]:
    """The names in the contexts of all pages, by template."""
    site = reader.load(archive.root)
    options = Options(archive.output, archive.state, "public", archive.now)
    found: dict[str, set[str]] = {}
    with prepared(archive.root, site, options, lambda *_: None) as ready:
        for kind in ready.renderer.kinds.values():
            for page in kind.pages(tuple(kind.addresses(ready.catalogue)), ready.catalogue):
                if isinstance(page, Page):
                    found.setdefault(page.template, set()).update(page.context)
    return found


def test_what_every_template_gets_is_listed(archive: Archive) -> None:
    table = section("docs/commands.md", "### What every template gets")
    shown = [name for row in rows(table) for name in names(row[0])]
    in_site = {name.removeprefix("site.") for name in shown if name.startswith("site.")}
    assert in_site == {field.name for field in fields(Frame)} | {"sections"}

    site = reader.load(archive.root)
    theme = Theme(site, theme_files.template_layers(archive.root), lambda body, draw: "")
    ours = theme.environment.filters.keys() - jinja2.filters.FILTERS.keys()
    listed = {name.partition("(")[0] for name in shown}
    assert ours <= listed
    assert {"page", "_", "ngettext", "translated", "fragment"} <= listed


# --- the configuration --------------------------------------------------------------------------


def keys_shown(heading: str) -> dict[str, str]:
    """Key → default, of the table below a heading."""
    table = rows(section("docs/configuration.md", heading))
    return {names(row[0])[0]: row[2].strip("`") for row in table}


def sections_of_the_configuration() -> list[tuple[str, Mapping[str, Any], type]]:
    roots = {
        name: key for name, key in config_keys.ROOT_KEYS.items() if isinstance(key, config_keys.Key)
    }
    nested = [
        (f"## [{name}]", known.keys, known.options)
        for name, known in config_keys.ROOT_KEYS.items()
        if isinstance(known, config_keys.Section)
    ]
    return [("## The site", roots, config_options.Site), *nested]


@pytest.mark.parametrize(("heading", "keys", "options"), sections_of_the_configuration())
def test_every_key_is_listed_with_its_default(
    heading: str, keys: Mapping[str, config_keys.Key], options: type
) -> None:
    shown = keys_shown(heading)
    assert list(shown) == list(keys), "in the order in which they are known"
    required = {"titles": "Title", "base_url": "https://archive.example/", "name": "tags"}
    given = {field.name for field in fields(options)} & required.keys()
    default = options(**{name: required[name] for name in given})
    for name, key in keys.items():
        if key.field in required or name in required:
            assert shown[name] == "required"
        elif shown[name] == "–":
            assert not getattr(default, key.field or name)
        else:
            written = tomllib.loads(f"x = {shown[name]}")["x"]
            assert key.check(written) == getattr(default, key.field or name), name


@pytest.mark.parametrize(
    "example",
    [fence.text for doc in DOCS for fence in fences(doc, "toml")],
    ids=[f"{doc} {n}" for doc in DOCS for n, _ in enumerate(fences(doc, "toml"))],
)
def test_an_example_of_kazarchive_toml_is_valid(example: str, tmp_path: Path) -> None:
    (tmp_path / config_options.FILE_NAME).write_text(example, "utf-8")
    reader.load(tmp_path)


def test_the_whole_example_names_every_key_and_no_default(tmp_path: Path) -> None:
    whole = tomllib.loads(fences("docs/configuration.md", "toml")[1].text)
    for heading, keys, _ in sections_of_the_configuration():
        name = heading.removeprefix("## ").strip("[]")
        given = whole if name == "The site" else whole[name]
        tables = given.values() if name == "taxonomies" else [given]
        assert keys.keys() <= {key for table in tables for key in table}
        for key, default in keys_shown(heading).items():
            if default not in ("required", "–") and name != "taxonomies":
                assert given[key] != tomllib.loads(f"x = {default}")["x"], key


# --- articles -----------------------------------------------------------------------------------


def test_the_examples_of_articles_build_without_a_word(archive: Archive) -> None:
    archive.configure(OUTER)
    for name in MEDIA:
        archive.write(name, '<svg xmlns="http://www.w3.org/2000/svg"/>')
    whole = [fence for fence in fences("docs/articles.md", "markdown") if fence.title]
    for fence in whole:
        archive.write(fence.title or "", fence.text)
    parts = fences("docs/articles.md", "yaml")
    for number, fence in enumerate(parts):
        missing = {"title": f"Part {number}", "date": "2022-02-01"}
        added = [f"{name}: {value}" for name, value in missing.items() if name not in fence.text]
        body = "## 9:30 Text." if "type: live" in fence.text else "Text."
        lines = ["---", *added, fence.text.rstrip(), "---", "", body, ""]
        archive.write(f"articles/2022/part-{number}.md", "\n".join(lines))
    report = archive.build(now=int(NOW))
    assert report.problems == ()
    pages = [fence for fence in whole if (fence.title or "").startswith(("pages/", "authors/"))]
    assert report.articles == len(whole) - len(pages) + len(parts) >= 7
    assert "what was reported" in archive.page("/about/")
    assert (archive.output / "2022/01/06/lpg-in-the-west/maps/mangystau.svg").is_file()
    assert "#what-the-order-says" in archive.page("/2022/01/06/lpg-in-the-west/")
    assert 'hreflang="kk"' in archive.page("/2022/01/05/lpg-price-cap/")


def test_every_field_is_listed() -> None:
    table = rows(section("docs/articles.md", "## Fields"))
    listed = {name for row in table for name in names(row[0])}
    assert listed == {*FIELDS, "tags", "authors"}
    examples = "\n".join(fence.text for fence in fences("docs/articles.md", "yaml"))
    shown = set(re.findall(r"^(\w+):", examples, re.MULTILINE))
    assert listed == shown, "each with an example"


# --- the architecture ---------------------------------------------------------------------------


def test_every_module_is_in_the_architecture_and_every_file_named_there_exists() -> None:
    source = ROOT / "src/kazarchive"
    modules = {
        path.relative_to(source).as_posix()
        for path in [*source.rglob("*.py"), *source.rglob("*.sql")]
        if not path.name.startswith("__") or path.parent.name == "pages"
    }
    shown = set(names(prose("docs/architecture.md")))
    named = {name for name in shown if re.fullmatch(r"[\w/]+\.(py|sql)", name)}
    untold = sorted(modules - named)
    assert not untold, "say in docs/architecture.md what each of these decides"
    missing = [n for n in named if not ((source / n).exists() or (ROOT / n).exists())]
    assert not missing


def test_every_table_kind_and_dependency_is_in_the_architecture() -> None:
    shown = set(names(prose("docs/architecture.md")))
    schema = "".join(file.read_text("utf-8") for file in database.SCHEMAS)
    assert set(re.findall(r"CREATE TABLE (\w+)", schema)) <= shown
    untold = sorted({kind.name for kind in KINDS} - shown)
    assert not untold, "a row for each in the table of docs/architecture.md, Kinds of page"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[<>=]", one)[0] for one in project["dependencies"]}
    for extra in project["optional-dependencies"].keys() - {"test"}:
        wanted |= {re.split(r"[<>=]", n)[0] for n in project["optional-dependencies"][extra]}
    table = rows(section("docs/architecture.md", "## Dependencies"))
    assert {name for row in table for name in names(row[0])} == wanted


def test_every_test_of_a_law_is_in_the_architecture() -> None:
    laws = {f"tests/laws/{path.name}" for path in ROOT.glob("tests/laws/test_*.py")}
    named = {names(row[0])[0] for row in rows(section("docs/architecture.md", LAWS))}
    assert laws <= named
    assert all((ROOT / name).is_file() for name in named)


def test_every_promise_names_tests_that_exist() -> None:
    shown = set(names(prose("docs/trust.md")))
    sources = "\n".join(path.read_text("utf-8") for path in ROOT.glob("tests/**/test_*.py"))
    promised = {name for name in shown if re.fullmatch(r"test_\w+", name)}
    assert promised <= set(re.findall(r"^def (test_\w+)", sources, re.MULTILINE))
    attacks = "\n".join(path.read_text("utf-8") for path in ROOT.glob("tests/faults/test_*.py"))
    assert set(re.findall(r"^def (test_\w+)", attacks, re.MULTILINE)) <= promised
    files = {name for name in shown if name.startswith("tests/")}
    assert all((ROOT / name).is_file() for name in files)


def test_the_picture_of_the_flow_is_drawn_from_its_text() -> None:
    spec = importlib.util.spec_from_file_location("flow", ROOT / "docs/images/flow.py")
    assert spec
    assert spec.loader
    flow = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(flow)
    text = (ROOT / "docs/images/flow.txt").read_text("utf-8")
    assert (ROOT / "docs/static/flow.svg").read_text("utf-8") == flow.drawn(text)
    steps = [line.split(" | ")[0] for line in text.splitlines()]
    docstring = (ROOT / "src/kazarchive/build.py").read_text("utf-8").split('"""')[1]
    assert " → ".join(steps) in docstring


def test_the_design_is_in_one_sentence() -> None:
    assert "A site is a function from address to bytes" in prose("docs/architecture.md")


# --- links --------------------------------------------------------------------------------------


def anchors(file: Path) -> set[str]:
    """The ids that a forge gives to the headings of a Markdown file."""
    headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("doc", DOCS)
def test_every_link_inside_the_documentation_leads_somewhere(doc: str) -> None:
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)", prose(doc)):
        if re.match(r"https?:", target):
            continue
        path, _, fragment = target.partition("#")
        file = (ROOT / doc).parent / path if path else ROOT / doc
        assert file.is_file(), f"{doc} links to {target}"
        assert not fragment or fragment in anchors(file), f"{doc} links to {target}"


def test_the_changelog_knows_this_version() -> None:
    assert f"\n## {__version__} – " in text_of("CHANGELOG.md")
