"""What generated code needs from outside: constants, filters, tests, classes of trusted values.

Each is described by a plain tuple, which is kept beside the code on disk and resolved in the
process that runs it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import jinja2
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, markup_join
from markupsafe import Markup
from msgspec import Struct

from kazarchive.specialise.scopes import Unspecialised

Description = tuple[str | int, ...]
"""The sort of a binding, then what it is made from."""

MISSING = object()
"""The value of a name that the page does not give."""

EXACT = frozenset({str, int, date})
"""Types whose equal values are shown alike: results for these are kept. Two equal `datetime` may
be in different zones, equal `Markup` and `str` are escaped differently."""


class Surroundings(Struct, frozen=True, eq=False):
    """What is known of a template before any page is."""

    environment: jinja2.Environment
    constants: Mapping[str, Any]
    """Names that have the same value on every page."""
    attributes: Mapping[tuple[str, str], str]
    """Attributes, by name of the variable and of the attribute, that are the same on every page."""
    pure: frozenset[str]
    """Constants that are functions whose result for constant arguments is a constant."""
    trusted: Mapping[type, frozenset[str]]
    """Attributes that may be read without asking the sandbox, by class."""
    escaped: Callable[[Any], str]
    memoised: Mapping[str, int]
    """Filters of one argument whose escaped results are kept, with how many."""
    context: Context
    """For filters that are given the context: they must read nothing from it but what is in
    `constants` and `attributes`."""


def pass_argument(function: Any) -> str | None:
    """What Jinja hands to a function before its arguments: `context`, `eval_context`,
    `environment` or nothing."""
    wanted = getattr(function, "jinja_pass_arg", None)
    return wanted.name if wanted is not None else None


def resolve(surroundings: Surroundings, description: Description) -> Any:
    """The object that a description stands for. Raises Unspecialised."""
    sort, *parts = description
    return _RESOLVERS[str(sort)](surroundings, *parts)


def constant(surroundings: Surroundings, name: str, *path: str | int) -> Any:
    environment = surroundings.environment
    constants = surroundings.constants
    value: Any = constants[name] if name in constants else environment.globals[name]
    for step in path:
        is_attribute = isinstance(step, str)
        value = environment.getattr(value, str(step)[1:]) if is_attribute else value[step]
    return value


def _function(surroundings: Surroundings, function: Any) -> Callable[..., Any]:
    """A filter or test, with what Jinja hands to it."""
    environment = surroundings.environment
    wanted = pass_argument(function)
    if wanted is None:
        return function  # type: ignore[no-any-return]
    given = {
        "context": surroundings.context,
        "eval_context": EvalContext(environment),
        "environment": environment,
    }
    return partial(function, given[wanted])


def _memoised(surroundings: Surroundings, name: str) -> Callable[[Any], str]:
    """A filter with escaping, whose results are kept."""
    write, escaped = _filter(surroundings, name), surroundings.escaped
    kept: dict[Any, str] = {}
    limit = surroundings.memoised[name]

    def memoised(value: Any) -> str:
        if value.__class__ not in EXACT:
            return escaped(write(value))
        text = kept.get(value)
        if text is None:
            if len(kept) >= limit:
                kept.clear()
            text = kept[value] = escaped(write(value))
        return text

    return memoised


def _filter(surroundings: Surroundings, name: str) -> Callable[..., Any]:
    return _function(surroundings, surroundings.environment.filters[name])


def _test(surroundings: Surroundings, name: str) -> Callable[..., Any]:
    return _function(surroundings, surroundings.environment.tests[name])


def _trusted(surroundings: Surroundings, attribute: str) -> frozenset[type]:
    return frozenset(
        kind for kind, attributes in surroundings.trusted.items() if attribute in attributes
    )


def _callable(surroundings: Surroundings) -> Callable[[Any], Any]:
    """Refuse what the sandbox would not call, and what wants the context."""
    is_safe = getattr(surroundings.environment, "is_safe_callable", callable)

    def checked(function: Any) -> Any:
        if is_safe(function) and pass_argument(function) is None:
            return function
        raise Unspecialised("it calls a function that needs Jinja's context")

    return checked


def _named(surroundings: Surroundings, name: str) -> Any:
    environment = surroundings.environment
    objects = {
        "escaped": surroundings.escaped,
        "getattr": environment.getattr,
        "getitem": environment.getitem,
        "missing": MISSING,
        "Markup": Markup,
        "join": markup_join,
        "LoopContext": partial(LoopContext, undefined=environment.undefined),
        "undefined": environment.undefined,
        "otherwise": jinja2.Undefined,
    }
    return objects[name]


_RESOLVERS: dict[str, Callable[..., Any]] = {
    "constant": constant,
    "markup": lambda _, text: Markup(text),
    "filter": _filter,
    "memoised": _memoised,
    "test": _test,
    "trusted": _trusted,
    "callable": _callable,
    "named": _named,
}
