"""What templates use of themselves and of each other: values that are set, macros, included and
imported templates.

An included template is written where it is included; a macro becomes a function.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import ClassVar

from jinja2 import nodes

from kazarchive.specialise.bindings import Surroundings
from kazarchive.specialise.calls import Calls
from kazarchive.specialise.constants import Value
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
    bound,
    exported,
    hands_on,
    mentions,
    parameters,
    placed,
    targets,
)
from kazarchive.specialise.templates import Part, Templates

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
            with placed(root.template):
                _check_macros(root.body, chain.roots[number + 1 :])
            scope = Scope(scope, is_top_level=True)
            self.scoped(root.body, scope, Place(chain, root.template, depth=depth))

    # --- what is set --------------------------------------------------------------------------

    def _assign(self, node: nodes.Assign, scope: Scope, place: Place) -> None:
        target, value = node.target, node.node
        if self.runs_once and not self._is_immutable(value, scope):
            raise Unspecialised("what it sets could change from page to page")
        if isinstance(target, nodes.Tuple) and isinstance(value, nodes.Tuple):
            names = targets(target)
            are_plain = all(isinstance(part, nodes.Name) for part in target.items)
            is_apart = not any(mentions([value], name) for name in names)
            if are_plain and is_apart and len(target.items) == len(value.items):
                for one, member in zip(target.items, value.items, strict=True):
                    self._set(one, self.expressions.value(member, scope), scope, place)
                return
        self._set(target, self.expressions.value(value, scope), scope, place)

    def _is_immutable(self, node: nodes.Node, scope: Scope) -> bool:
        """Whether the value of an expression surely cannot change; a list that a macro adds to, or
        a cycler, would be another one than Jinja's."""
        if isinstance(node, nodes.List | nodes.Dict | nodes.Call | nodes.Filter):
            return isinstance(self.expressions.value(node, scope), Constant)
        return all(self._is_immutable(part, scope) for part in node.iter_child_nodes())

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
        with self.function(f"{function}()"):
            self.scoped(node.body, Scope(scope), place.scope())
        self.write(f"{self.target(node.target, scope)} = {function}()")

    # --- macros -------------------------------------------------------------------------------

    def _macro(self, node: nodes.Macro, scope: Scope, place: Place) -> None:
        macro = scope.names.get(node.name)
        if not isinstance(macro, Macro) or place.block or place.is_within_if:
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
            given += ["*", "v_caller"]
            inner.names["caller"] = Macro("v_caller", (), 0, has_caller=False)
        signature = f"{macro.identifier}({', '.join(given)})"
        with self.function(signature):
            for name in macro.parameters[: macro.required]:
                inner.names[name] = Variable(f"v_{name}", name)
            optional = macro.parameters[macro.required :]
            for name, default in zip(optional, node.defaults, strict=True):
                with self.indented(f"if v_{name} is {missing}:"):
                    self.write(f"v_{name} = {self.expressions.code(default, inner)}")
                inner.names[name] = Variable(f"v_{name}", name)
            within = Place(place.chain, place.template, depth=place.depth)
            self.scoped(node.body, Scope(inner), within)

    def _call_block(self, node: nodes.CallBlock, scope: Scope, place: Place) -> None:
        macro = self.expressions.called_macro(node.call.node, scope)
        if macro is None or node.args:
            raise Unspecialised("it calls something with a block that takes arguments")
        if mentions(node.body, "caller"):
            raise Unspecialised("it uses `caller` in a block that it passes on")
        caller = self.identifier("caller")
        with self.function(f"{caller}()"):
            self.scoped(node.body, Scope(scope), place.scope())
        self._pending.append(self.expressions.macro_call(node.call, macro, scope, caller))

    # --- other templates ----------------------------------------------------------------------

    def _include(self, node: nodes.Include, scope: Scope, place: Place) -> None:
        if not node.with_context or node.ignore_missing:
            raise Unspecialised("it includes `without context` or `ignore missing`")
        self.template(_written(node.template), scope, place.depth + 1)

    def module(self, name: str, scope: Scope, depth: int = 0) -> Module:
        """What an imported template exports; `scope`: a new one for it. If that sees nothing of the
        place of the import, the template runs before any page. Raises Unspecialised."""
        if depth > DEPTH:
            raise Unspecialised("templates import one another")
        chain = self.templates.chain(name)
        if len(chain.roots) > 1 or chain.blocks:
            raise Unspecialised("it imports a template with blocks")
        body = [one for one in chain.roots[0].body if not _is_text(one)]
        if not all(isinstance(one, _IMPORTED) for one in body):
            raise Unspecialised("it imports a template that shows something")
        with self.hoisting() if scope.outer is None else nullcontext():
            self.scoped(body, scope, Place(chain, name, depth=depth))
        return Module(exported(body, scope))

    def _imported(
        self, node: nodes.Import | nodes.FromImport, scope: Scope, place: Place
    ) -> Module:
        seen = Scope(scope) if node.with_context else Scope(is_isolated=True)
        return self.module(_written(node.template), seen, place.depth + 1)

    def _import(self, node: nodes.Import, scope: Scope, place: Place) -> None:
        self._bind(node.target, self._imported(node, scope, place), scope, place)

    def _from_import(self, node: nodes.FromImport, scope: Scope, place: Place) -> None:
        module = self._imported(node, scope, place)
        for name in node.names:
            exported, alias = name if isinstance(name, tuple) else (name, name)
            bound = module.names.get(exported)
            if bound is None:
                raise Unspecialised(f"it imports `{exported}`, which is not there")
            self._bind(alias, bound, scope, place)

    def _bind(self, name: str, bound: Binding, scope: Scope, place: Place) -> None:
        if place.is_within_if or isinstance(scope.names.get(name), Variable):
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


def _check_macros(body: Sequence[nodes.Node], extended: Sequence[Part]) -> None:
    """A macro reads what is set at the top level of a template by the time that it is called: that
    of one which is extended runs later."""
    later = [one for part in extended for one in part.body]
    macros = (one.name for one in later if isinstance(one, nodes.Macro))
    names = {*assigned(later), *macros, *(name for one in later for name in bound(one))}
    for macro in body:
        if not (isinstance(macro, nodes.Macro) and names):
            continue
        own = {*parameters(macro), *assigned(body)}
        if hands_on(macro.body) or any(mentions(macro.body, name) for name in names - own):
            raise Unspecialised("its macro reads what the template that it extends sets")


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(child, nodes.TemplateData) for child in node.nodes
    )


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise Unspecialised("it names a template at run time", node.lineno)
