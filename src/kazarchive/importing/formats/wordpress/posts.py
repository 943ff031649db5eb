"""One item of an export → its documents: one, or one of each language."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.importing.document import Document, MediaFile, Note, Origin, Picture
from kazarchive.importing.formats.wordpress import addresses, languages, times
from kazarchive.importing.formats.wordpress.body import Body, body, plain, second_reading
from kazarchive.importing.formats.wordpress.elements import Element
from kazarchive.importing.formats.wordpress.export import Export
from kazarchive.importing.formats.wordpress.item import Item

TECHNICAL = frozenset(
    "acf-field acf-field-group custom_css customize_changeset elementor_library feedback"
    " flamingo_contact flamingo_inbound guest-author jp_img_sitemap mc4wp-form"
    " nav_menu_item oembed_cache"
    " polylang_mo redirect_rule revision scheduled-action spucpt tablepress_table user_request"
    " wp_block wp_font_face wp_font_family wp_global_styles wp_navigation wp_template"
    " wp_template_part wpcf7_contact_form wpforms".split()
)
"""Types of items that are no texts of the site."""

LONGEST, MOST_MARKS, MOST_LANGUAGES = 2_000_000, 50_000, 20
"""Characters of a text, its tags and shortcodes, and its languages: a text of this size is read in
two seconds. The longest of real sites have a tenth."""

REFERRED_TO = frozenset({"guest-author", "wp_block"})
"""Those of TECHNICAL that come over with the items that refer to them."""

_STATUS = {
    "draft": "unfinished",
    "pending": "waiting for review",
    "private": "private",
    "future": "scheduled",
}
_NO_TERMS = frozenset(
    "author elementor_library_type language link_category nav_menu post_format post_translations"
    " product_type product_visibility term_language term_translations translation_priority"
    " wp_theme".split()
)
_TAXONOMIES = {"category": "categories", "post_tag": "tags"}
_DESCRIPTIONS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description")
_INLINE = re.compile(r"</?(?:a|abbr|b|br|cite|code|em|i|mark|small|span|strong|sub|sup|u)\b[^<>]*>")
_BUILDERS = {
    "_elementor_data": "Elementor",
    "_fl_builder_data": "Beaver Builder",
    "panels_data": "SiteOrigin Page Builder",
}


class Site(Struct, frozen=True):
    """What the items of one export have in common."""

    export: Export
    shortcodes: Sequence[tuple[str, str]] = ()


def documents(element: Element, one: Item, site: Site) -> Iterator[Document]:
    """The documents of an item, one for each language of qTranslate."""
    codes = languages.marked(one["title"], one.content)
    if not codes:
        yield _document(element, one, site, "")
        return
    for n, code in enumerate(codes):
        document = _document(element, one, site, code)
        former = document.addresses if n == 0 else ()
        others = addresses.in_language(one, site.export, code)
        yield replace(
            document,
            lang=languages.tag(code),
            translation=f"qtranslate-{one.id}",
            origin=replace(document.origin, id=f"{document.origin.id}#{code}"),
            addresses=tuple(dict.fromkeys((*former, *others))),
            notes=(*document.notes, Note("recognised", f"one of {len(codes)} languages of a text")),
        )


def excess(one: Item) -> str:
    """The limit that an item is beyond, or an empty text."""
    if len(one.content) > LONGEST:
        return f"{LONGEST:,} characters"
    if one.content.count("<") + one.content.count("[") > MOST_MARKS:
        return f"{MOST_MARKS:,} tags and shortcodes"
    if len(languages.marked(one["title"], one.content)) > MOST_LANGUAGES:
        return f"{MOST_LANGUAGES} languages"
    return ""


def _document(element: Element, one: Item, site: Site, code: str) -> Document:
    """`code`: the language of qTranslate, or an empty text."""
    export = site.export
    content, excerpt = _in(one.content, code), _in(one.excerpt, code)
    text = body(content, one, export, site.shortcodes)
    enclosure = _enclosure(one, content)
    original = element.raw + (f"<!-- {code} -->".encode() if code else b"")
    picture, file = _picture(one, export)
    lang, translation = _language(one, export)
    return Document(
        title=title(_in(one["title"], code)) or title(languages.unmarked(one["title"])),
        html=text.html + enclosure,
        source_text=f"{text.source_text} {second_reading(enclosure)}",
        sha256=hashlib.sha256(original).hexdigest(),
        original=original,
        line=element.line,
        origin=Origin(
            kind="wordpress",
            id=one["guid"] or (f"{export.home}/?p={one.id}" if export.home else one.id) or None,
            url=one["link"] or None,
            name=export.title or None,
        ),
        lang=lang,
        lang_hint=languages.of_address(one["link"]),
        date=times.published(one),
        updated=times.updated(one),
        authors=_authors(one, export),
        terms=_terms(one, export, code),
        summary=_summary(one, excerpt, text),
        picture=picture,
        media=tuple(dict.fromkeys((*text.media, *file))),
        draft=bool(_reason_of_draft(one)),
        version=(times.version(one),),
        page=one["post_type"] == "page",
        slug=addresses.decoded(one["post_name"]) or None,
        addresses=addresses.former(one, export, text.pages),
        translation=translation,
        comments=one.comments,
        notes=(*element.notes, *_notes(one, export), *text.notes),
    )


def _in(text: str, code: str) -> str:
    return languages.part(text, code) if code else text


def title(written: str) -> str:
    """A title is HTML, and was escaped once more by old versions."""
    return " ".join(unescape(_INLINE.sub("", unescape(written))).split())


def _reason_of_draft(one: Item) -> str:
    """Why it was not public; an empty text if it was."""
    if one["post_password"]:
        return "protected by a password"
    status = one["status"] or "publish"
    return "" if status == "publish" else _STATUS.get(status, f"of the status `{status}`")


def _authors(one: Item, export: Export) -> tuple[str, ...]:
    """By their names; those of Co-Authors Plus are terms."""
    logins = [term.name for term in one.of("author")] or [one["creator"]]
    return tuple(dict.fromkeys(export.authors.get(login, login) for login in logins if login))


def _terms(one: Item, export: Export, code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A term with its ancestors, each once."""
    terms: dict[str, dict[str, None]] = {}
    for term in one.terms:
        if term.taxonomy not in _NO_TERMS:
            taxonomy = _TAXONOMIES.get(term.taxonomy, term.taxonomy)
            names = export.lineage(term.taxonomy, term.slug, term.name)
            said = ((_in(name, code) or languages.unmarked(name)).strip() for name in names)
            terms.setdefault(taxonomy, {}).update(dict.fromkeys(filter(None, said)))
    return tuple((taxonomy, tuple(names)) for taxonomy, names in terms.items())


