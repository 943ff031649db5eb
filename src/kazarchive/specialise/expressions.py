"""Expressions: what is known is worked out, the rest becomes Python source."""

import operator
from collections.abc import Callable, Mapping
from keyword import iskeyword
from typing import Any, ClassVar

import jinja2
from jinja2 import nodes
from markupsafe import Markup

from kazarchive.specialise.bindings import (
    Description,
    Surroundings,
    resolve,
)
from kazarchive.specialise.constants import FOLDED, Value, held, is_lasting, is_literal, truth
from kazarchive.specialise.scopes import (
    Constant,
    Macro,
    Module,
    Scope,
    Unspecialised,
    Variable,
)

BINARY: dict[type[nodes.Node], str] = {
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
    nodes.Pow: "**",
}
UNARY: dict[type[nodes.Node], str] = {nodes.Neg: "-", nodes.Pos: "+"}
COMPARISONS: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "eq": ("==", operator.eq),
    "ne": ("!=", operator.ne),
    "gt": (">", operator.gt),
    "gteq": (">=", operator.ge),
    "lt": ("<", operator.lt),
    "lteq": ("<=", operator.le),
    "in": ("in", lambda member, members: member in members),
    "notin": ("not in", lambda member, members: member not in members),
}


WriteValue = Callable[[Any, Any, Scope], Value]


