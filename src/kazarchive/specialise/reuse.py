"""What templates use of themselves and of each other: values that are set, macros, included and
imported templates.

An included template is written where it is included; a macro becomes a function.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from jinja2 import nodes

from kazarchive.specialise.bindings import Surroundings
from kazarchive.specialise.calls import Calls
from kazarchive.specialise.expressions import Value
from kazarchive.specialise.flow import Flow, Place, Write
from kazarchive.specialise.scopes import (
    Binding,
    Constant,
    Macro,
    Module,
    Scope,
    Unspecialised,
    Variable,
    assigned,
    hands_on,
    mentions,
    parameters,
    targets,
)
from kazarchive.specialise.templates import Templates

DEPTH = 20
"""How many templates may include one another."""

_IMPORTED = (nodes.Macro, nodes.Assign, nodes.AssignBlock, nodes.Import, nodes.FromImport)
"""What may stand at the top level of an imported template, besides text."""


class Statements(Flow):
    """Writes all of a unit of generated code."""

    def __init__(
        self, surroundings: Surroundings, templates: Templates, *, has_page: bool = True
    ) -> None:
        super().__init__(Calls(surroundings, has_page=has_page))
        self.templates = templates

    def template(self, name: str, scope: Scope, depth: int = 0) -> None:
        """All that a template shows. Raises Unspecialised."""
        if depth > DEPTH:
            raise Unspecialised("templates include one another")
        chain = self.templates.chain(name)
        for number, root in enumerate(chain.roots):
            _check_macros(root, [one for later in chain.roots[number + 1 :] for one in later])
            scope = Scope(scope, is_top_level=True)
            self.scoped(root, scope, Place(chain, depth=depth))

    # --- what is set --------------------------------------------------------------------------

    def _assign(self, node: nodes.Assign, scope: Scope, place: Place) -> None:
        target, value = node.target, node.node
        if isinstance(target, nodes.Tuple) and isinstance(value, nodes.Tuple):
            names = targets(target)
            are_plain = all(isinstance(part, nodes.Name) for part in target.items)
            is_apart = not any(mentions([value], name) for name in names)
            if are_plain and is_apart and len(target.items) == len(value.items):
                for one, member in zip(target.items, value.items, strict=True):
                    self._set(one, self.expressions.value(member, scope), scope, place)
                return
        self._set(target, self.expressions.value(value, scope), scope, place)

    def _set(self, target: nodes.Node, value: Value, scope: Scope, place: Place) -> None:
        is_new = isinstance(target, nodes.Name) and target.name not in scope.names
        if is_new and isinstance(value, Constant) and not place.is_conditional:
            assert isinstance(target, nodes.Name)
            if scope.assignments[target.name] == 1:
                scope.names[target.name] = value
                return
        if isinstance(target, nodes.Name) and isinstance(scope.names.get(target.name), Constant):
            raise Unspecialised(f"it sets `{target.name}` twice")
        self.write(f"{self.target(target, scope)} = {self.expressions.source(value)}")

    def _with(self, node: nodes.With, scope: Scope, place: Place) -> None:
        inner = Scope(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            source = self.expressions.code(value, scope)
            self.write(f"{self.target(target, inner)} = {source}")
        self.scoped(node.body, inner, place.scope())

    def _assign_block(self, node: nodes.AssignBlock, scope: Scope, place: Place) -> None:
        if node.filter is not None:
            raise Unspecialised("it sets a block with a filter")
        function = self.identifier("block")
        with self.function(f"{function}()", is_hoisted=False):
            self.scoped(node.body, Scope(scope), place.scope())
        self.write(f"{self.target(node.target, scope)} = {function}()")

    # --- macros -------------------------------------------------------------------------------

    def _macro(self, node: nodes.Macro, scope: Scope, place: Place) -> None:
        macro = scope.names.get(node.name)
        if not isinstance(macro, Macro) or place.block:
            raise Unspecialised("it defines a macro inside of something")
        if node.find(nodes.Block) is not None:
            raise Unspecialised("it has a block in a macro")
        if any(mentions(node.defaults, name) for name in macro.parameters):
            raise Unspecialised("a default value of its macro names a parameter")
        self._function(node, macro, scope, place)

    def _function(self, node: nodes.Macro, macro: Macro, scope: Scope, place: Place) -> None:
        """The function that a macro becomes; its parameters have `v_` before their names."""
        inner, missing = Scope(scope), self.expressions.bind("named", "missing")
        given = [f"v_{name}" for name in macro.parameters]
        for position in range(macro.required, len(given)):
            given[position] += f"={missing}"
        if macro.has_caller:
            given.append("v_caller")
            inner.names["caller"] = Macro("v_caller", (), 0, has_caller=False)
        signature = f"{macro.identifier}({', '.join(given)})"
        with self.function(signature, is_hoisted=self._is_constant(scope)):
            for name in macro.parameters[: macro.required]:
                inner.names[name] = Variable(f"v_{name}", name)
            optional = macro.parameters[macro.required :]
            for name, default in zip(optional, node.defaults, strict=True):
                with self.indented(f"if v_{name} is {missing}:"):
                    self.write(f"v_{name} = {self.expressions.code(default, inner)}")
                inner.names[name] = Variable(f"v_{name}", name)
            self.scoped(node.body, Scope(inner), Place(place.chain, depth=place.depth))

    def _is_constant(self, scope: Scope) -> bool:
        """Whether what stands in a scope at the top level of a template is the same on every
        page."""
        return not (scope.sees_context and self.expressions.has_page)

    def _call_block(self, node: nodes.CallBlock, scope: Scope, place: Place) -> None:
        macro = self.expressions.called_macro(node.call.node, scope)
        if macro is None or node.args:
            raise Unspecialised("it calls something with a block that takes arguments")
        caller = self.identifier("caller")
        with self.function(f"{caller}()", is_hoisted=False):
            self.scoped(node.body, Scope(scope), place.scope())
        self._pending.append(self.expressions.macro_call(node.call, macro, scope, caller))

    # --- other templates ----------------------------------------------------------------------

    def _include(self, node: nodes.Include, scope: Scope, place: Place) -> None:
        if not node.with_context or node.ignore_missing:
            raise Unspecialised("it includes `without context` or `ignore missing`")
        self.template(_written(node.template), scope, place.depth + 1)

    def module(self, name: str, scope: Scope | None = None, depth: int = 0) -> Scope:
        """The names of an imported template; `scope`: what it sees of the place of the import.
        Raises Unspecialised."""
        if depth > DEPTH:
            raise Unspecialised("templates import one another")
        chain = self.templates.chain(name)
        if len(chain.roots) > 1 or chain.blocks:
            raise Unspecialised("it imports a template with blocks")
        body = [one for one in chain.roots[0] if not _is_text(one)]
        if not all(isinstance(one, _IMPORTED) for one in body):
            raise Unspecialised("it imports a template that shows something")
        exported = Scope(scope)
        inside = Place(chain, depth=depth)
        if self._is_constant(exported):
            with self.hoisting():
                self.scoped(body, exported, inside)
        else:
            self.scoped(body, exported, inside)
        return exported

    def _imported(self, node: nodes.Import | nodes.FromImport, scope: Scope, place: Place) -> Scope:
        seen = scope if node.with_context else Scope(is_isolated=True)
        return self.module(_written(node.template), seen, place.depth + 1)

    def _import(self, node: nodes.Import, scope: Scope, place: Place) -> None:
        self._bind(node.target, Module(self._imported(node, scope, place)), scope, place)

    def _from_import(self, node: nodes.FromImport, scope: Scope, place: Place) -> None:
        module = self._imported(node, scope, place)
        for name in node.names:
            exported, alias = name if isinstance(name, tuple) else (name, name)
            bound = module.names.get(exported)
            if bound is None:
                raise Unspecialised(f"it imports `{exported}`, which is not there")
            self._bind(alias, bound, scope, place)

    def _bind(self, name: str, bound: Binding, scope: Scope, place: Place) -> None:
        if place.is_conditional or isinstance(scope.names.get(name), Variable):
            raise Unspecialised(f"it imports `{name}` under a condition, or sets it too")
        scope.names[name] = bound

    writers: ClassVar[Mapping[type[nodes.Node], Write]] = {
        **Flow.writers,
        nodes.Assign: _assign,
        nodes.With: _with,
        nodes.AssignBlock: _assign_block,
        nodes.Macro: _macro,
        nodes.CallBlock: _call_block,
        nodes.Include: _include,
        nodes.Import: _import,
        nodes.FromImport: _from_import,
    }


def _check_macros(body: Sequence[nodes.Node], later: Sequence[nodes.Node]) -> None:
    """A macro reads what is set at the top level of a template by the time that it is called: that
    of one which is extended runs later."""
    names = {*assigned(later), *(name for one in later for name in _bound(one))}
    for macro in body:
        if not (isinstance(macro, nodes.Macro) and names):
            continue
        own = {*parameters(macro), *assigned(body)}
        if hands_on(macro.body) or any(mentions(macro.body, name) for name in names - own):
            raise Unspecialised("its macro reads what the template that it extends sets")


def _bound(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Macro):
        return [node.name]
    if isinstance(node, nodes.Import):
        return [node.target]
    if isinstance(node, nodes.FromImport):
        return [name[1] if isinstance(name, tuple) else name for name in node.names]
    return []


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(child, nodes.TemplateData) for child in node.nodes
    )


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise Unspecialised("it names a template at run time", node.lineno)
