"""The configuration of another generator, in YAML, TOML, JSON or Python → plain values.

Python is never run: top-level assignments of literals count, and names that they have given.
"""

import ast
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import yaml
from kazarchive.reading.source import SourceText


def read(file: Path) -> dict[str, Any]:
    """The values of a configuration by its ending. Raises ProblemsFound (K0852)."""
    try:
        text = file.read_text("utf-8")
        return _READERS[file.suffix](text, file.name)
    except ProblemsFound as found:
        first = found.problems[0]
        place = replace(first.place, line=first.place.line - 1)
        reason = first.values.get("reason") or first.message
        raise ProblemsFound([Problem("K0852", place, {"reason": reason})]) from None
    except (OSError, ValueError, SyntaxError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        raise ProblemsFound([Problem("K0852", Place(str(file)), {"reason": reason})]) from None


def first(folder: Path, names: tuple[str, ...]) -> Path | None:
    """The first of some files that exists."""
    return next((folder / name for name in names if (folder / name).is_file()), None)


def of(folder: Path, names: tuple[str, ...]) -> dict[str, Any]:
    """The values of the first of some files that exists. Raises ProblemsFound (K0852)."""
    file = first(folder, names)
    return read(file) if file else {}


def lowered(value: Any) -> Any:
    """Names without case, at every level, as Hugo reads them."""
    if isinstance(value, dict):
        return {str(name).lower(): lowered(each) for name, each in value.items()}
    return value


def _yaml(text: str, name: str) -> dict[str, Any]:
    fields = yaml.composed(text, SourceText(name, f"\n{text}"), [])
    return {name: value.data for name, value in fields.items()}


def _python(text: str, name: str) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                value = ast.literal_eval(_Filled(known).visit(statement.value))
            except ValueError:  # it calls something
                continue
            known[statement.targets[0].id] = value
    return known


class _Filled(ast.NodeTransformer):
    """Puts the values of known names in their place."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.known = known

    def visit_Name(self, node: ast.Name) -> ast.AST:
        value = self.known.get(node.id)
        return ast.Constant(value) if isinstance(value, str | bool | int) else node


_READERS = {
    ".yml": _yaml,
    ".yaml": _yaml,
    ".toml": lambda text, _: tomllib.loads(text),
    ".json": lambda text, _: dict(json.loads(text)),
    ".py": _python,
}
