"""What a name means at a place of a template: a constant, a variable, a macro or a module.

The rules are those of Jinja's compiler: `set` in a loop, a block or a macro is local to it; an
`if` is no scope; a block sees the top level of its template, not what stands around it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import jinja2
from jinja2 import nodes
from msgspec import Struct

RESERVED = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})
"""Names that Jinja gives a meaning."""


class Unspecialised(Exception):
    """Something that this package leaves to Jinja."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line
        self.template = ""


@contextmanager
def placed(template: str, line: int = 0) -> Iterator[None]:
    """Give what is refused its place, unless it has a nearer one."""
    try:
        yield
    except Unspecialised as refused:
        refused.line = refused.line or (0 if refused.template else line)
        refused.template = refused.template or template
        raise
    except jinja2.TemplateSyntaxError as error:
        unparsed = Unspecialised(str(error.message), error.lineno)
        unparsed.template = template
        raise unparsed from error


class Constant(Struct, frozen=True, eq=False):
    """A value that is the same on every page."""

    value: Any
    path: tuple[str | int, ...] = ()
    """How to get it again from the constants given by name: the name, then attributes (`.title`)
    and positions. Empty: it is written as a literal."""


class Variable(Struct, frozen=True):
    identifier: str
    """The name of a variable of the generated code."""
    name: str
    """The name in the template."""
    may_be_missing: bool = False


class Macro(Struct, frozen=True):
    identifier: str
    parameters: tuple[str, ...]
    required: int
    """How many parameters have no default value."""
    has_caller: bool
    """Whether the macro calls `caller()`."""


class Module(Struct, frozen=True):
    """An imported template."""

    names: dict[str, "Constant | Variable | Macro | Module"]
    """What it exports: what it sets and its macros, not what it imports itself."""


Binding = Constant | Variable | Macro | Module


class Scope:
    """Names of one scope, over those of the scope around it."""

    def __init__(
        self,
        outer: "Scope | None" = None,
        *,
        is_isolated: bool = False,
        is_top_level: bool = False,
    ) -> None:
        """`is_isolated`: only global names are visible from here, as in an imported template."""
        self.names: dict[str, Binding] = {}
        self.assignments: Counter[str] = Counter()
        """How often statements of this scope set a name."""
        self.outer = outer
        self._is_isolated: bool = is_isolated or (outer is not None and outer._is_isolated)
        self._is_top_level = is_top_level

    @property
    def top_level(self) -> "Scope":
        """The scope of the template, all that a block sees."""
        if self._is_top_level or self.outer is None:
            return self
        return self.outer.top_level

    @property
    def sees_context(self) -> bool:
        return not self._is_isolated

    def binding(self, name: str) -> Binding | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return None


def bound(statement: nodes.Node) -> list[str]:
    """The names that an import gives in the scope that it stands in."""
    if isinstance(statement, nodes.Import):
        return [statement.target]
    if isinstance(statement, nodes.FromImport):
        return [name[1] if isinstance(name, tuple) else name for name in statement.names]
    return []


def exported(body: Iterable[nodes.Node], scope: Scope) -> dict[str, Binding]:
    """What a template gives to those that import it."""
    body = list(body)
    names = [*assigned(body), *(one.name for one in body if isinstance(one, nodes.Macro))]
    return {name: scope.names[name] for name in names if not name.startswith("_")}


def check_imports(body: Sequence[nodes.Node]) -> None:
    """What an import gives is known behind it alone. Raises Unspecialised where the name means
    something else too, or is read by what stands before the import but can run after it."""
    given = [name for statement in body for name in bound(statement)]
    macros = [one.name for one in body if isinstance(one, nodes.Macro)]
    meanings = Counter([*given, *macros, *assigned(body)])
    seen: set[str] = set()
    is_seen_later = False
    for statement in body if given else ():
        for name in bound(statement):
            if meanings[name] > 1 or name in RESERVED or name in seen or is_seen_later:
                raise Unspecialised(
                    f"it imports `{name}`, which means something else too", statement.lineno
                )
        seen.update(_names(statement))
        is_seen_later |= isinstance(statement, nodes.Macro) and hands_on([statement])


def assigned(body: Iterable[nodes.Node]) -> Iterator[str]:
    """The names that statements of a scope set, those inside of an `if` included."""
    for statement in body:
        if isinstance(statement, nodes.Assign | nodes.AssignBlock):
            yield from targets(statement.target)
        elif isinstance(statement, nodes.If):
            for part in (statement.body, statement.elif_, statement.else_):
                yield from assigned(part)