def _language(one: Item, export: Export) -> tuple[str | None, str | None]:
    """The language, and what its translations have in common."""
    polylang = next(one.of("language"), None)
    if polylang:
        group = next(one.of("post_translations"), None)
        return export.language(polylang.slug), group.slug if group else None
    wpml = one.value("_wpml_import_language_code")
    if wpml:
        group_id = one.value("_wpml_import_translation_group")
        return languages.tag(wpml), f"wpml-{group_id}" if group_id else None
    return None, None


def _summary(one: Item, excerpt: str, text: Body) -> str | None:
    """The excerpt, the description for search engines, or the text before `more`."""
    descriptions = (value for name in _DESCRIPTIONS if "%" not in (value := one.value(name)))
    return next(filter(None, (plain(excerpt), *map(plain, descriptions), text.teaser)), None)


def _picture(one: Item, export: Export) -> tuple[Picture | None, tuple[MediaFile, ...]]:
    known = export.attachments.get(one.value("_thumbnail_id"))
    if known is None:
        return None, ()
    caption = plain(known.caption)
    picture = Picture(known.url, known.alt or None, caption or None, known.credit or None)
    return picture, (MediaFile(known.url, known.path),)


def _enclosure(one: Item, content: str) -> str:
    """A link to the sound or video of a podcast that the text does not name."""
    url = one.value("enclosure").strip().split("\n")[0].strip()
    if not url.startswith(("http://", "https://")) or url in content or '"' in url:
        return ""
    return f'\n<p><a href="{url}">{url.rpartition("/")[2]}</a></p>'


def _notes(one: Item, export: Export) -> Iterator[Note]:
    if reason := _reason_of_draft(one):
        yield Note("recognised", f"it was {reason}, and is a draft here")
    elif one["post_type"] != "page" and times.published(one) is None:
        date = one["post_date"]
        yield Note("lost", f"its date, `{date}`, is none" if date else "it has no date")
    if one["post_type"] not in ("post", "page", ""):
        yield Note("recognised", f"its type is `{one['post_type']}`")
    if one["is_sticky"] == "1":
        yield Note("lost", "it was sticky: at the top of the front page")
    thumbnail = one.value("_thumbnail_id")
    if thumbnail.strip("0") and thumbnail not in export.attachments:
        yield Note("lost", f"the main image: attachment {thumbnail} is not in the export")
    for key, name in _BUILDERS.items():
        if one.value(key) and not one.content.strip():
            yield Note("lost", f"its text, which only {name} has")
