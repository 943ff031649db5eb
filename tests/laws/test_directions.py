"""Law 8: who may know of whom (docs/architecture.md), read from the syntax trees of the source."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import kazarchive

ROOT = Path(kazarchive.__file__).parent

LAYERS = [
    {
        "values",
        "live_report",
        "answers",
        "changes",
        "fields",
        "messages",
        "problems",
        "specialise",
        "__init__",
    },
    {"disk", "options", "execution", "rules"},
    {"config"},
    {"reading"},
    {"state"},
    {"catalogue"},
    {"output"},
    {"workspace"},
    {"images"},
    {"pages", "ingest"},
    {"rendering"},
    {"plan"},
    {"build", "customise", "own_links"},
    {"check", "explain", "verify", "schemas", "preview", "importing"},
    {"cli"},
    {"__main__"},
]
"""From the bottom. A package imports from layers below its own only."""

HOMES = {
    "click": {
        f"cli/{name}.py"
        for name in (
            "arguments",
            "building",
            "completion",
            "console",
            "exits",
            "help",
            "import_report",
            "main",
            "starting",
            "writing",
        )
    },
    "rich": {"cli/console.py", "cli/import_report.py"},
    "jinja2": {"importing/report_page.py"}
    | {f"rendering/{name}.py" for name in ("bytecode", "environment", "filters", "theme")}
    | {
        f"specialise/{name}.py"
        for name in (
            "__init__",
            "bindings",
            "calls",
            "expressions",
            "flow",
            "reuse",
            "scopes",
            "templates",
        )
    },
    "markdown": {"reading/python_markdown.py"},
    "markdown_it": {"importing/second_markdown.py"},
    "docutils": {"importing/formats/generator/restructured.py"},
    "pygments": {"reading/highlight.py"},
    "pyromark": {"reading/markup.py"},
    "yaml": {"reading/yaml.py"},
    "slugify": {"rules/slugs.py"},
    "text_unidecode": {"rules/filenames.py"},
    "Stemmer": {"rules/tokens.py"},
    "nh3": {"rules/sanitizer.py"},
    "PIL": {"images/probe.py", "images/encode.py"},
    "pillow_heif": {"reading/heic.py"},
    "babel": {"rules/locales.py", "rendering/translations.py"},
    "fcntl": {"state/lock.py"},
    "time": {f"cli/{name}.py" for name in ("arguments", "building", "console", "writing")}
    | {"state/lock.py"},
    "starlette": {
        f"preview/{name}.py" for name in ("app", "middleware", "responses", "server", "static_site")
    },
    "pypdfium2": {"importing/pdf/extraction.py", "importing/pdf/images.py"},
    "uvicorn": {"preview/connections.py", "preview/server.py"},
    "h11": {"preview/connections.py"},
    "watchfiles": {"preview/watcher.py"},
}
IMPORTERS = {"run", "skeleton", "starter"}
"""The modules of importing/ that each make article files; the others are their parts."""

ASKED = {
    f"{whom}.{what}"
    for whom, asked in {
        "datetime": ("now", "today", "utcnow"),
        "date": ("today",),
        "os": ("environ", "environb", "getenv"),
        "sys": ("stdout", "stderr", "stdin"),
    }.items()
    for what in asked
}
WRITES = {"write_text", "write_bytes", "mkdir", "makedirs", "rmdir", "rmtree", "unlink", "touch"}


@cache
def trees() -> dict[str, list[ast.AST]]:
    """Source file → the nodes of its syntax tree."""
    return {
        path.relative_to(ROOT).as_posix(): [*ast.walk(ast.parse(path.read_text("utf-8")))]
        for path in ROOT.rglob("*.py")
    }


def imports(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Dotted names, those of names imported from a package included."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports() -> Iterator[tuple[str, str, str]]:
    """(file, its layer's name, what it imports of ours, as `package.module.name`)."""
    for file, nodes in trees().items():
        for name in imports(nodes):
            if name.startswith("kazarchive."):
                yield file, file.split("/")[0].removesuffix(".py"), name.removeprefix("kazarchive.")


def rank(name: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if name in layer)


def attributes(nodes: Sequence[ast.AST]) -> Iterator[str]:
    return (node.attr for node in nodes if isinstance(node, ast.Attribute))


def attributes_of_names(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, str]]:
    """`os.environ` as ("os", "environ")."""
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


def test_imports_lead_down() -> None:
    wrong = [
        (file, name)
        for file, package, name in own_imports()
        if (other := name.split(".")[0]) not in (package, "__version__")
        and (rank(other) > rank(package) or rank(other) == rank(package) > 0)
    ]
    assert not wrong


def test_the_architecture_says_who_imports_whom() -> None:
    document = (Path(__file__).parents[2] / "docs/architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (?:(`[^|]+`) )?\|$", document, re.MULTILINE)
    packages = {name for layer in LAYERS for name in layer} - {"__init__", "__main__"}
    said = {name: {*re.findall(r"`(\w+)`", allowed)} for name, allowed in rows if name in packages}
    found: dict[str, set[str]] = {name: set() for name in packages}
    for _, package, name in own_imports():
        other = name.split(".")[0]
        if package in packages and other not in (package, "__version__"):
            found[package].add(other)
    assert said == found


