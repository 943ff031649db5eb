"""What is corrected in documents with markup, whatever their format: damaged letters of Kazakh, and
paragraphs that the site does not want."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from kazarchive.importing.document import Document, Note, Picture
from kazarchive.rules import misread

_TAG = re.compile(r"(<[^<>]*>)")
_SHOWN = re.compile(r"""\b(?:alt|title)\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
"""The attributes with words."""

_REPAIR = str.maketrans(misread.DAMAGED, misread.MEANT)
_PARAGRAPHS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "div")


# --- letters ------------------------------------------------------------------------------------


def with_letters(document: Document) -> Document:
    """A document with the letters that were lost when KZ-1048 was taken for windows-1251. No
    decoder can see that: the text is valid UTF-8."""
    if not any(letter in document.html for letter in misread.DAMAGED):
        return document
    words = f"{document.title}\n{document.plain}"
    if misread.repaired(words) is None:
        return document
    count = sum(map(words.count, misread.DAMAGED))
    text = f"Kazakh letters repaired: {count:,} (KZ-1048 that was read as windows-1251)"
    terms = ((name, tuple(map(_repaired, names))) for name, names in document.terms)
    return replace(
        document,
        title=_repaired(document.title),
        html="".join(map(_repaired_piece, _TAG.split(document.html))),
        markdown=_repaired(document.markdown),
        source_text=_repaired(document.source_text),
        authors=tuple(map(_repaired, document.authors)),
        terms=tuple(terms),
        summary=_repaired(document.summary) if document.summary else None,
        picture=_repaired_picture(document.picture) if document.picture else None,
        notes=(*document.notes, Note("changed", text)),
    )


def _repaired(text: str) -> str:
    return text.translate(_REPAIR)


def _repaired_piece(piece: str) -> str:
    """A text, or a tag, whose addresses stay as they are."""
    if piece.startswith("<"):
        return _SHOWN.sub(lambda found: _repaired(found[0]), piece)
    return _repaired(piece)


def _repaired_picture(picture: Picture) -> Picture:
    said = (picture.alt, picture.caption, picture.credit)
    alt, caption, credit = (_repaired(each) if each else None for each in said)
    return Picture(picture.address, alt, caption, credit)


# --- paragraphs ---------------------------------------------------------------------------------


def without_boilerplate(document: Document, patterns: Sequence[str]) -> Document:
    """A document without the paragraphs in which a pattern of the site is found. The readers of
    pages know better what is a paragraph there, and have done it; a text in Markdown is that of the
    site itself."""
    if not patterns or not document.html or document.extracted or document.markdown:
        return document
    from kazarchive.importing import fragments  # needs packages of the extra

    named = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
    tree, _ = fragments.parsed(document.html)
    left_out = []
    for element in list(tree.iter(*_PARAGRAPHS)):
        text = " ".join("".join(element.itertext()).split())
        is_leaf = element is not tree and next(element.iterdescendants(*_PARAGRAPHS), None) is None
        if is_leaf and text and any(pattern.search(text) for pattern in named):
            left_out.append(Note("left out", text))
            element.drop_tree()
    if not left_out or not "".join(tree.itertext()).strip():
        return document
    notes = (*document.notes, *left_out)
    return replace(document, html=fragments.inside(tree), notes=notes)
