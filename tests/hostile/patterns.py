"""Texts that Markdown engines have taken for ever on: the 25 kinds of cmark's pathological tests, a
pattern for each, and what has slowed this program itself."""

from collections.abc import Callable

Pattern = Callable[[int], str]


def _lines(pattern: Callable[[int], str]) -> Pattern:
    """As many lines as make the size, each by its number."""

    def lines(size: int) -> str:
        pieces: list[str] = []
        length = 0
        while length < size:
            pieces.append(pattern(len(pieces)))
            length += len(pieces[-1])
        return "".join(pieces)

    return lines


def _times(unit: str, after: str = "", before: str = "") -> Pattern:
    return lambda size: before + unit * (size // len(unit)) + after


def _both(opening: str, middle: str, closing: str) -> Pattern:
    def both(size: int) -> str:
        number = size // (len(opening) + len(closing))
        return opening * number + middle + closing * number

    return both


def _growing(unit: str, after: str, size: int) -> str:
    """One unit, then two, then three."""
    number = int((2 * size / len(unit)) ** 0.5)
    return "".join(f"{unit * n}{after}" for n in range(1, number))


CMARK: dict[str, Pattern] = {
    "U+0000 in the text": _times("abc\ufffdde\ufffd"),
    "nested strong emphasis": _both("*a **a ", "b", " a** a*"),
    "emphasis closed, not opened": _times("a_ "),
    "emphasis opened, not closed": _times("_a "),
    "links closed, not opened": _times("a]"),
    "links opened, not closed": _times("[a"),
    "openers and closers that do not match": _times("*a_ "),
    "issue 389": lambda size: "*a " * (size // 8) + "_a*_ " * (size // 8),
    "openers and closers by threes": lambda size: "a**b" + "c* " * (size // 3),
    "link openers and emphasis closers": _times("[ a_"),
    "pattern [ (](": _times("[ (]("),
    "pattern ![[]()": _times("![[]()"),
    "hard link and emphasis": _times("**x [a*b**c*](d)"),
    "nested brackets": _both("[", "a", "]"),
    "nested block quotes": _times("> ", "a"),
    "deeply nested lists": lambda size: _growing("  ", "* a\n", size),
    "code spans not closed": lambda size: _growing("`", "e", size),
    "HTML attributes in link openers": _times("[a](<b"),
    "link addresses not closed": _times("[a](b"),
    "HTML comments not closed": _times("<!--", before="</"),
    "empty lines in deep lists": lambda size: "- " * 30 + "x" + "\n" * size,
    "empty lines in deep quotes": lambda size: f"{'> ' * 30}x\n" * (size // 62),
    "emphasis in deep quotes": _lines(lambda n: f"{'>' * (n % 30)}a*\n"),
    "reference definitions": _lines(lambda n: f"[r{n}]: u\n"),
    "tables": lambda size: f"{'|' * (size // 3)}\n{'|-' * (size // 3)}\n",
}
"""One for each test of cmark's test/pathological_tests.py, of about so many letters."""

OURS: dict[str, Pattern] = {
    "HTML instructions not closed": _times("<?"),
    "HTML declarations not closed": _times("<!A "),
    "CDATA not closed": _times("<![CDATA["),
    "tags not closed": _times("<a b "),
    "elements not closed": _times("<b>"),
    "elements in tables": _times("<table><tr><td>"),
    "paragraphs of elements": _times("<p><b>x"),
    "elements with ids": _lines(lambda n: f"<b id=a{n}>x"),
    "references": _lines(lambda n: f"[{n}] "),
    "ampersands": _times("&"),
    "character references": _times("&#"),
    "autolinks": _times("<http:"),
    "footnotes": _lines(lambda n: f"a[^{n}]\n\n[^{n}]: b <div>\n\n"),
    "footnotes that cite each other": _lines(lambda n: f"[^{n}]: b [^{n + 1}]\n\n"),
    "equal headings": _times("# a\n"),
    "rules": _times("***\n"),
    "fences": _times("~~~a\n"),
    "URLs written in other letters": _lines(lambda n: f"![](x{n}&#{65 + n % 26};) "),
    "URLs in HTML": _lines(lambda n: f"<a href='%E2%82%AC{n}'>x</a>"),
    "deep lists of quotes": _times("- > "),
    "numbered lists in each other": _times("1) "),
    "definition lists": _times("a\n: b\n\n"),
    "backslashes": _times("\\"),
    "spaces": _times(" ", "a\n", "a"),
    "hyphens": _times("-"),
    "tildes": _times("~~a "),
    "table rows": _times("|x|y|\n", before="|a|b|\n|-|-|\n"),
}
