"""Python-Markdown, without its search for markup that a text does not have.

The engine asks each of its rules about each block, and each of its patterns about each text in a
block. That takes most of its time, though most blocks are paragraphs of words. Here a rule is
skipped if it cannot apply, because its *sign* is absent. That is known only of rules that are in
the tables below: all others, such as those of other extensions, are asked as always.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from msgspec import Struct

if TYPE_CHECKING:
    from markdown import Markdown

Engine = Callable[[str], str]


@lru_cache(maxsize=1)
def engine(extensions: tuple[str, ...], escape: bool) -> Engine:
    """A function that converts a text. `escape`: whether raw HTML becomes text."""
    import markdown  # takes 26 ms, and is not needed for the other engine

    made = markdown.Markdown(
        extensions=["tables", "footnotes", "fenced_code", *extensions],
        extension_configs={"footnotes": {"BACKLINK_TITLE": "", "BACKLINK_TEXT": "↩"}},
        output_format="html",
    )
    if escape:
        made.preprocessors.deregister("html_block")
        made.inlinePatterns.deregister("html")
    _skip_preprocessors(made)
    _skip_block_rules(made)
    _skip_inline_patterns(made)
    _skip_attributes(made)
    return lambda body: made.reset().convert(body)


# -- what is searched in the whole text ----------------------------------------------------------

_SPACES = ("\n ", "\t", "\r", "\x02", "\x03")
"""Without these, all that happens to white space is that two empty lines are added."""


def _skip_preprocessors(made: "Markdown") -> None:
    skipping: dict[str, tuple[tuple[str, ...], list[str]]] = {
        "normalize_whitespace": (_SPACES, ["", ""]),
        "fenced_code_block": (("```", "~~~"), []),
        "html_block": (("<", "&"), []),
    }
    for name, (signs, more) in skipping.items():
        if name in made.preprocessors:
            each = made.preprocessors[name]
            each.run = _where(signs, each.run, more)  # type: ignore[method-assign, assignment]


def _where(
    signs: Sequence[str], run: Callable[[list[str]], list[str]], more: list[str]
) -> Callable[[list[str]], list[str]]:
    """`run` for texts with one of the signs; for others what is the same, `more` lines."""

    def skipping(lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return run(lines) if any(sign in text for sign in signs) else lines + more

    return skipping


def _skip_attributes(made: "Markdown") -> None:
    """Attributes of elements, `{#id .class}`, are searched in each element of the result."""
    if "attr_list" in made.treeprocessors:
        each = made.treeprocessors["attr_list"]
        run = each.run
        each.run = lambda root: run(root) if _contains(root, "{") else None  # type: ignore


def _contains(root: Element, sign: str) -> bool:
    return any(sign in text for text in root.itertext())


# -- blocks --------------------------------------------------------------------------------------

_BLOCK_SIGNS = {
    "EmptyBlockProcessor": "",
    "ListIndentProcessor": " ",
    "DefListIndentProcessor": " ",
    "CodeBlockProcessor": " ",
    "HashHeaderProcessor": "#",
    "SetextHeaderProcessor": "\n",
    "HRProcessor": "",
    "OListProcessor": ".",
    "SaneOListProcessor": ".",
    "UListProcessor": "",
    "SaneUListProcessor": "",
    "BlockQuoteProcessor": ">",
    "ReferenceProcessor": "[",
    "FootnoteBlockProcessor": "[^",
    "AbbrBlockprocessor": "*[",
    "DefListProcessor": ":",
    "TableProcessor": "|",
    "MarkdownInHtmlProcessor": "\x02",
    "ParagraphProcessor": "",
}
"""The rules of the engine and of its extensions, each with a string without which it does not
apply. All but the last need, at the start of some line, a character that `_PARAGRAPH` refuses."""

_PARAGRAPH = re.compile("(?:(?:[^\\W\\d_]|[\"'(«»„“”‘’–—…])[^\n]*+(?:\n|\\Z))+\\Z")


def _skip_block_rules(made: "Markdown") -> None:
    rules = [(_BLOCK_SIGNS.get(type(rule).__name__), rule) for rule in made.parser.blockprocessors]
    signed = [(sign, rule) for sign, rule in rules if sign is not None]
    if len(signed) < len(rules):
        return
    paragraph = made.parser.blockprocessors["paragraph"]

    def parse(parent: Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            if _PARAGRAPH.match(block):
                paragraph.run(parent, blocks)
                continue
            for sign, rule in signed:
                if sign not in block or not rule.test(parent, block):
                    continue
                if rule.run(parent, blocks) is not False:
                    break

    made.parser.parseBlocks = parse  # type: ignore[method-assign]


# -- in a block ----------------------------------------------------------------------------------


class _QuickPattern(Struct, frozen=True):
    """A pattern that is searched only in texts with its first character."""

    sign: str
    pattern: re.Pattern[str]

    def finditer(self, text: str, start: int) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text, start) if self.sign in text else iter(())


def _skip_inline_patterns(made: "Markdown") -> None:
    signs = _inline_signs()
    inline: Any = made.treeprocessors["inline"]
    signed = [(signs.get(each.pattern, ("",)), each) for each in made.inlinePatterns]
    for (sign, *others), each in signed:
        if sign and not others:
            each.compiled_re = _QuickPattern(sign, each.compiled_re)  # type: ignore[assignment]
    every = {_PLACEHOLDER, *(sign for own, _ in signed for sign in own)}
    may_match = re.compile("|".join(map(re.escape, sorted(every))))
    run = inline.run

    def skipping(root: Element, *others: Any) -> Element:
        whole = "\n".join(root.itertext())
        inline.inlinePatterns = [each for own, each in signed if any(sign in whole for sign in own)]
        with _kept_as_they_are(root, may_match):
            result: Element = run(root, *others)
        return result

    inline.run = skipping


_PLACEHOLDER = "\x02"
"""What the engine's placeholders begin with."""


@contextmanager
def _kept_as_they_are(root: Element, may_match: re.Pattern[str]) -> Iterator[None]:
    """For the engine, texts without a match are finished, as code is."""
    from markdown.util import AtomicString

    finished = [each for each in root.iter() if each.text and type(each.text) is str]
    finished = [each for each in finished if not may_match.search(each.text or "")]
    for each in finished:
        each.text = AtomicString(each.text)
    yield
    for each in finished:
        each.text = str(each.text)


def _inline_signs() -> Mapping[str, tuple[str, ...]]:
    """Pattern → strings without which it does not match."""
    from markdown import inlinepatterns as its

    return {
        its.BACKTICK_RE: ("`",),
        its.ESCAPE_RE: ("\\",),
        its.LINK_RE: ("[",),
        its.REFERENCE_RE: ("[",),
        its.IMAGE_LINK_RE: ("![",),
        its.IMAGE_REFERENCE_RE: ("![",),
        its.AUTOLINK_RE: ("<",),
        its.AUTOMAIL_RE: ("<",),
        its.HTML_RE: ("<",),
        its.ENTITY_RE: ("&",),
        its.LINE_BREAK_RE: ("  \n",),
        r"\[\^([^\]]*)\]": ("[^",),
        r"\*|_": ("*", "_"),
        r"\*": ("*",),
        "_": ("_",),
    }
