"""Jinja templates, specialised: one Python function a template, in which all that is known before
any page is a constant.

    specialiser = Specialiser(surroundings)
    write = specialiser.page("article.html")    # raises Unspecialised
    text = write(context)

A function takes the mapping that `Template.render` takes, without the constants, and returns the
same text. Where rendering would fail, or the function meets something that only Jinja can do, it
raises: render the page by Jinja then, which says what is wrong and where. A template that uses a
part of the language that is not covered here raises Unspecialised before any page.

This package works on Jinja's syntax tree. It knows nothing of what is shown.
"""

import marshal
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import CodeType
from typing import Any, Protocol

import jinja2
from markupsafe import Markup

from kazarchive.specialise.bindings import Description, Surroundings, resolve
from kazarchive.specialise.reuse import Statements
from kazarchive.specialise.scopes import Macro, Scope, Unspecialised, placed
from kazarchive.specialise.templates import Templates, digest

__all__ = ["Specialiser", "Surroundings", "Unspecialised"]

PageWriter = Callable[[Mapping[str, Any]], str]

_Unit = tuple[CodeType, dict[Description, str], dict[str, str]]
"""Code, the names that it is bound to, and the SHA-256 of each template that it was made from."""


class Store(Protocol):
    """Where compiled units are kept from one run to the next."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, content: bytes) -> None: ...


class Specialiser:
    def __init__(
        self,
        surroundings: Surroundings,
        store: Store | None = None,
        configuration: str = "",
        used_by: Callable[[str], Iterable[str] | None] = lambda template: (),
    ) -> None:
        """`configuration` tells apart surroundings whose constants differ, and versions of the
        programs involved: what is kept for one is not used for another. `used_by`: the templates
        that the constants of a template are made from; None if they are not known, and it must not
        be kept."""
        self._surroundings, self._store, self._used_by = surroundings, store, used_by
        self._configuration = f"{sys.version} {jinja2.__version__} {configuration}"
        self._current = cache(self._current_digest)

    def page(self, template: str, *, only_kept: bool = False) -> PageWriter | None:
        """The function that renders a template. Raises Unspecialised.

        `only_kept`: None if none is kept from an earlier run.
        """
        namespace = self._namespace("page", template, only_kept, self._page_source)
        if namespace is None:
            return None
        write = namespace["page"]
        return lambda context: write(context.get)

    def macro(
        self, template: str, name: str, *, only_kept: bool = False
    ) -> Callable[..., Markup] | None:
        """The function of a macro that a template has at its top level, with positional arguments
        alone. It sees the constants, and nothing of a page. Raises Unspecialised."""

        def source(statements: Statements) -> str:
            return self._macro_source(statements, template, name)

        namespace = self._namespace(f"macro {name}", template, only_kept, lambda s, _: source(s))
        return namespace["macro"] if namespace else None

    # --- units --------------------------------------------------------------------------------

    def _namespace(
        self,
        sort: str,
        template: str,
        only_kept: bool,
        source: Callable[[Statements, str], str],
    ) -> dict[str, Any] | None:
        key = digest(f"{self._configuration}\n{sort}\n{template}")
        kept = self._kept(key)
        if kept or only_kept:
            return kept
        with placed(template):
            try:
                return self._loaded(self._made(key, sort, template, source))
            except (RecursionError, MemoryError, SyntaxError, ValueError) as error:
                raise Unspecialised("it may be nested too deeply for Python") from error

    def _loaded(self, unit: _Unit) -> dict[str, Any]:
        """What the code of a unit defines. Raises Unspecialised where an imported template, which
        Jinja might never come to, fails."""
        code, bindings, _ = unit
        namespace = {name: resolve(self._surroundings, one) for one, name in bindings.items()}
        try:
            exec(code, namespace)
        except Exception as error:  # a template can fail with any
            raise Unspecialised("a template that it imports fails") from error
        return namespace

    def _made(
        self, key: str, sort: str, template: str, source: Callable[[Statements, str], str]
    ) -> _Unit:
        templates = Templates(self._surroundings.environment)
        statements = Statements(self._surroundings, templates, has_page=sort == "page")
        text = source(statements, template)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # `1 is 1`: the template's own affair
            code = compile(text, f"<specialised {template}>", "exec")
        unit = (code, statements.expressions.bindings, templates.digests)
        used = None if self._store is None else self._used_by(template)
        if self._store is not None and used is not None:
            digests = {name: self._current(name) for name in used} | templates.digests
            self._store.put(key, marshal.dumps((code, unit[1], digests)))
        return unit

    def _current_digest(self, name: str) -> str:
        """SHA-256 of a template as it is now; empty if it is not there."""
        environment = self._surroundings.environment
        assert environment.loader is not None
        try:
            return digest(environment.loader.get_source(environment, name)[0])
        except jinja2.TemplateError:
            return ""

    def _kept(self, key: str) -> dict[str, Any] | None:
        """What a unit from an earlier run defines, if its templates are still the same."""
        content = None if self._store is None else self._store.get(key)
        if content is None:
            return None
        try:
            unit: _Unit = marshal.loads(content)
            digests = dict(unit[2])
        except Exception:  # a damaged unit can raise any
            return None
        if any(self._current(name) != known for name, known in digests.items()):
            return None
        try:
            return self._loaded(unit)
        except Exception:  # likewise
            return None

    @staticmethod
    def _page_source(statements: Statements, template: str) -> str:
        statements.template(template, Scope())
        statements.flush()
        writer = statements.expressions
        lines = ["def page(get):", "    parts = []; show = parts.extend"]
        for name, variable in writer.context_names.items():
            if name in writer.environment.globals:
                otherwise = writer.bind("constant", name)
            else:
                otherwise = writer.bind("named", "missing")
            lines.append(f"    {variable} = get({name!r}, {otherwise})")
        return "\n".join(
            [*statements.hoisted, *lines, *statements.lines, '    return "".join(parts)']
        )

    @staticmethod
    def _macro_source(statements: Statements, template: str, name: str) -> str:
        macro = statements.module(template, Scope()).names.get(name)
        if not isinstance(macro, Macro):
            raise Unspecialised(f"it has no macro `{name}`")
        return "\n".join([*statements.hoisted, f"macro = {macro.identifier}"])