def test_no_files_import_each_other_in_a_circle() -> None:
    modules = {file.removesuffix(".py").removesuffix("/__init__"): file for file in trees()}
    imported: dict[str, set[str]] = {file: set() for file in trees()}
    for file, _, name in own_imports():
        path = name.replace(".", "/")
        whole = modules.get(path) or modules.get(path.rpartition("/")[0])
        if whole and whole != file:
            imported[file].add(whole)
    try:
        tuple(TopologicalSorter(imported).static_order())
    except CycleError as circle:
        pytest.fail(" → ".join(reversed(circle.args[1])))


def test_rules_know_neither_configuration_nor_problems_nor_the_disk() -> None:
    known = {name.split(".")[0] for _, package, name in own_imports() if package == "rules"}
    assert known <= {"rules", "values", "live_report"}
    files = [nodes for file, nodes in trees().items() if file.startswith("rules/")]
    assert not {name for nodes in files for name in imports(nodes)} & {
        "os",
        "pathlib.Path",
        "sqlite3",
    }


def test_kinds_of_page_are_strangers_and_so_are_importers() -> None:
    shared = {"pages/__init__.py", "pages/kind.py"}
    for file, package, name in own_imports():
        other = name.split(".")[1] if "." in name else ""
        if package == "pages" and name.startswith("pages.") and file not in shared:
            assert other in ("kind", "people"), file
        if name.startswith("importing.") and Path(file).stem in IMPORTERS:
            assert other not in IMPORTERS, file


def test_foreign_things_have_one_home_each() -> None:
    for file, nodes in trees().items():
        for foreign in {name.split(".")[0] for name in imports(nodes)}:
            assert file in HOMES.get(foreign, {file}), f"{file} imports {foreign}"


def test_only_importers_know_the_libraries_of_their_extra() -> None:
    """A build must not need them."""
    extra = {"brotli", "docutils", "lxml", "mammoth", "markdown_it", "pypdfium2", "trafilatura"}
    for file, nodes in trees().items():
        foreign = {name.split(".")[0] for name in imports(nodes)}
        assert file.startswith("importing/") or not foreign & extra, file


STATEMENT = re.compile(
    r"\s*(?:ALTER|BEGIN|CREATE|DELETE|DROP|INSERT|PRAGMA|REPLACE|SELECT|UPDATE)\b"
)


def test_only_the_catalogue_and_the_state_know_sql() -> None:
    """Others hand a connection on, and say where a transaction ends."""
    for file, nodes in trees().items():
        if file.startswith(("catalogue/", "state/")):
            continue
        used = {what for whom, what in attributes_of_names(nodes) if whom == "sqlite3"}
        assert used <= {"Connection"}, file
        assert not {"execute", "executemany", "executescript"} & {*attributes(nodes)}, file
        texts = [node.value for node in nodes if isinstance(node, ast.Constant)]
        assert not [one for one in texts if isinstance(one, str) and STATEMENT.match(one)], file


def test_only_the_command_line_prints_or_asks_the_environment_or_the_time() -> None:
    for file, nodes in trees().items():
        if file.startswith("cli/"):
            continue
        calls = {node.id for node in nodes if isinstance(node, ast.Name)}
        assert file in HOMES["time"] or not calls & {"print", "input"}, file
        asked = {f"{whom}.{what}" for whom, what in attributes_of_names(nodes)}
        assert file in HOMES["time"] or not ASKED & asked, file


def test_only_the_output_the_state_and_importers_write() -> None:
    homes = (
        "output/folder.py",
        "output/local.py",
        "output/publish.py",
        "state/folder.py",
        "output/inventory.py",
        "state/spool.py",
        "output/clean.py",
        "rendering/usercache.py",
        "images/variants.py",
        "images/cache.py",
        "preview/serve.py",
        "state/database.py",
        "state/conversions.py",
        "state/checksums.py",
        "preview/instance.py",
        "importing/",
        "customise.py",
    )
    for file, nodes in trees().items():
        assert file.startswith(homes) or not WRITES & set(attributes(nodes)), file


def test_no_module_is_long() -> None:
    lines = {path: path.read_text("utf-8").count("\n") for path in ROOT.rglob("*.py")}
    long = {str(path): n for path, n in lines.items() if n > 350}
    assert not long, "move one of its subjects to a module of its own: 350 lines at most"


def test_no_module_is_a_drawer_and_nothing_is_global() -> None:
    drawers = {"utils", "util", "helpers", "common", "misc"}
    assert not drawers & {Path(file).stem for file in trees()}
    for file, nodes in trees().items():
        assert not [node for node in nodes if isinstance(node, ast.Global)], file


def test_no_group_of_a_pattern_is_repeated_possessively() -> None:
    """Before Python 3.11.5 such a group may swallow the beginning of what it does not match
    (https://github.com/python/cpython/issues/106052). Classes of letters may be: `[a-z]*+`."""
    possessive = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")
    assert possessive.search("(?:ab)*+")
    found = {
        (path, node.value)
        for path, nodes in trees().items()
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if path != "rules/addresses.py" and possessive.search(node.value)
    }
    assert not found


def test_no_test_uses_a_private_name_of_a_module() -> None:
    for file in Path(__file__).parents[1].rglob("*.py"):
        nodes = [*ast.walk(ast.parse(file.read_text("utf-8")))]
        ours = {
            name.asname or name.name
            for node in nodes
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kazarchive")
            for name in node.names
        }
        assert not [one for one in ours if re.match("_[^_]", one)], file
        used = [one for whom, one in attributes_of_names(nodes) if whom in ours]
        assert not [one for one in used if re.match("_[^_]", one)], file
