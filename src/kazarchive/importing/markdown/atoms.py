"""Elements without content that are part of a line: images, line ends, checkboxes."""

from collections.abc import Callable, Mapping

from lxml.html import HtmlElement

from kazarchive.importing.markdown.values import Atom, Attributes, Break, Image, Void


def _image(element: HtmlElement) -> Image | None:
    src = (element.get("src") or "").strip()
    alt, title = (" ".join((element.get(name) or "").split()) for name in ("alt", "title"))
    return Image(src, alt, title) if src else None


def _checkbox(element: HtmlElement) -> Void | None:
    if (element.get("type") or "").lower() != "checkbox":
        return None
    given: Attributes = (("type", "checkbox"), ("disabled", ""))
    checked: Attributes = (("checked", ""),) if element.get("checked") is not None else ()
    return Void("input", given + checked)


ATOMS: Mapping[str, Callable[[HtmlElement], Atom | None]] = {
    "br": lambda _: Break(),
    "img": _image,
    "input": _checkbox,
    "wbr": lambda _: Void("wbr"),
}
"""Element → what it is; None if it shows nothing."""
