"""Law 8: who may know of whom (docs/architecture.md), read from the syntax trees of the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import kazarchive

ROOT = Path(kazarchive.__file__).parent
TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in ROOT.rglob("*.py")
}

LAYERS = [
    {
        "values",
        "config",
        "configfile",
        "configtext",
        "fields",
        "problems",
        "orders",
        "collecting",
        "__init__",
    },
    {"rules"},
    {"reading", "catalogue"},
    {"pages"},
    {"publishing"},
    {"build"},
    {"check", "explain", "verify", "schemas", "preview", "importing"},
    {"completing", "console", "signals"},
    {"cli"},
    {"__main__"},
]
"""From the bottom. A module imports from layers below its own, and from its own package."""

HOMES = {
    "click": {"cli.py", "completing.py", "console.py"},
    "rich": {"console.py"},
    "jinja2": {"publishing/theme.py", "publishing/compiled.py"},
    "markdown": {"reading/markup.py"},
    "pyromark": {"reading/markup.py"},
    "yaml": {"reading/composing.py"},
    "slugify": {"rules/slugs.py"},
    "Stemmer": {"rules/words.py"},
    "nh3": {"rules/html.py"},
    "PIL": {"reading/pictures.py", "publishing/pictures.py"},
    "pillow_heif": {"reading/heic.py"},
    "babel": {"rules/locales.py", "publishing/theme.py"},
    "fcntl": {"publishing/lock.py"},
    "time": {"cli.py", "console.py", "publishing/lock.py"},
    "starlette": {
        f"preview/{name}.py" for name in ("app", "built", "gate", "listening", "responses")
    },
    "uvicorn": {"preview/connections.py", "preview/listening.py"},
    "h11": {"preview/connections.py"},
    "watchfiles": {"preview/watching.py"},
}
IMPORTERS = {"text", "skeleton", "starter"}
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


def imports(tree: ast.Module) -> Iterator[str]:
    """Dotted names, those of names imported from a package included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports() -> Iterator[tuple[str, str, str]]:
    """(file, its layer's name, what it imports of ours, as `package.module.name`)."""
    for file, tree in TREES.items():
        for name in imports(tree):
            if name.startswith("kazarchive."):
                yield file, file.split("/")[0].removesuffix(".py"), name.removeprefix("kazarchive.")


def rank(name: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if name in layer)


def attributes(tree: ast.Module) -> Iterator[str]:
    return (node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def test_imports_lead_down() -> None:
    wrong = [
        (file, name)
        for file, package, name in own_imports()
        if (other := name.split(".")[0]) not in (package, "__version__")
        and (rank(other) > rank(package) or rank(other) == rank(package) > 0)
    ]
    assert not wrong


def test_rules_know_neither_configuration_nor_problems_nor_the_disk() -> None:
    known = {name.split(".")[0] for _, package, name in own_imports() if package == "rules"}
    assert known <= {"rules", "values"}
    files = [tree for file, tree in TREES.items() if file.startswith("rules/")]
    assert not {name for tree in files for name in imports(tree)} & {
        "os",
        "pathlib.Path",
        "sqlite3",
    }


def test_kinds_of_page_are_strangers_and_so_are_importers() -> None:
    shared = {"pages/__init__.py", "pages/kind.py"}
    for file, package, name in own_imports():
        other = name.split(".")[1] if "." in name else ""
        if package == "pages" and name.startswith("pages.") and file not in shared:
            assert other == "kind", file
        if name.startswith("importing.") and Path(file).stem in IMPORTERS:
            assert other not in IMPORTERS, file


def test_foreign_things_have_one_home_each() -> None:
    for file, tree in TREES.items():
        for foreign in {name.split(".")[0] for name in imports(tree)}:
            assert file in HOMES.get(foreign, {file}), f"{file} imports {foreign}"


def test_only_the_catalogue_uses_sqlite() -> None:
    """Others hand a connection on, and run no statement of their own."""
    for file, tree in TREES.items():
        if file.startswith("catalogue/"):
            continue
        used = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "sqlite3"
        }
        assert used <= {"Connection"}, file


def test_only_the_command_line_prints_or_asks_the_environment_or_the_time() -> None:
    for file, tree in TREES.items():
        calls = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert file in HOMES["time"] or not calls & {"print", "input"}, file
        asked = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert file in HOMES["time"] or not ASKED & asked, file


def test_only_the_output_the_state_and_importers_write() -> None:
    homes = (
        "publishing/output.py",
        "publishing/state.py",
        "publishing/inventory.py",
        "publishing/spool.py",
        "publishing/cleaning.py",
        "publishing/compiled.py",
        "publishing/images.py",
        "publishing/pictures.py",
        "preview/running.py",
        "preview/serve.py",
        "catalogue/store.py",
        "catalogue/conversions.py",
        "catalogue/seal.py",
        "preview/running.py",
        "importing/",
    )
    for file, tree in TREES.items():
        assert file.startswith(homes) or not WRITES & set(attributes(tree)), file


def test_no_module_is_a_drawer_and_nothing_is_global() -> None:
    assert not {Path(file).stem for file in TREES} & {"utils", "util", "helpers", "common", "misc"}
    for file, tree in TREES.items():
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], file


def test_no_group_of_a_pattern_is_repeated_possessively() -> None:
    """Before Python 3.11.5 such a group may swallow the beginning of what it does not match
    (https://github.com/python/cpython/issues/106052). Classes of letters may be: `[a-z]*+`."""
    possessive = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")
    assert possessive.search("(?:ab)*+")
    found = {
        (path, node.value)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if path != "rules/addresses.py" and possessive.search(node.value)
    }
    assert not found