class Expressions:
    """Writes the expressions of one unit of generated code, and gathers what it is bound to."""

    def __init__(self, surroundings: Surroundings, *, has_page: bool) -> None:
        """`has_page`: whether the unit gets values of a page, besides the constants."""
        self.surroundings, self.has_page = surroundings, has_page
        self.environment = surroundings.environment
        self.bindings: dict[Description, str] = {}
        self.context_names: dict[str, str] = {}
        """Names that a page gives, with the variables that hold their values."""
        self._temporaries = 0
        self._intercepted: frozenset[str] = frozenset(
            symbol
            for symbols in ("intercepted_binops", "intercepted_unops")
            for symbol in getattr(self.environment, symbols, ())
        )

    # --- names in the generated code ----------------------------------------------------------

    def bind(self, *description: str | int) -> str:
        """The name of an object from outside."""
        return self.bindings.setdefault(description, f"b{len(self.bindings)}")

    def temporary(self) -> str:
        self._temporaries += 1
        return f"t{self._temporaries}"

    def source(self, value: Value) -> str:
        """The Python source of a value."""
        if isinstance(value, str):
            return value
        if value.path:
            return self.bind("constant", *value.path)
        if value.value.__class__ is Markup:
            return self.bind("markup", str(value.value))
        text = repr(value.value)
        return f"({text})" if text.startswith("-") else text

    def code(self, node: nodes.Node, scope: Scope) -> str:
        return self.source(self.value(node, scope))

    # --- expressions --------------------------------------------------------------------------

    def value(self, node: nodes.Node, scope: Scope) -> Value:
        """Raises Unspecialised."""
        write = self.value_writers.get(node.__class__)
        if write is None:
            raise Unspecialised(f"it uses {node.__class__.__name__}", node.lineno)
        return write(self, node, scope)

    def folded(self, work: Callable[[], Any], otherwise: Callable[[], str]) -> Value:
        """The result of some work as a literal; if it fails or is none, the source of an
        expression that does it at each page."""
        try:
            result = work()
        except Exception:  # a template can fail with any: let the page fail in the same way
            return otherwise()
        is_short = not isinstance(result, str) or len(result) <= FOLDED
        return Constant(result) if is_short and is_literal(result) else otherwise()

    def _literal(self, node: nodes.Const, scope: Scope) -> Value:
        if not is_literal(node.value):
            raise Unspecialised(f"it writes a {type(node.value).__name__}", node.lineno)
        return Constant(node.value)

    def _text(self, node: nodes.TemplateData, scope: Scope) -> Value:
        return Constant(Markup(node.data))

    def _name(self, node: nodes.Name, scope: Scope) -> Value:
        found = self.binding(node.name, scope, node.lineno)
        if isinstance(found, Constant):
            return found
        if isinstance(found, Variable):
            if not found.may_be_missing:
                return found.identifier
            missing, undefined = self.bind("named", "missing"), self.undefined(found.name)
            return f"({found.identifier} if {found.identifier} is not {missing} else {undefined})"
        if found is None:
            return self.undefined(node.name)
        raise Unspecialised(f"it uses `{node.name}` as a value", node.lineno)

    def undefined(self, name: str) -> str:
        """Each use is another object, as in Jinja: Python takes an object to be in a list that
        holds it, without comparing."""
        return f"{self.bind('named', 'undefined')}(name={name!r})"

    def binding(
        self, name: str, scope: Scope, line: int = 0
    ) -> Constant | Variable | Macro | Module | None:
        """What a name means; None: nothing gives it."""
        if name in ("self", "super", "varargs", "kwargs"):
            raise Unspecialised(f"it uses `{name}`", line)
        bound = scope.binding(name)
        if bound is not None:
            return bound
        if scope.sees_context:
            if name in self.surroundings.constants:
                return Constant(self.surroundings.constants[name], (name,))
            if self.has_page:
                identifier = self.context_names.setdefault(name, f"c_{name}")
                return Variable(identifier, name, name not in self.environment.globals)
        if name in self.environment.globals:
            return Constant(self.environment.globals[name], (name,))
        return None

    def _attribute(self, node: nodes.Getattr, scope: Scope) -> Value:
        known = self._known_attribute(node, scope)
        if known is not None:
            return known
        if isinstance(node.node, nodes.Name):
            owner = scope.binding(node.node.name)
            if isinstance(owner, Module):
                bound = owner.names.get(node.attr)
                if isinstance(bound, Constant):
                    return bound
                if isinstance(bound, Variable):
                    return bound.identifier
                raise Unspecialised(f"it uses `{node.attr}` as a value", node.lineno)
        value = self.value(node.node, scope)
        if isinstance(value, Constant):
            return self._constant_part(
                value, f".{node.attr}", lambda: self._attribute_code(self.source(value), node.attr)
            )
        found = isinstance(node.node, nodes.Name) and self.binding(node.node.name, scope)
        identifier = found.identifier if isinstance(found, Variable) else ""
        return self._attribute_code(value, node.attr, identifier)

    def _known_attribute(self, node: nodes.Getattr, scope: Scope) -> Constant | None:
        if not isinstance(node.node, nodes.Name) or scope.binding(node.node.name) is not None:
            return None
        known = self.surroundings.attributes.get((node.node.name, node.attr))
        return Constant(known) if known is not None and scope.sees_context else None

    def _constant_part(
        self, value: Constant, step: str | int, otherwise: Callable[[], str]
    ) -> Value:
        """An attribute or a member of a constant."""
        try:
            if isinstance(step, str):
                part = self.environment.getattr(value.value, step[1:])
            else:
                part = value.value[step]
        except Exception:  # as in _folded
            return otherwise()
        if is_literal(part):
            return Constant(part)
        if isinstance(part, jinja2.Undefined) or not value.path:
            return otherwise()
        return Constant(part, (*value.path, step))

    def _attribute_code(self, owner: str, attribute: str, identifier: str = "") -> str:
        """`identifier`: the variable that holds the owner, or MISSING."""
        asked = f"{self.bind('named', 'getattr')}({{}}, {attribute!r})"
        is_plain = attribute.isidentifier() and not iskeyword(attribute)
        trusted = any(attribute in names for names in self.surroundings.trusted.values())
        if not (is_plain and trusted) or attribute.startswith("_"):
            return asked.format(owner)
        kinds = self.bind("trusted", attribute)
        if identifier := identifier or (owner if owner.isidentifier() else ""):
            test = f"{identifier}.__class__ in {kinds}"
            return f"({identifier}.{attribute} if {test} else {asked.format(owner)})"
        held = self.temporary()
        test = f"({held} := {owner}).__class__ in {kinds}"
        return f"({held}.{attribute} if {test} else {asked.format(held)})"

    def _member(self, node: nodes.Getitem, scope: Scope) -> Value:
        value = self.value(node.node, scope)
        if isinstance(node.arg, nodes.Slice):
            parts = (node.arg.start, node.arg.stop, node.arg.step)
            bounds = [self.code(part, scope) if part else "" for part in parts]
            return f"{self.source(value)}[{':'.join(bounds)}]"
        key = self.value(node.arg, scope)

        def asked() -> str:
            return f"{self.bind('named', 'getitem')}({self.source(value)}, {self.source(key)})"

        if isinstance(value, Constant) and isinstance(key, Constant) and type(key.value) is int:
            return self._constant_part(value, key.value, asked)
        return asked()

    # --- operators ----------------------------------------------------------------------------

    def _condition(self, node: nodes.CondExpr, scope: Scope) -> Value:
        test = self.value(node.test, scope)
        if isinstance(test, Constant) and (is_true := truth(test)) is not None:
            return self._branch(node.expr1 if is_true else node.expr2, scope)
        first, second = self._branch(node.expr1, scope), self._branch(node.expr2, scope)
        return f"({self.source(first)} if {self.source(test)} else {self.source(second)})"

    def _branch(self, node: nodes.Node | None, scope: Scope) -> Value:
        return self.value(node, scope) if node else f"{self.bind('named', 'otherwise')}()"

    def _either(self, node: nodes.Or, scope: Scope) -> Value:
        left = self.value(node.left, scope)
        if isinstance(left, Constant) and (is_true := truth(left)) is not None:
            return left if is_true else self.value(node.right, scope)
        return f"({self.source(left)} or {self.code(node.right, scope)})"

    def _both(self, node: nodes.And, scope: Scope) -> Value:
        left = self.value(node.left, scope)
        if isinstance(left, Constant) and (is_true := truth(left)) is not None:
            return self.value(node.right, scope) if is_true else left
        return f"({self.source(left)} and {self.code(node.right, scope)})"

    def _negation(self, node: nodes.Not, scope: Scope) -> Value:
        value = self.value(node.node, scope)
        if isinstance(value, Constant) and (is_true := truth(value)) is not None:
            return Constant(not is_true)
        return f"(not {self.source(value)})"

    def _joined(self, node: nodes.Concat, scope: Scope) -> Value:
        parts = [self.value(part, scope) for part in node.nodes]
        join = self.bind("named", "join")

        def joined() -> str:
            return f"{join}(({', '.join(self.source(part) for part in parts)},))"

        if all(is_lasting(part) for part in parts):
            work = resolve(self.surroundings, ("named", "join"))
            return self.folded(lambda: work([*map(held, parts)]), joined)
        return joined()

    def _comparison(self, node: nodes.Compare, scope: Scope) -> Value:
        first = self.value(node.expr, scope)
        rest = [(*COMPARISONS[one.op], self.value(one.expr, scope)) for one in node.ops]
        parts = [f" {symbol} {self.source(second)}" for symbol, _, second in rest]
        source = f"({self.source(first)}{''.join(parts)})"
        _, compare, second = rest[0]
        if len(rest) == 1 and isinstance(first, Constant) and isinstance(second, Constant):
            return self.folded(lambda: compare(held(first), held(second)), lambda: source)
        return source

    def _binary(self, node: nodes.BinExpr, scope: Scope) -> Value:
        symbol = self._symbol(BINARY, node)
        return f"({self.code(node.left, scope)} {symbol} {self.code(node.right, scope)})"

    def _unary(self, node: nodes.UnaryExpr, scope: Scope) -> Value:
        return f"({self._symbol(UNARY, node)}{self.code(node.node, scope)})"

    def _symbol(self, symbols: Mapping[type[nodes.Node], str], node: nodes.Expr) -> str:
        symbol = symbols[node.__class__]
        if symbol in self._intercepted:
            raise Unspecialised("the sandbox intercepts an operator", node.lineno)
        return symbol

    def _tuple(self, node: nodes.Tuple, scope: Scope) -> Value:
        return f"({''.join(f'{self.code(part, scope)}, ' for part in node.items)})"

    def _list(self, node: nodes.List, scope: Scope) -> Value:
        return f"[{', '.join(self.code(part, scope) for part in node.items)}]"

    def _dict(self, node: nodes.Dict, scope: Scope) -> Value:
        pairs = [(self.code(one.key, scope), self.code(one.value, scope)) for one in node.items]
        return f"{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}"

    value_writers: ClassVar[Mapping[type[nodes.Node], WriteValue]] = {
        nodes.Const: _literal,
        nodes.TemplateData: _text,
        nodes.Name: _name,
        nodes.Getattr: _attribute,
        nodes.Getitem: _member,
        nodes.CondExpr: _condition,
        nodes.Or: _either,
        nodes.And: _both,
        nodes.Not: _negation,
        nodes.Concat: _joined,
        nodes.Compare: _comparison,
        nodes.Tuple: _tuple,
        nodes.List: _list,
        nodes.Dict: _dict,
        **dict.fromkeys(BINARY, _binary),
        **dict.fromkeys(UNARY, _unary),
    }
