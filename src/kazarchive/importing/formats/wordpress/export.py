"""What an export says of its site as a whole: authors, terms, attachments, reusable blocks."""

import re
from collections import defaultdict
from html import unescape

from lxml import etree
from msgspec import Struct, field

from kazarchive.importing.formats.wordpress import languages, serialised
from kazarchive.importing.formats.wordpress.item import Item, children, item

NEEDED = re.compile(rb"post_type>\s*(?:<!\[CDATA\[)?\s*(?:attachment|wp_block|guest-author)\b")
"""In items that other items refer to."""

_SIZE = re.compile(r"-(\d{2,5})x(\d{2,5})(?=\.\w+$)")
_UPLOADS = re.compile(
    r"(?:(?:https?:)?//[^/?#]+)?/(?:[^?#]*?/)?"
    r"(?:wp-content/uploads/(?:sites/\d+/)?|files/(?=\d{4}/)|(?<=\.files\.wordpress\.com/))([^?#]+)"
)


class Attachment(Struct, frozen=True):
    id: str
    url: str
    """Of the original file."""
    path: str
    """Below wp-content/uploads, such as `2022/01/map.jpg`."""
    alt: str
    caption: str
    """HTML."""
    credit: str
    parent: str
    title: str


class Term(Struct, frozen=True):
    name: str
    parent: str
    """Slug, or an empty text."""


class Export(Struct):
    """Filled while the export is read for the first time."""

    title: str = ""
    home: str = ""
    """Address of the site, without a slash at its end."""
    authors: dict[str, str] = field(default_factory=dict)
    """Login → name."""
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    """(taxonomy, slug) → term."""
    locales: dict[str, str] = field(default_factory=dict)
    """Slug of a language of Polylang → locale."""
    attachments: dict[str, Attachment] = field(default_factory=dict)
    by_path: dict[str, str] = field(default_factory=dict)
    """Path → id of the attachment."""
    by_parent: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Id of a post → ids of its attachments."""
    blocks: dict[str, str] = field(default_factory=dict)
    """Id of a reusable block → its content."""

    def add(self, name: str, tree: etree._Element) -> None:
        """Take in one element. `name`: its local name."""
        if name == "item":
            self._add_item(item(tree))
        elif name in _CHANNEL:
            text = (tree.text or "").strip()
            if name == "title":
                self.title = self.title or unescape(text)
            elif not self.home or name == "base_blog_url":
                self.home = text.rstrip("/")
        else:
            self._add_term(name, children(tree))

    def _add_item(self, one: Item) -> None:
        if one["post_type"] == "wp_block":
            self.blocks[one.id] = one.content
            return
        if one["post_type"] == "guest-author":
            name = unescape(one.value("cap-display_name") or one["title"])
            self.authors[one.value("cap-user_login") or one["post_name"]] = name
            return
        attachment = _attachment(one)
        self.attachments[one.id] = attachment
        self.by_path.setdefault(attachment.path, one.id)
        if attachment.parent not in ("", "0"):
            self.by_parent[attachment.parent].append(one.id)

    def _add_term(self, name: str, said: dict[str, str]) -> None:
        if name == "author" and "author_login" in said:
            self.authors[said["author_login"]] = _display_name(said)
        elif name == "category" and "cat_name" in said:
            self._term("category", said.get("category_nicename", ""), said["cat_name"], said)
        elif name == "tag" and "tag_name" in said:
            self._term("post_tag", said.get("tag_slug", ""), said["tag_name"], said)
        elif name == "term" and "term_taxonomy" in said:
            slug = said.get("term_slug", "")
            self._term(said["term_taxonomy"], slug, said.get("term_name", ""), said)
            if said["term_taxonomy"] == "language":
                self.locales[slug] = _locale(said.get("term_description", ""))

    def _term(self, taxonomy: str, slug: str, name: str, said: dict[str, str]) -> None:
        parent = said.get("category_parent") or said.get("term_parent") or ""
        self.terms[taxonomy, slug] = Term(unescape(name).strip(), parent.strip())

    # --- what is asked --------------------------------------------------------------------------

    def lineage(self, taxonomy: str, slug: str, name: str) -> list[str]:
        """The names of a term's ancestors, the highest first, and its own."""
        names, seen = [name], {slug}
        known = self.terms.get((taxonomy, slug))
        while known and known.parent and known.parent not in seen:
            seen.add(known.parent)
            known = self.terms.get((taxonomy, known.parent))
            if known:
                names.insert(0, known.name)
        return names

    def language(self, slug: str) -> str | None:
        """The language tag of a language of Polylang."""
        return languages.tag(self.locales.get(slug) or slug)

    def original(self, url: str) -> Attachment | None:
        """The attachment of which a URL is the file, or one of its smaller sizes."""
        path = uploaded(url)
        if not path:
            return None
        for tried in _originals(path):
            if tried in self.by_path:
                return self.attachments[self.by_path[tried]]
        return None


_CHANNEL = frozenset({"title", "link", "language", "base_site_url", "base_blog_url"})


def uploaded(url: str) -> str:
    """The path of a file below the folder of uploads; an empty text if it is elsewhere."""
    found = _UPLOADS.match(url)
    return found[1] if found else ""


def without_size(url: str) -> str:
    """The address of an image without the size that WordPress adds to the name, `-300x200`."""
    return _SIZE.sub("", url)


def _originals(path: str) -> list[str]:
    """The names that the original of a file may have, the likeliest first."""
    plain = _SIZE.sub("", path)
    stem, dot, ending = plain.rpartition(".")
    bare = re.sub(r"-(?:scaled|rotated|e\d{10,13})$", "", stem)
    return [path, plain, f"{stem}-scaled{dot}{ending}", bare + dot + ending]


def _attachment(one: Item) -> Attachment:
    url = one["attachment_url"] or one["guid"]
    path = one.value("_wp_attached_file") or uploaded(url) or url.rpartition("/")[2]
    return Attachment(
        id=one.id,
        url=url,
        path=path,
        alt=unescape(one.value("_wp_attachment_image_alt")).strip(),
        caption=one.excerpt.strip(),
        credit=_credit(one.value("_wp_attachment_metadata")),
        parent=one["post_parent"],
        title=unescape(one["title"]),
    )


def _credit(metadata: str) -> str:
    """The credit that the camera's or the agency's own metadata names."""
    if "image_meta" not in metadata:
        return ""
    try:
        read = serialised.value(metadata)
    except serialised.NotSerialised:
        return ""
    said = read.get("image_meta") if isinstance(read, dict) else None
    parts = [said.get(key) for key in ("credit", "copyright")] if isinstance(said, dict) else []
    return next((part.strip() for part in parts if isinstance(part, str) and part.strip()), "")


def _display_name(said: dict[str, str]) -> str:
    whole = f"{said.get('author_first_name', '')} {said.get('author_last_name', '')}".strip()
    return unescape(
        said.get("author_display_name", "").strip() or whole or said.get("author_login", "")
    )


def _locale(description: str) -> str:
    """In the description of a language of Polylang."""
    try:
        said = serialised.value(description)
    except serialised.NotSerialised:
        return ""
    locale = said.get("locale") if isinstance(said, dict) else None
    return locale if isinstance(locale, str) else ""
