"""reStructuredText → HTML, without files, raw HTML, network and scripts.

docutils reads it. It knows the directives of no generator and reports them; they are looked up in
the table of shortcodes, and those that it lacks stay as text.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from docutils.core import publish_parts
from docutils.utils import SystemMessage
from lxml import etree
from lxml.html import HtmlElement

from kazarchive.importing import fragments
from kazarchive.importing.shortcodes import Call

LONGEST = 1_000_000
"""Characters of a text."""


class Unreadable(ValueError):
    """The message says why."""


class Read(NamedTuple):
    html: str
    known: Counter[str]
    """Directives that were replaced."""
    unknown: Counter[str]
    """Directives that stay as text."""
    notes: tuple[str, ...]
    """What docutils reports, each with its line in the text."""


_SETTINGS: dict[str, Any] = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "embed_stylesheet": False,
    "syntax_highlight": "none",
    "doctitle_xform": False,
    "docinfo_xform": False,
    "initial_header_level": 2,
    "report_level": 2,
    "halt_level": 5,
    "warning_stream": "",
    "line_length_limit": 100_000,
    "math_output": "LaTeX",
}
_DIRECTIVE = re.compile(
    r"\s*\.\. (?:\|[^|]*\| )?(?P<name>[\w:.+-]+)::[ \t]*(?P<said>[^\n]*)\n?"
    r"(?P<options>(?:[ \t]+:[^\n]*\n?)*)"
    r"(?P<body>.*)",
    re.DOTALL,
)
_OPTION = re.compile(r"[ \t]+:([\w-]+):[ \t]*([^\n]*)")


def html(text: str, table: Mapping[str, Callable[[Call], str]]) -> Read:
    """The body of a text. `table`: what directives show. Raises Unreadable."""
    if len(text) > LONGEST:
        raise Unreadable(f"it has more than {LONGEST:,} characters")
    try:
        parts = publish_parts(text, writer="html5", settings_overrides=_SETTINGS)
    except (SystemMessage, RecursionError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}"[:200]) from None
    tree, _ = fragments.parsed(str(parts["body"]))
    read = Read("", Counter(), Counter(), ())
    notes = [note for message in _messages(tree) for note in _replaced(message, table, read)]
    for element in tree.xpath('.//section[contains(@class, "system-messages")]'):
        element.drop_tree()
    for element in tree.xpath('.//span[@class="problematic"]'):
        above = element.getparent()
        element.drop_tag()
        if above is not None and above.tag == "a":
            above.drop_tag()
    inner = (tree.text or "") + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in tree
    )
    return read._replace(html=inner, notes=tuple(notes))


def _messages(tree: HtmlElement) -> list[HtmlElement]:
    return list(tree.xpath('.//*[contains(@class, "system-message") and not(self::section)]'))


def _replaced(
    message: HtmlElement, table: Mapping[str, Callable[[Call], str]], read: Read
) -> list[str]:
    """Put what a directive shows in place of a message; what is reported."""
    if "system-message-title" in (message.get("class") or ""):
        return []
    block = message.find(".//pre")
    written = "".join(block.itertext()) if block is not None else ""
    directive = _DIRECTIVE.match(written)
    said = " ".join(" ".join(message.itertext()).split())
    said = re.sub(
        r"System Message: \w+/\d \( ?<string> ?(?:, line (\d+))? ?\);?( backlink)?",
        r"line \1:",
        said,
    )
    if directive is None:
        message.drop_tree()
        return [said[:200]]
    name = directive["name"].lower()
    body = re.sub(r"(?m)^ {1,4}", "", directive["body"]).strip("\n")
    if name == "raw" and "html" in directive["said"]:
        shown: str | None = body
    elif name == "include":
        shown = ""
    else:
        shown = _shown(directive, name, body, table)
    if shown is None:
        read.unknown[name] += 1
        shown = f"<pre>{_escaped(written.strip())}</pre>"
    elif name != "include":
        read.known[name] += 1
    new = fragments.parsed(shown)[0]
    new.tail = message.tail
    above = message.getparent()
    assert above is not None, "a message is inside the text"
    above.replace(message, new)
    return [f"{written.strip()[:100]}: files are not inserted"] if name == "include" else []


def _shown(
    directive: re.Match[str], name: str, body: str, table: Mapping[str, Callable[[Call], str]]
) -> str | None:
    if name not in table:
        return None
    options = dict(_OPTION.findall(directive["options"]))
    words = tuple(directive["said"].split())
    return table[name](Call(name, options, words, _escaped(body))) or None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
