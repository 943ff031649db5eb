"""Jinja's sandbox, with a short way for what pages are made of."""

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from importlib import import_module
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import jinja2
import jinja2.compiler
import jinja2.nodes
from jinja2.loaders import split_template_path
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape
from msgspec import Struct

from kazarchive.pages import KINDS
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import frontmatter, theme_files

_MODULES = {
    "kazarchive.values",
    "kazarchive.catalogue.neighbours",
    "kazarchive.rules.calendars",
    "kazarchive.rendering.frame",
    *(kind.__module__ for kind in KINDS),
}
SHOWN = {
    value: frozenset(name for name in dir(value) if not name.startswith("_"))
    for module in sorted(_MODULES)
    for value in vars(import_module(module)).values()
    if isinstance(value, type) and issubclass(value, Struct)
}
"""The types of the frozen values that pages are made of, with what templates may ask of them."""


def _escaped(value: Any) -> str:
    """As `markupsafe.escape`, without making Markup of what goes straight into a page, and without
    a copy of what needs no escaping: a page shows some 150 texts, nearly all of them plain."""
    if value.__class__ is str:
        plain = not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)
        return value if plain else escape(value)
    return value if value.__class__ is Markup else escape(value)


class _CodeGenerator(jinja2.compiler.CodeGenerator):
    """Writes `_escaped` where Jinja writes `escape`, and works out nothing beforehand: what an
    address becomes depends on the site, compiled code on the template's text alone."""

    def _output_child_to_const(self, node: Any, frame: Any, finalize: Any) -> str:
        if isinstance(node, jinja2.nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise jinja2.nodes.Impossible

    def _output_child_pre(self, node: jinja2.nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Context(jinja2.runtime.Context):
    """Known to its environment, which takes apart what a page has left: a macro and the context
    that it belongs to hold each other, and so a whole page would wait for the garbage collector."""

    def __init__(self, environment: "Environment", *given: Any, **named: Any) -> None:
        super().__init__(environment, *given, **named)
        environment.contexts.append(self)


class Environment(SandboxedEnvironment):
    """The sandbox, with a short way for the frozen values that pages are made of, for macros and
    for our own functions: a third of the time of rendering went into asking whether these are
    safe."""

    code_generator_class = _CodeGenerator
    context_class = _Context
    contexts: list[jinja2.runtime.Context]
    """Of the page at hand, with those of all that its template includes or imports."""
    escaped = staticmethod(_escaped)
    ours: frozenset[Callable[..., Any]] = frozenset()
    """Our own functions, none of which is given the context."""

    def call(
        self, context: jinja2.runtime.Context, called: Any, /, *args: Any, **kwargs: Any
    ) -> Any:
        kind = called.__class__
        if (
            kind is jinja2.runtime.Macro
            or (kind is FunctionType and called in self.ours)
            or (kind is MethodType and called.__self__.__class__ in SHOWN)
        ):
            kwargs.pop("_block_vars", None)  # for functions that are given the context
            kwargs.pop("_loop_vars", None)
            return called(*args, **kwargs)
        return super().call(context, called, *args, **kwargs)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One mapping instead of a chain: each page looks through all of it."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        shown = SHOWN.get(obj.__class__)
        if shown is not None and attribute in shown:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class Loader(jinja2.BaseLoader):
    """Templates that are files of the project: nothing is read through a link out of it."""

    def __init__(self, layers: Iterable[Path], known: Mapping[Path, str]) -> None:
        self.layers, self.known = tuple(layers), known

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Raises ProblemsFound (K0120, K0304)."""
        name = posixpath.join("", *split_template_path(template))
        layers = (layer for layer in self.layers if theme_files.readable(layer, name))
        layer = next(layers, None)
        if layer is None:
            raise jinja2.TemplateNotFound(template)
        file, shown = layer / name, f"templates/{name}"
        raw, digest = file.read_bytes(), self.known.get(file)
        if digest and hashlib.sha256(raw).hexdigest() != digest:
            raise ProblemsFound([Problem("K0304", Place(shown))])
        return frontmatter.utf8(raw, shown), str(file), lambda: True
