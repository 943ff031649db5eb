"""The lines of generated code, and the pieces of a page that are shown together."""

from collections.abc import Iterator
from contextlib import contextmanager

from kazarchive.specialise.calls import Calls
from kazarchive.specialise.constants import Value
from kazarchive.specialise.scopes import Constant, Unspecialised

STATEMENTS = 20_000
"""How many a unit may have, those of blocks, loops and included templates counted as often as they
are written."""


class Lines:
    """Code under way: text between two holes is joined, what follows one another is shown by one
    call."""

    def __init__(self, expressions: Calls) -> None:
        self.expressions = expressions
        self.hoisted: list[str] = []
        """Lines that run once, before any page."""
        self.lines: list[str] = []
        self._indent = 1
        self._pending: list[Value] = []
        self._identifiers = 0
        self._statements = 0

    def count(self) -> None:
        """Note a statement. Raises Unspecialised: a template that includes another twice, which
        includes another twice, and so on, would be written until the memory is full."""
        self._statements += 1
        if self._statements > STATEMENTS:
            raise Unspecialised("it would be too long with all that it includes")

    def write(self, line: str) -> None:
        self.flush()
        self.lines.append("    " * self._indent + line)

    def show_text(self, text: str) -> None:
        """Text of the page, as it is."""
        last = self._pending[-1] if self._pending else None
        if isinstance(last, Constant):
            self._pending[-1] = Constant(last.value + text)
        else:
            self._pending.append(Constant(text))

    def flush(self) -> None:
        """Write the pieces of the page that have gathered."""
        pieces, self._pending = self._pending, []
        written = [repr(one.value) if isinstance(one, Constant) else one for one in pieces]
        if written:
            self.lines.append("    " * self._indent + f"show(({', '.join(written)},))")

    @contextmanager
    def indented(self, line: str) -> Iterator[None]:
        self.write(line)
        self._indent += 1
        before = len(self.lines)
        yield
        self.flush()
        if len(self.lines) == before:
            self.write("pass")
        self._indent -= 1

    @contextmanager
    def function(self, signature: str) -> Iterator[None]:
        """A function that returns what its body shows."""
        with self.indented(f"def {signature}:"):
            self.write("parts = []; show = parts.extend")
            yield
            self.write(f"return {self.expressions.bind('named', 'Markup')}(''.join(parts))")

    @contextmanager
    def hoisting(self) -> Iterator[None]:
        """Lines that are to run once, before any page."""
        self.flush()
        lines, indent = self.lines, self._indent
        self.lines, self._indent = [], 0
        yield
        self.flush()
        self.hoisted += self.lines
        self.lines, self._indent = lines, indent

    @property
    def runs_once(self) -> bool:
        """Whether the line at hand runs before any page."""
        return self._indent == 0

    def identifier(self, name: str) -> str:
        self._identifiers += 1
        return f"v{self._identifiers}_{name}"
