"""Calls of functions and macros, filters and tests."""

from collections.abc import Mapping
from keyword import iskeyword
from typing import Any, ClassVar

from jinja2 import nodes

from kazarchive.specialise.bindings import pass_argument, resolve
from kazarchive.specialise.constants import Value, all_held, held, is_lasting
from kazarchive.specialise.expressions import Expressions, WriteValue
from kazarchive.specialise.scopes import Constant, Macro, Module, Scope, Unspecialised

_JINJAS_OWN = frozenset({"_block_vars", "_loop_vars"})
"""Arguments that Jinja adds to calls, and takes away."""


class Calls(Expressions):
    """All expressions."""

    def arguments(
        self, node: nodes.Call | nodes.Filter | nodes.Test, scope: Scope
    ) -> tuple[list[Value], dict[str, Value]]:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise Unspecialised("it passes arguments by `*` or `**`", node.lineno)
        names = [str(pair.key) for pair in node.kwargs]
        if len({*names}) < len(names) or not _JINJAS_OWN.isdisjoint(names):
            raise Unspecialised(
                "it names an argument twice, or as Jinja names its own", node.lineno
            )
        positional = [self.value(argument, scope) for argument in node.args]
        return positional, {str(pair.key): self.value(pair.value, scope) for pair in node.kwargs}

    def listed(self, positional: list[Value], named: dict[str, Value]) -> str:
        if any(iskeyword(name) for name in named):
            raise Unspecialised("it names an argument by a keyword of Python")
        written = [self.source(value) for value in positional]
        return ", ".join([*written, *(f"{name}={self.source(one)}" for name, one in named.items())])

    def _call(self, node: nodes.Call, scope: Scope) -> Value:
        if isinstance(node.node, nodes.Name) and node.node.name == "super":
            raise Unspecialised("it uses `super()` in an expression", node.lineno)
        macro = self.called_macro(node.node, scope)
        if macro is not None:
            return self.macro_call(node, macro, scope)
        function = self.value(node.node, scope)
        positional, named = self.arguments(node, scope)
        if isinstance(function, Constant):
            self._check_callable(function.value, node)
        return self._function_call(function, positional, named)

    def _function_call(
        self, function: Value, positional: list[Value], named: dict[str, Value]
    ) -> Value:
        def called() -> str:
            given = self.listed(positional, named)
            if isinstance(function, Constant):
                return f"{self.source(function)}({given})"
            return f"{self.bind('callable')}({function})({given})"

        given = [*positional, *named.values()]
        if (
            isinstance(function, Constant)
            and len(function.path) == 1
            and function.path[0] in self.surroundings.pure
            and all(is_lasting(one) for one in given)
        ):
            return self.folded(
                lambda: function.value(*map(held, positional), **all_held(named)), called
            )
        return called()

    def _check_callable(self, function: Any, node: nodes.Call) -> None:
        is_safe = getattr(self.environment, "is_safe_callable", callable)
        if not callable(function) or not is_safe(function) or pass_argument(function):
            raise Unspecialised("it calls a function that needs Jinja's context", node.lineno)

    def called_macro(self, node: nodes.Node, scope: Scope) -> Macro | None:
        """The macro that an expression names."""
        if isinstance(node, nodes.Name):
            bound = scope.binding(node.name)
            return bound if isinstance(bound, Macro) else None
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            owner = scope.binding(node.node.name)
            bound = owner.names.get(node.attr) if isinstance(owner, Module) else None
            return bound if isinstance(bound, Macro) else None
        return None

    def macro_call(
        self, node: nodes.Call, macro: Macro, scope: Scope, caller: str | None = None
    ) -> str:
        positional, named = self.arguments(node, scope)
        given = {*macro.parameters[: len(positional)], *named}
        if (
            len(positional) > len(macro.parameters)
            or not set(named) <= set(macro.parameters[len(positional) :])
            or not set(macro.parameters[: macro.required]) <= given
            or macro.has_caller != (caller is not None)
        ):
            raise Unspecialised("it calls a macro with other arguments than it names", node.lineno)
        renamed = {f"v_{name}": value for name, value in named.items()}
        if caller is not None:
            renamed["v_caller"] = caller
        return f"{macro.identifier}({self.listed(positional, renamed)})"

    # --- filters and tests --------------------------------------------------------------------

    def _filter(self, node: nodes.Filter, scope: Scope) -> Value:
        return self._applied("filter", node, scope)

    def _test(self, node: nodes.Test, scope: Scope) -> Value:
        return self._applied("test", node, scope)

    def _applied(self, sort: str, node: nodes.Filter | nodes.Test, scope: Scope) -> Value:
        assert node.node is not None
        positional, named = self.arguments(node, scope)
        positional.insert(0, self.value(node.node, scope))
        bound = self.bind(sort, node.name)

        def applied() -> str:
            return f"{bound}({self.listed(positional, named)})"

        if all(is_lasting(one) for one in (*positional, *named.values())):
            function = resolve(self.surroundings, (sort, node.name))
            return self.folded(lambda: function(*map(held, positional), **all_held(named)), applied)
        return applied()

    value_writers: ClassVar[Mapping[type[nodes.Node], WriteValue]] = {
        **Expressions.value_writers,
        nodes.Call: _call,
        nodes.Filter: _filter,
        nodes.Test: _test,
    }
