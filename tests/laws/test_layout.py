"""A test file is found from the name of the module, and each helper stands in one place."""

import ast
from pathlib import Path

import kazarchive

SOURCE = Path(kazarchive.__file__).parent
TESTS = Path(__file__).parents[1]

COMPILER = "a part of one class, which specialise/test_specialise.py compares with Jinja"

ELSEWHERE = {
    "output/destination.py": "an interface; test_local.py tests what implements it",
    "specialise/calls.py": COMPILER,
    "specialise/expressions.py": COMPILER,
    "specialise/flow.py": COMPILER,
    "specialise/reuse.py": COMPILER,
}
"""Modules without a test file of their name, each with the reason."""

SYSTEM = {"docs", "errors", "faults", "hostile", "laws", "look", "search"}
"""Folders of tests of the whole system, or of its documentation."""


def has_functions(file: Path) -> bool:
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in nodes)


def expected(module: Path) -> Path:
    """`reading/links.py` → `reading/test_links.py`; a package's own, `problems/__init__.py` →
    `problems/test_problems.py`."""
    name = module.parent.name if module.stem == "__init__" else module.stem
    return module.parent / f"test_{name}.py"


def test_every_module_with_functions_has_a_test_file_of_its_name() -> None:
    modules = [file.relative_to(SOURCE) for file in SOURCE.rglob("*.py") if has_functions(file)]
    missing = {str(one) for one in modules if not (TESTS / expected(one)).is_file()}
    advice = "write tests/{}, with `from archives import Archive` if it needs a site"
    untested = [advice.format(expected(Path(one))) for one in sorted(missing - ELSEWHERE.keys())]
    assert not untested
    assert missing == ELSEWHERE.keys(), "the table above names a module that has a test file"


def test_folders_of_tests_are_packages_or_suites_of_the_system() -> None:
    folders = {file.parent.relative_to(TESTS) for file in TESTS.rglob("test_*.py")}
    packages = {file.parent.relative_to(SOURCE) for file in SOURCE.rglob("*.py")}
    assert {str(one) for one in folders - packages} == SYSTEM


def test_no_test_file_is_imported_by_another() -> None:
    for file in TESTS.rglob("*.py"):
        imported = [
            name
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom)
            for name in (*(node.module or "").split("."), *(one.name for one in node.names))
        ]
        files = [one for one in imported if one.startswith("test_")]
        assert not files, file
