"""A formula of Word → one line of text (ECMA-376, part 1, 22.1)."""

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from kazarchive.importing.formats.docx.package import M


def linear(formula: etree._Element) -> str:
    """`x = (a + b)/2`: the signs in their order, with those that are only drawn."""
    return " ".join("".join(_parts(formula)).split())


def _parts(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{M}t":
            yield child.text or ""
        elif form := _FORMS.get(str(child.tag)):
            yield form(child)
        else:
            yield from _parts(child)


def _inner(element: etree._Element, name: str) -> str:
    """The content of a part, in parentheses if it has several signs."""
    found = element.find(f"{M}{name}")
    text = "".join(_parts(found)).strip() if found is not None else ""
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _property(element: etree._Element, name: str, default: str) -> str:
    found = element.find(f"*/{M}{name}")
    return found.get(f"{M}val", "") if found is not None else default


def _delimited(element: etree._Element) -> str:
    between = _property(element, "sepChr", "|")
    inner = between.join("".join(_parts(each)) for each in element.findall(f"{M}e"))
    return f"{_property(element, 'begChr', '(')}{inner}{_property(element, 'endChr', ')')}"


def _fraction(element: etree._Element) -> str:
    return f"{_inner(element, 'num')}/{_inner(element, 'den')}"


def _root(element: etree._Element) -> str:
    return f"{_inner(element, 'deg')}√{_inner(element, 'e')}"


def _scripts(element: etree._Element) -> str:
    below, above = _inner(element, "sub"), _inner(element, "sup")
    return _inner(element, "e") + (f"_{below}" if below else "") + (f"^{above}" if above else "")


def _large(element: etree._Element) -> str:
    """A sum or an integral."""
    below, above = _inner(element, "sub"), _inner(element, "sup")
    limits = (f"_{below}" if below else "") + (f"^{above}" if above else "")
    return f"{_property(element, 'chr', '∫')}{limits} {_inner(element, 'e')}"


_FORMS: Mapping[str, Callable[[etree._Element], str]] = {
    f"{M}d": _delimited,
    f"{M}f": _fraction,
    f"{M}rad": _root,
    f"{M}sSup": _scripts,
    f"{M}sSub": _scripts,
    f"{M}sSubSup": _scripts,
    f"{M}nary": _large,
}
