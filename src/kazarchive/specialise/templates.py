"""Templates as trees, with those that they extend."""

import hashlib
from collections.abc import Iterator, Sequence

import jinja2
from jinja2 import nodes
from msgspec import Struct

from kazarchive.specialise.scopes import Unspecialised

_SILENT = (nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.Import, nodes.FromImport)
"""What Jinja still runs at the top level of a template that extends another."""


class Chain(Struct, frozen=True):
    """A template and those that it extends."""

    roots: tuple[Sequence[nodes.Node], ...]
    """The statements at the top level of each, in the order in which they run."""
    blocks: dict[str, list[Sequence[nodes.Node]]]
    """The bodies of each block, that of the template itself first."""


class Templates:
    """The templates of an environment. It notes which were read."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment
        self.digests: dict[str, str] = {}
        """SHA-256 of the source of each template that was asked for."""

    def chain(self, name: str) -> Chain:
        """Raises Unspecialised, and what the loader and the parser raise."""
        roots: list[Sequence[nodes.Node]] = []
        blocks: dict[str, list[Sequence[nodes.Node]]] = {}
        extended: str | None = name
        names: list[str] = []
        while extended is not None:
            if extended in names:
                raise Unspecialised("templates extend one another")
            names.append(extended)
            tree = self._tree(extended)
            for block in _own_blocks(tree):
                blocks.setdefault(block.name, []).append(block.body)
            extended, body = _extended(tree)
            roots.append(body)
        return Chain(tuple(roots), blocks)

    def _tree(self, name: str) -> nodes.Template:
        loader = self._environment.loader
        assert loader is not None
        source, path, _ = loader.get_source(self._environment, name)
        self.digests[name] = digest(source)
        tree = self._environment.parse(source, name, path)
        for known, kind in (
            (self._environment.filters, nodes.Filter),
            (self._environment.tests, nodes.Test),
        ):
            for used in tree.find_all(kind):
                if used.name not in known:  # Jinja refuses the template, shown or not
                    raise Unspecialised(f"there is no `{used.name}`", used.lineno)
        return tree


def digest(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def _own_blocks(tree: nodes.Template) -> Iterator[nodes.Block]:
    names: set[str] = set()
    for block in tree.find_all(nodes.Block):
        if block.scoped or block.required or block.name in names:
            raise Unspecialised("it has a block that is scoped, required or there twice")
        names.add(block.name)
        yield block


def _extended(tree: nodes.Template) -> tuple[str | None, Sequence[nodes.Node]]:
    """The template that a template extends, and which of its own statements run."""
    extensions = [*tree.find_all(nodes.Extends)]
    if not extensions:
        return None, tree.body
    place = next((n for n, one in enumerate(tree.body) if isinstance(one, nodes.Extends)), None)
    name = extensions[0].template
    if len(extensions) > 1 or place is None or not isinstance(name, nodes.Const):
        raise Unspecialised("it chooses what it extends at run time", extensions[0].lineno)
    before, behind = tree.body[:place], tree.body[place + 1 :]
    kept = [one for one in behind if not isinstance(one, nodes.Output | nodes.Block)]
    for statement in kept:
        if not _is_silent(statement):
            raise Unspecialised("it shows something beside its blocks", statement.lineno)
    return str(name.value), [*before, *kept]


def _is_silent(statement: nodes.Node) -> bool:
    if isinstance(statement, nodes.If):
        parts = (*statement.body, *statement.elif_, *statement.else_)
        return all(isinstance(one, nodes.Assign) or _is_silent(one) for one in parts)
    return isinstance(statement, _SILENT)
