"""What a template does in order: text, holes, conditions, loops, blocks.

What stands between two holes of a page is one constant. A block is written where it is shown, with
the definition that wins.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from jinja2 import nodes
from markupsafe import escape
from msgspec import Struct
from msgspec.structs import replace

from kazarchive.specialise.constants import Value, is_lasting, truth
from kazarchive.specialise.lines import Lines
from kazarchive.specialise.scopes import (
    RESERVED,
    Constant,
    Macro,
    Module,
    Scope,
    Unspecialised,
    Variable,
    assigned,
    check_imports,
    first_uses,
    hands_on,
    has_extended_loop,
    is_set_first,
    mentions,
    parameters,
    placed,
    targets,
)
from kazarchive.specialise.templates import Chain

UNROLLED = 16
"""A loop over at most this many constants is written out."""


class Place(Struct, frozen=True):
    """Where a statement stands, apart from its scope."""

    chain: Chain
    """The template, with those that it extends."""
    template: str
    """The one of them in which the statement is written."""
    block: str = ""
    level: int = 0
    """Of the block's definitions, nearest first, the one at hand: `super()` shows the next."""
    depth: int = 0
    """How many templates include this one."""
    is_conditional: bool = False
    """Whether the statement may be passed over."""
    is_within_if: bool = False
    """Whether it stands in an `if` of its scope, be it one that always holds."""

    def within_if(self, *, is_conditional: bool) -> "Place":
        return replace(
            self, is_conditional=self.is_conditional or is_conditional, is_within_if=True
        )

    def scope(self) -> "Place":
        """The start of a scope within this place."""
        return replace(self, is_conditional=False, is_within_if=False)


Write = Callable[[Any, Any, Scope, Place], None]


