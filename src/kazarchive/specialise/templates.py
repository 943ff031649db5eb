"""Templates as trees, with those that they extend."""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import jinja2
from jinja2 import nodes
from msgspec import Struct

from kazarchive.specialise.scopes import Unspecialised, every, placed

_SILENT = (nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.Import, nodes.FromImport)
"""What Jinja still runs at the top level of a template that extends another."""


class Part(Struct, frozen=True):
    """The top level of a template, or a block."""

    template: str
    body: Sequence[nodes.Node]


class Chain(Struct, frozen=True):
    """A template and those that it extends."""

    roots: tuple[Part, ...]
    """The top level of each, in the order in which they run."""
    blocks: dict[str, list[Part]]
    """The definitions of each block, that of the template itself first."""


class Templates:
    """The templates of an environment. It notes which were read."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment
        self.digests: dict[str, str] = {}
        """SHA-256 of the source of each template that was asked for."""
        self.chain = cache(self._chain)

    def _chain(self, name: str) -> Chain:
        """Raises Unspecialised, and what the loader raises."""
        roots: list[Part] = []
        blocks: dict[str, list[Part]] = {}
        extended: str | None = name
        while extended is not None:
            with placed(roots[-1].template if roots else ""):
                if any(extended == root.template for root in roots):
                    raise Unspecialised("templates extend one another")
                source, path = self._source(extended)
            with placed(extended):
                tree = self._tree(extended, source, path)
                for block in _own_blocks(tree):
                    blocks.setdefault(block.name, []).append(Part(extended, block.body))
                above, body = _extended(tree)
            roots.append(Part(extended, body))
            extended = above
        return Chain(tuple(roots), blocks)

    def _source(self, name: str) -> tuple[str, str | None]:
        loader = self._environment.loader
        assert loader is not None
        try:
            source, path, _ = loader.get_source(self._environment, name)
        except jinja2.TemplateNotFound as error:
            raise Unspecialised(f"there is no template `{name}`") from error
        self.digests[name] = digest(source)
        return source, path

    def _tree(self, name: str, source: str, path: str | None) -> nodes.Template:
        tree = self._environment.parse(source, name, path)
        known = {nodes.Filter: self._environment.filters, nodes.Test: self._environment.tests}
        for used in tree.find_all((*known,)):
            if used.name not in known[type(used)]:  # Jinja refuses the template, shown or not
                raise Unspecialised(f"there is no `{used.name}`", used.lineno)
        for written, line in () if source.isascii() else _identifiers(tree):
            if unicodedata.normalize("NFKC", written) != written:
                raise Unspecialised(f"Python reads the name `{written}` as another", line)
        self._environment.get_template(name)  # it can refuse what its parser accepts
        return tree


def digest(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def _identifiers(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """The names in a template that become names of Python, with their lines."""
    for node in tree.find_all(nodes.Node):
        for field in ("name", "key", "target"):
            written = getattr(node, field, None)
            if isinstance(written, str):
                yield written, node.lineno
        if isinstance(node, nodes.FromImport):
            for name in node.names:
                for written in (name,) if isinstance(name, str) else name:
                    yield written, node.lineno


def _own_blocks(tree: nodes.Template) -> Iterator[nodes.Block]:
    names: set[str] = set()
    for block in every(tree):
        if not isinstance(block, nodes.Block):
            continue
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
