"""Jinja's sandbox, with shortcuts for the values that pages are made of."""

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
    "kazarchive.live_report",
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
"""The frozen types that pages are made of → the attributes that templates may read."""


def _escaped(value: Any) -> str:
    """Like `markupsafe.escape`, but a text without special characters is returned as it is: a page
    shows about 150 texts, and nearly all of them need no escaping."""
    if value.__class__ is str:
        plain = not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)
        return value if plain else escape(value)
    return value if value.__class__ is Markup else escape(value)


class _CodeGenerator(jinja2.compiler.CodeGenerator):
    """Calls `_escaped` instead of `escape`, and evaluates no constant expression when it compiles:
    compiled code is shared between sites, and a filter such as `url` depends on the site."""

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
    """Registers with its environment, which clears it after each page. A macro and its context
    refer to each other, so that every page would wait for the garbage collector otherwise."""

    def __init__(self, environment: "Environment", *given: Any, **named: Any) -> None:
        super().__init__(environment, *given, **named)
        environment.contexts.append(self)


class Environment(SandboxedEnvironment):
    """The sandbox, without safety checks for frozen values, macros and our own functions: these
    checks took a third of the time of rendering."""

    code_generator_class = _CodeGenerator
    context_class = _Context
    contexts: list[jinja2.runtime.Context]
    """Those of the current page, including the templates that its template includes or imports."""
    escaped = staticmethod(_escaped)
    ours: frozenset[Callable[..., Any]] = frozenset()
    """Our own functions; none of them takes the context."""

    def call(
        self, context: jinja2.runtime.Context, called: Any, /, *args: Any, **kwargs: Any
    ) -> Any:
        kind = called.__class__
        if (
            kind is jinja2.runtime.Macro
            or (kind is FunctionType and called in self.ours)
            or (kind is MethodType and called.__self__.__class__ in SHOWN)
        ):
            kwargs.pop("_block_vars", None)  # for functions that take the context
            kwargs.pop("_loop_vars", None)
            return called(*args, **kwargs)
        return super().call(context, called, *args, **kwargs)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One mapping instead of a chain, which every page would copy."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        readable = SHOWN.get(obj.__class__)
        if readable is not None and attribute in readable:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


OF_THEME = "theme/"
"""The prefix of the name of a bundled template, also of one that the site replaces: so that it can
extend the bundled one of its own name."""


class Loader(jinja2.BaseLoader):
    """Reads templates from the layers; a link that leads out of the project is not followed."""

    def __init__(self, layers: Iterable[Path], digests: Mapping[Path, str]) -> None:
        self.layers, self.digests = tuple(layers), digests

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Raises TemplateNotFound, or ProblemsFound (K0120, K0304)."""
        name = posixpath.join("", *split_template_path(template))
        candidates = self.layers
        if name.startswith(OF_THEME) and theme_files.readable(self.layers[-1], own := name[6:]):
            name, candidates = own, self.layers[-1:]
        layers = (layer for layer in candidates if theme_files.readable(layer, name))
        layer = next(layers, None)
        if layer is None:
            raise jinja2.TemplateNotFound(template)
        file, path = layer / name, f"templates/{name}"
        raw, digest = file.read_bytes(), self.digests.get(file)
        if digest and hashlib.sha256(raw).hexdigest() != digest:
            raise ProblemsFound([Problem("K0304", Place(path))])
        return frontmatter.utf8(raw, path), str(file), lambda: True