def targets(target: nodes.Node) -> list[str]:
    """The names of a target of `set` or `for`."""
    if isinstance(target, nodes.Name):
        if target.name in RESERVED:
            raise Unspecialised(f"it sets `{target.name}`", target.lineno)
        return [target.name]
    if isinstance(target, nodes.Tuple):
        return [name for part in target.items for name in targets(part)]
    raise Unspecialised("it sets an attribute of a namespace", target.lineno)


def first_uses(body: Sequence[nodes.Node]) -> dict[str, tuple[int, bool]]:
    """Name → the position of the first statement that has it, and whether no template that is
    shown before that can see it."""
    uses: dict[str, tuple[int, bool]] = {}
    is_unseen = True
    for position, statement in enumerate(body):
        for name in _names(statement):
            uses.setdefault(name, (position, is_unseen))
        if not isinstance(statement, nodes.Macro):
            is_unseen = is_unseen and not hands_on([statement])
    return uses


def is_set_first(name: str, body: Iterable[nodes.Node], is_unseen: bool = True) -> bool:
    """Whether a scope that sets a name does so before anything reads it; which value the name has
    before that does not matter then. `is_unseen`: as in `first_uses`.

    Raises Unspecialised where a loop or the like reads it before: for Jinja it is undefined there,
    even if the page gives it. A macro reads it when it is called.
    """
    for statement in body:
        if isinstance(statement, nodes.Assign) and name in targets(statement.target):
            return is_unseen and not mentions([statement.node], name)
        if isinstance(statement, nodes.AssignBlock) and name in targets(statement.target):
            _refuse_reading(statement.body, name)
            return is_unseen
        if mentions(_read_at_once(statement), name):
            return False
        if isinstance(statement, nodes.If):
            branches = [statement.body, *(one.body for one in statement.elif_), statement.else_]
            if any(name in assigned(branch) for branch in branches):
                for branch in branches:
                    is_set_first(name, branch)
                return False
        if isinstance(statement, _HANDING_ON):
            is_unseen = False
        elif not isinstance(statement, nodes.Macro):
            _refuse_reading([statement], name)
            is_unseen = is_unseen and not hands_on([statement])
    return is_unseen


_HANDING_ON = (nodes.Include, nodes.Block, nodes.Import, nodes.FromImport)


def _read_at_once(statement: nodes.Node) -> list[nodes.Node]:
    """What a statement reads in the scope that it stands in."""
    if isinstance(statement, nodes.If):
        return [statement.test, *(one.test for one in statement.elif_)]
    if isinstance(statement, nodes.For):
        return [statement.iter]
    if isinstance(statement, nodes.CallBlock):
        return [statement.call]
    if isinstance(statement, nodes.Output):
        return [statement]
    return [statement.node] if isinstance(statement, nodes.Assign) else []


def _refuse_reading(body: Iterable[nodes.Node], name: str) -> None:
    for statement in body:
        outside: list[nodes.Node] = [statement]
        if isinstance(statement, nodes.For) and name in targets(statement.target):
            outside = statement.else_  # the loop's own variable
        if mentions(outside, name):
            raise Unspecialised(f"it reads `{name}` before it sets it", statement.lineno)


def parameters(macro: nodes.Macro) -> list[str]:
    return [parameter.name for parameter in macro.args]


def hands_on(body: Iterable[nodes.Node]) -> bool:
    """Whether statements show other templates, which see all variables."""
    return any(isinstance(node, _HANDING_ON) for statement in body for node in every(statement))


def mentions(body: Iterable[nodes.Node], name: str) -> bool:
    """Whether statements name something, those of other templates aside."""
    return any(name in _names(statement) for statement in body)


def has_extended_loop(loop: nodes.For) -> bool:
    """Whether the body of a loop has the variable `loop`: if it names it, blocks aside."""
    waiting: list[nodes.Node] = [*loop.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Name) and node.name == "loop":
            return True
        if not isinstance(node, nodes.Block):
            waiting += node.iter_child_nodes()
    return False


def _names(node: nodes.Node) -> Iterator[str]:
    return (each.name for each in every(node) if isinstance(each, nodes.Name))


def every(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and all below it, in any order: twice as fast as `Node.find_all`."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.iter_child_nodes()
