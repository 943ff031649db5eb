"""Marks that kramdown has beside CommonMark → the text without them, and what was removed."""

import re
from collections import Counter

from kazarchive.importing.document import Note
from kazarchive.reading import markup

_LINE = re.compile(rb"^[ \t>]*\{::?[^{}\n]*\}[ \t]*\n?", re.MULTILINE)
_CONTENTS = re.compile(
    rb"^[ \t]*(?:[-*+]|1\.)[^\n]*\n[ \t]*\{:[ \t]*toc\b[^{}\n]*\}[ \t]*\n?", re.MULTILINE
)
_INLINE = re.compile(
    rb"(?<=\S)\{:[^{}\n]*\}|[ \t]+\{:?[ \t]*[#.][^{}\n]*\}(?=[ \t]*$)", re.MULTILINE
)
_COMMENT = re.compile(rb"\{::comment\}(?:(?!\{::comment).)*?\{:/(?:comment)?\}", re.DOTALL)
_FORMULA = re.compile(rb"\$\$.+?\$\$", re.DOTALL)
_DEFINITION = re.compile(rb"^(?![ \t>*+-]|\d+\.)[^\n]+\n(?:\n)?: {1,3}\S", re.MULTILINE)

WHAT = {
    "tables of contents": _CONTENTS,
    "comments": _COMMENT,
    "lines with attributes": _LINE,
    "attributes": _INLINE,
}


_ID = re.compile(r"^(#{1,6}[ \t][^\n]*?)[ \t]*\{#[^{}\n]*\}[ \t]*$", re.MULTILINE)


def without_ids(text: str) -> tuple[str, list[Note]]:
    """The text without ids of headings, `{#id}`, which Hugo and Zola read too."""
    plain, count = _ID.subn(r"\1", text)
    return plain, [Note("changed", f"ids of headings that are left out: {count}")] if count else []


def plain(text: str) -> tuple[str, list[Note]]:
    """The text without attributes (`{: .class #id}`), tables of contents and options."""
    if "{:" not in text and "$$" not in text and "\n: " not in text and "{#" not in text:
        return text, []
    raw = text.encode()
    code = [(start, end, raw[start:end]) for start, end in markup.parts(text).code]
    masked = bytearray(raw)
    for start, end, _ in code:
        masked[start:end] = b"\x00" * (end - start)
    counts, notes = Counter[str](), list[Note]()
    removed = list[tuple[int, int]]()
    for what, pattern in WHAT.items():
        for found in pattern.finditer(bytes(masked)):
            removed.append(found.span())
            masked[found.start() : found.end()] = b"\n" * (found.end() - found.start())
            counts[what] += 1
    if counts:
        listed = ", ".join(f"{what}: {count}" for what, count in counts.items())
        notes.append(Note("changed", f"marks of kramdown that are left out: {listed}"))
    if formulas := len(_FORMULA.findall(bytes(masked))):
        notes.append(Note("lost", f"formulas stay as text: {formulas}"))
    if definitions := len(_DEFINITION.findall(bytes(masked))):
        notes.append(Note("lost", f"definition lists stay as text: {definitions}"))
    parts, done = list[bytes](), 0
    for start, end in sorted(removed):
        parts.append(raw[done:start])
        done = max(done, end)
    return b"".join([*parts, raw[done:]]).decode("utf-8", "replace"), notes