class Flow(Lines):
    """Writes statements, by a table of their kinds."""

    # --- a template ---------------------------------------------------------------------------

    def scoped(self, body: Sequence[nodes.Node], scope: Scope, place: Place) -> None:
        """Statements with a scope: what they set is gone behind them."""
        with placed(place.template):
            self.declare(body, scope)
            self._body(body, scope, place)

    def declare(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        """Give the variables of a scope the values that they have outside, where that may be
        read; the macros of a template may call those defined below them."""
        scope.assignments = Counter(assigned(body))
        check_imports(body)
        uses = first_uses(body)
        macros = [one for one in body if isinstance(one, nodes.Macro)]
        for name in [name for name in scope.assignments if name not in scope.names]:
            position, is_unseen = uses[name]
            is_first = is_set_first(name, body[position:], is_unseen)
            is_read = mentions(macros, name)
            if is_first and not hands_on(macros):
                if is_read:
                    scope.names[name] = self._missing(name)
                continue
            if is_read and (is_first or isinstance(body[position], nodes.Macro)):
                raise Unspecialised(f"its macro and other templates read `{name}`")
            outer = self.expressions.binding(name, scope)
            if isinstance(outer, Macro | Module):
                raise Unspecialised(f"it sets `{name}`, which is a macro or a module")
            if outer is None:
                scope.names[name] = self._missing(name)
                continue
            identifier = self.identifier(name)
            is_missing = isinstance(outer, Variable) and outer.may_be_missing
            value = outer.identifier if isinstance(outer, Variable) else outer
            self.write(f"{identifier} = {self.expressions.source(value)}")
            scope.names[name] = Variable(identifier, name, is_missing)
        for macro in macros:
            if macro.name in scope.assignments or macro.name in scope.names:
                raise Unspecialised(f"it sets `{macro.name}`, which is a macro too", macro.lineno)
            scope.names[macro.name] = self._macro_of(macro)

    def _missing(self, name: str) -> Variable:
        """A new variable that has no value yet."""
        identifier = self.identifier(name)
        self.write(f"{identifier} = {self.expressions.bind('named', 'missing')}")
        return Variable(identifier, name, may_be_missing=True)

    def _macro_of(self, node: nodes.Macro) -> Macro:
        names = tuple(parameters(node))
        has_caller = mentions(node.body, "caller")
        if not RESERVED.isdisjoint((node.name, *names)):
            raise Unspecialised("its macro has a name that Jinja gives a meaning", node.lineno)
        required = len(names) - len(node.defaults)
        return Macro(self.identifier(node.name), names, required, has_caller)

    def _body(self, body: Iterable[nodes.Node], scope: Scope, place: Place) -> None:
        for statement in body:
            write = self.writers.get(statement.__class__)
            with placed(place.template, statement.lineno):
                self.count()
                if write is None:
                    raise Unspecialised(f"it uses {_tag(statement)}")
                write(self, statement, scope, place)

    # --- what is shown ------------------------------------------------------------------------

    def _output(self, node: nodes.Output, scope: Scope, place: Place) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.show_text(child.data)
            elif _is_super(child):
                self._super(scope, place)
            else:
                self._hole(child, scope)

    def _hole(self, node: nodes.Node, scope: Scope) -> None:
        """An expression that is shown."""
        writer = self.expressions
        if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
            test = writer.value(node.test, scope)
            if not isinstance(test, Constant):  # each of both may be a constant
                first, second = self._escaped(node.expr1, scope), self._escaped(node.expr2, scope)
                source = f"({_shown(first)} if {test} else {_shown(second)})"
                self._pending.append(source)
                return
        shown = self._escaped(node, scope)
        if isinstance(shown, Constant):
            self.show_text(shown.value)
        else:
            self._pending.append(shown)

    def _escaped(self, node: nodes.Node, scope: Scope) -> Value:
        """The text of an expression, ready for a page."""
        writer = self.expressions
        if isinstance(node, nodes.Filter) and node.name in writer.surroundings.memoised:
            assert node.node is not None
            value = writer.value(node.node, scope)
            given = (node.args, node.kwargs, node.dyn_args, node.dyn_kwargs)
            if not (isinstance(value, Constant) or any(given)):
                return f"{writer.bind('memoised', node.name)}({value})"
        value = writer.value(node, scope)
        if not isinstance(value, Constant) or not is_lasting(value):
            return f"{writer.bind('named', 'escaped')}({writer.source(value)})"
        try:
            return Constant(str(escape(value.value)))
        except Exception:  # let the page fail in the same way
            return f"{writer.bind('named', 'escaped')}({writer.source(value)})"

    def _super(self, scope: Scope, place: Place) -> None:
        if not place.block:
            raise Unspecialised("it uses `super()` outside of a block")
        self._block_at(place.block, place.level + 1, scope, place)

    def _block(self, node: nodes.Block, scope: Scope, place: Place) -> None:
        self._block_at(node.name, 0, scope, place)

    def _block_at(self, name: str, level: int, scope: Scope, place: Place) -> None:
        bodies = place.chain.blocks[name]
        if level >= len(bodies):
            raise Unspecialised("it uses `super()` in a block that overrides none")
        definition = bodies[level]
        inside = Place(place.chain, definition.template, name, level, place.depth)
        self.scoped(definition.body, Scope(scope.top_level), inside)

    def _if(self, node: nodes.If, scope: Scope, place: Place) -> None:
        branches = [(node.test, node.body), *((one.test, one.body) for one in node.elif_)]
        within = place.within_if(is_conditional=True)
        certain = place.within_if(is_conditional=False)
        word, is_open = "if", True
        for test, body in branches:
            value = self.expressions.value(test, scope)
            is_true = truth(value) if isinstance(value, Constant) else None
            if is_true is False:
                continue
            if is_true and word == "if":
                return self._body(body, scope, certain)
            header = "else:" if is_true else f"{word} {self.expressions.source(value)}:"
            with self.indented(header):
                self._body(body, scope, within)
            word = "elif"
            if is_true:
                is_open = False
                break
        if is_open and node.else_:
            if word == "if":
                return self._body(node.else_, scope, certain)
            with self.indented("else:"):
                self._body(node.else_, scope, within)
        return None

    # --- loops --------------------------------------------------------------------------------

    def _for(self, node: nodes.For, scope: Scope, place: Place) -> None:
        if node.recursive:
            raise Unspecialised("it has a recursive loop")
        values = self.expressions.value(node.iter, scope)
        has_loop = has_extended_loop(node)
        if isinstance(values, Constant) and not has_loop and self._is_short(values, node):
            return self._unrolled(node, values, scope, place)
        ran = self.identifier("ran") if node.else_ else ""
        if ran:
            self.write(f"{ran} = False")
        self._loop(node, self.expressions.source(values), has_loop, ran, scope, place)
        if ran:
            with self.indented(f"if not {ran}:"):
                self.scoped(node.else_, Scope(scope), place.scope())
        return None

    def _loop(
        self, node: nodes.For, values: str, has_loop: bool, ran: str, scope: Scope, place: Place
    ) -> None:
        inner = Scope(scope)
        target = self.target(node.target, inner)
        if node.test and mentions([node.test], "loop"):
            raise Unspecialised("it uses `loop` in the condition of a loop")
        test = ""
        if node.test:
            test = self.expressions.code(node.test, inner)
            if has_loop:  # it counts the members that are shown
                filtered = self.identifier("filtered")
                with (
                    self.indented(f"def {filtered}(members):"),
                    self.indented(f"for {target} in members:"),
                    self.indented(f"if {test}:"),
                ):
                    self.write(f"yield {target}")
                values, test = f"{filtered}({values})", ""
        header = f"for {target} in {values}:"
        if has_loop:
            loop = self.identifier("loop")
            inner.names["loop"] = Variable(loop, "loop")
            context = self.expressions.bind("named", "LoopContext")
            header = f"for {target}, {loop} in {context}({values}):"
        with self.indented(header):
            if test:
                with self.indented(f"if not {test}:"):
                    self.write("continue")
            if ran:
                self.write(f"{ran} = True")
            self.scoped(node.body, inner, place.scope())

    def target(self, target: nodes.Node, scope: Scope) -> str:
        """The source of the target of a loop or an assignment, whose names it declares."""
        targets(target)
        if isinstance(target, nodes.Name):
            existing = scope.names.get(target.name)
            if isinstance(existing, Variable):
                return existing.identifier
            identifier = self.identifier(target.name)
            scope.names[target.name] = Variable(identifier, target.name)
            return identifier
        if isinstance(target, nodes.Tuple):
            return f"({''.join(f'{self.target(part, scope)}, ' for part in target.items)})"
        raise Unspecialised("it sets an attribute of a namespace", target.lineno)

    def _is_short(self, values: Constant, node: nodes.For) -> bool:
        """Whether a loop over constants can be written out."""
        members, target = values.value, node.target
        return (
            bool(values.path)
            and isinstance(members, tuple | list)
            and len(members) <= UNROLLED
            and isinstance(target, nodes.Name)
            and target.name not in assigned(node.body)
            and not node.else_
        )

    def _unrolled(self, node: nodes.For, values: Constant, scope: Scope, place: Place) -> None:
        assert isinstance(node.target, nodes.Name)
        targets(node.target)
        for position, member in enumerate(values.value):
            inner = Scope(scope)
            inner.names[node.target.name] = Constant(member, (*values.path, position))
            within = place.scope()
            if node.test is None:
                self.scoped(node.body, inner, within)
                continue
            test = self.expressions.value(node.test, inner)
            is_true = truth(test) if isinstance(test, Constant) else None
            if is_true:
                self.scoped(node.body, inner, within)
            elif is_true is None:
                with self.indented(f"if {self.expressions.source(test)}:"):
                    self.scoped(node.body, inner, within)

    writers: ClassVar[Mapping[type[nodes.Node], Write]] = {
        nodes.Output: _output,
        nodes.Block: _block,
        nodes.If: _if,
        nodes.For: _for,
    }


_TAGS = {"FilterBlock": "filter", "Scope": "autoescape"}
"""Kinds of nodes that are not called by their tag."""


def _tag(statement: nodes.Node) -> str:
    """A statement as its author wrote it."""
    name = statement.__class__.__name__
    return f"`{{% {_TAGS.get(name, name.lower())} %}}`"


def _is_super(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name == "super"
        and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
    )


def _shown(value: Value) -> str:
    return repr(value.value) if isinstance(value, Constant) else value
