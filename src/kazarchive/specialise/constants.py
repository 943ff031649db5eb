"""What is known before any page: which values become constants of the generated code."""

from math import isfinite
from typing import Any

from markupsafe import Markup

from kazarchive.specialise.scopes import Constant

Value = Constant | str
"""A constant, or the Python source of an expression."""

LITERALS = (str, int, float, bool, type(None), Markup)
"""Types whose values are written into the generated code."""

FOLDED = 10_000
"""Characters of a result that is written into the code."""


def is_literal(value: Any) -> bool:
    return value.__class__ in LITERALS and (value.__class__ is not float or isfinite(value))


def truth(value: Constant) -> bool | None:
    """Whether a constant counts as true; None where it refuses to say."""
    try:
        return bool(value.value)
    except Exception:  # as in _folded
        return None


def is_lasting(value: Value) -> bool:
    """Whether what is made of a value is the same in every process: the text of a function or a
    class can name its place in memory."""
    return isinstance(value, Constant) and not callable(value.value)


def held(value: Value) -> Any:
    assert isinstance(value, Constant)
    return value.value


def all_held(named: dict[str, Value]) -> dict[str, Any]:
    return {name: held(value) for name, value in named.items()}
