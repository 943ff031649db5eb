"""WordPress exports (WXR 1.0 to 1.2, wp-admin/includes/export.php), read twice as a stream: first
for what items refer to, then for the posts."""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source, whole
from kazarchive.importing.formats.wordpress import posts
from kazarchive.importing.formats.wordpress.elements import Element, Piece, elements
from kazarchive.importing.formats.wordpress.export import NEEDED, Export
from kazarchive.importing.formats.wordpress.item import Item, item
from kazarchive.problems import Problem, ProblemsFound


def documents(source: Source) -> Iterator[Document | Problem]:
    """The posts and pages of an export. Raises ProblemsFound (K0301, K0303, K0304; K0836 if there
    is no item)."""
    export = Export()
    for element in elements(source, _is_of_the_site):
        if isinstance(element, Element):
            export.add(element.name, element.tree)
        elif element.code == "K0830" and element.values["what"] != "item":
            yield Problem("K0889", element.place, element.values)
    site = posts.Site(export, source.shortcodes)
    technical, any_item, unknown_languages = Counter[str](), False, False
    used, seen = set[str](), set[str]()
    for element in elements(source, _is_item_or_end):
        if isinstance(element, Problem):
            any_item = any_item or element.code != "K0831"
            yield element
            continue
        any_item, one = True, item(element.tree)
        kind = one["post_type"]
        unknown_languages = unknown_languages or _is_of_wpml_without_language(one)
        if one["status"] == "trash" and kind not in posts.TECHNICAL:
            yield Problem("K0832", source.place(element.line), {"title": posts.title(one["title"])})
        elif kind in posts.TECHNICAL:
            technical[kind] += kind not in posts.REFERRED_TO
        elif most := posts.excess(one):
            yield Problem("K0834", source.place(element.line), {"most": most})
        elif kind != "attachment":
            place = source.place(element.line)
            for document in whole(posts.documents(element, one, site), place):
                if isinstance(document, Document):
                    used.update(file.address for file in document.media)
                    document = _as_a_version(document, seen)
                yield document
    if not any_item:
        raise ProblemsFound([Problem("K0836", source.place())])
    if unknown_languages:
        yield Problem("K0835", source.place())
    unused = sum(one.url not in used for one in export.attachments.values())
    if unused:
        yield Problem("K0888", source.place(), {"count": f"{unused:,}"})
    for kind, count in sorted((+technical).items()):
        yield Problem("K0833", source.place(), {"count": f"{count:,}", "type": kind})


def _as_a_version(document: Document, seen: set[str]) -> Document:
    """An export has each item once: another one with its id is no version of it. `seen`: the ids
    before."""
    id_ = document.origin.id or ""
    if id_ in seen:
        return replace(document, version=())
    seen.add(id_)
    return document


def _is_of_the_site(piece: Piece) -> bool:
    if piece.name == "item":
        return piece.is_whole and NEEDED.search(piece.raw) is not None
    return piece.name != ""


def _is_item_or_end(piece: Piece) -> bool:
    return piece.name in ("item", "")


def _is_of_wpml_without_language(one: Item) -> bool:
    """WPML keeps languages in a table that WordPress does not export."""
    return any(one.of("translation_priority")) and not one.value("_wpml_import_language_code")
