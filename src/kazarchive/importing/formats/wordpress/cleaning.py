"""The tree of a body → one of clean HTML: embeds as links, images as their original files,
footnotes as pairs of links, and no attribute that only WordPress or its style understands."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote, urljoin

from lxml.html import HtmlElement
from msgspec import Struct

from kazarchive.importing import embeds, fragments
from kazarchive.importing.document import MediaFile, Note
from kazarchive.importing.formats.wordpress import tree as trees
from kazarchive.importing.formats.wordpress.export import Export, uploaded, without_size

_KEPT = {
    "a": {"href", "hreflang", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "code": {"class"},
    "dfn": {"title"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"src", "alt", "title"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "data": {"value"},
}
"""Element → attributes; everywhere also `lang` and `dir`, and an `id` to which a link leads."""
_EVERYWHERE = frozenset({"lang", "dir"})
_GONE = frozenset("script style template link meta input button select textarea svg canvas".split())
_FRAMES = frozenset("iframe embed object video audio".split())
_FILE = re.compile(r"\.\w{2,5}$")
_LAZY = ("data-orig-file", "data-lazy-src", "data-src", "data-original", "src")
_CODE_LANGUAGE = re.compile(r"\blang(?:uage)?-([\w+#-]+)")
_ALIGNED = re.compile(r"\bhas-text-align-(left|center|right)\b")


class Cleaned(Struct, frozen=True):
    html: str
    media: tuple[MediaFile, ...]
    notes: tuple[Note, ...]


def cleaned(text: str, export: Export) -> Cleaned:
    """A fragment of HTML, made clean."""
    root, whole = fragments.parsed(text)
    cleaner = _Cleaner(root, export)
    cleaner.clean()
    notes = cleaner.notes()
    if not whole:
        notes += (Note("lost", "tags that are nested too deeply"),)
    return Cleaned(trees.written(root), tuple(cleaner.media.values()), notes)


def in_place_of(frame: str, said: Mapping[str, str]) -> tuple[str, str]:
    """The address and the text of the link in the place of a frame, by its attributes; empty if it
    leads nowhere."""
    names = ("data-src", "src", "data", "data-lazy-src", "nested")
    given = (said.get(name, "") for name in names)
    url = next((one for one in given if one and one != "about:blank"), "")
    url = urljoin("https://-/", url) if url.startswith("//") else url
    seen = embeds.watched(url)
    name = url.rpartition("/")[2] if frame in ("audio", "video") else seen
    return seen, unquote(said.get("title") or name)


class _Cleaner:
    def __init__(self, root: HtmlElement, export: Export) -> None:
        self._root, self._export = root, export
        self.media: dict[str, MediaFile] = {}
        self._lost, self._embeds, self._left_out = Counter[str](), 0, list[str]()

    def clean(self) -> None:
        for element in list(self._root.iterdescendants()):
            if element.getparent() is not None:
                self._replace(element)
        trees.flatten(self._root)
        _number_footnotes(self._root)
        for element in self._root.iterdescendants():
            self._address(element)
        targets = {unquote(a.get("href", "")[1:]) for a in self._links("#")}
        for element in self._root.iterdescendants():
            _strip(element, targets)

    def notes(self) -> tuple[Note, ...]:
        lost = ", ".join(f"{count} `{name}`" for name, count in sorted(self._lost.items()))
        notes = [Note("lost", f"elements: {lost}")] if lost else []
        notes += [Note("left out", text) for text in self._left_out if text]
        if self._embeds:
            notes.append(Note("changed", f"embeds that are links now: {self._embeds}"))
        return tuple(notes)

    def _links(self, start: str) -> Iterator[HtmlElement]:
        return (a for a in self._root.iter("a") if (a.get("href") or "").startswith(start))

    # --- elements -------------------------------------------------------------------------------

    def _replace(self, element: HtmlElement) -> None:
        tag, classes = element.tag, (element.get("class") or "").split()
        if tag in _GONE:
            if tag != "style" and tag != "link":
                self._lost[tag] += 1
            element.drop_tree()
        elif tag in _FRAMES:
            self._embed(element, element)
        elif tag == "img":
            self._image(element, " ".join(classes))
        elif tag == "noscript" and _has_lazy_image(element):
            element.drop_tree()
        else:
            for name in classes:
                if name in _BY_CLASS:
                    _BY_CLASS[name](self, element)
                    break

    def _embed(self, frame: HtmlElement, place: HtmlElement) -> None:
        """Put a paragraph with a link in the place of a frame."""
        source = frame.find(".//source")
        nested = source.get("src") if source is not None else None
        url, text = in_place_of(frame.tag, {**dict(frame.attrib.items()), "nested": nested or ""})
        if not url:
            self._lost[frame.tag] += 1
            place.drop_tree()
            return
        self._embeds += frame.tag not in ("audio", "video")
        embeds.put(place, embeds.linked(url, text))

    def _embed_block(self, figure: HtmlElement) -> None:
        """A block with the address of something elsewhere, as a text or as a frame."""
        frame = next(iter(figure.iter("iframe", "video", "blockquote")), None)
        links = [a.get("href") for a in figure.iter("a") if a.get("href")]
        text = re.search(r"https?://\S+", "".join(figure.itertext()))
        url = text[0] if text else next(iter(links[-1:]), None)
        if url is None and frame is not None and frame.get("src"):
            url = embeds.watched(frame.get("src", ""))
        caption = figure.find("figcaption")
        if url is None:
            return
        self._embeds += 1
        if caption is not None and not trees.is_empty(caption):
            caption.tag = "p"
            caption.tail = None
            figure.addnext(caption)
        embeds.put(figure, embeds.linked(url, url))

    def _pull_quote(self, figure: HtmlElement) -> None:
        quote = figure.find(".//blockquote") if figure.tag != "blockquote" else figure
        if quote is not None:
            quote.set("class", "pullquote")

    def _file_block(self, block: HtmlElement) -> None:
        """A file has two links; one is a button."""
        links = list(block.iter("a"))
        for link in links[1:]:
            if link.get("href") == links[0].get("href"):
                self._left_out.append(" ".join("".join(link.itertext()).split()))
                link.drop_tree()
        for frame in list(block.iter("object")):
            frame.drop_tree()

    def _footnote(self, mark: HtmlElement) -> None:
        """A reference of the block editor: `<sup data-fn>`."""
        if mark.get("data-fn"):
            for link in mark.iter("a"):
                link.set("href", f"#{mark.get('data-fn')}")
                link.set("id", f"{mark.get('data-fn')}-link")

    # --- images and addresses -------------------------------------------------------------------

    def _image(self, image: HtmlElement, classes: str) -> None:
        url = next((u for n in _LAZY if (u := image.get(n)) and not u.startswith("data:")), None)
        if url is None:
            image.drop_tree()
            return
        number = re.search(r"\bwp-image-(\d+)\b", classes)
        known = self._export.attachments.get(number[1]) if number else None
        known = known or self._export.original(url)
        if known and image.get("alt") is None and known.alt:
            image.set("alt", known.alt)
        image.set("src", known.url if known else _unsized(url, image))
        above = image.getparent()
        if above is not None and above.tag == "a" and self._same_file(above, image):
            above.drop_tag()

    def _same_file(self, link: HtmlElement, image: HtmlElement) -> bool:
        """Whether a link only enlarges its image."""
        url = link.get("href") or ""
        known = self._export.original(url)
        return bool(image.get("src") == (known.url if known else without_size(url)))

    def _address(self, element: HtmlElement) -> None:
        """Note the file that an image or a link names."""
        url = element.get("src") if element.tag == "img" else element.get("href")
        if not url or element.tag not in ("img", "a"):
            return
        known = self._export.original(url)
        if known and element.tag == "a" and trees.is_picture(known.path):
            url = known.url
            element.set("href", url)
        path = known.path if known else unquote(uploaded(url))
        if path and _FILE.search(path):
            self.media.setdefault(url, MediaFile(url, path))


_BY_CLASS: Mapping[str, Callable[[_Cleaner, HtmlElement], None]] = {
    "wp-block-embed": _Cleaner._embed_block,
    "wp-block-pullquote": _Cleaner._pull_quote,
    "wp-block-file": _Cleaner._file_block,
    "fn": _Cleaner._footnote,
}


def _has_lazy_image(noscript: HtmlElement) -> bool:
    """Whether the image stands before it already, to be loaded by a script."""
    before = noscript.getprevious()
    return before is not None and before.tag == "img"


def _unsized(url: str, image: HtmlElement) -> str:
    """Without the size in the name, if the image says itself that it is shown in a size of its
    own."""
    size = f"-{image.get('width')}x{image.get('height')}."
    small = re.search(r"\bsize-(?:thumbnail|medium|large)", image.get("class") or "")
    return without_size(url) if size in url or small else url


def _number_footnotes(root: HtmlElement) -> None:
    """Give the footnotes of the block editor ids by their numbers: `fn1` and `fnref1`."""
    notes = {item.get("id") for item in root.iter("li") if item.get("id")}
    names = dict[str, str]()
    for link in root.iter("a"):
        target = (link.get("href") or "")[1:]
        if link.get("id") == f"{target}-link" and target in notes:
            number = len(names) // 2 + 1
            names |= {target: f"fn{number}", f"{target}-link": f"fnref{number}"}
    for element in root.iterdescendants():
        if element.get("id") in names:
            element.set("id", names[element.get("id", "")])
        if element.tag == "a" and (element.get("href") or "")[1:] in names:
            element.set("href", "#" + names[element.get("href", "")[1:]])


def _strip(element: HtmlElement, targets: set[str]) -> None:
    """Leave the attributes that mean something. `targets`: the ids to which links lead."""
    classes, tag = element.get("class") or "", str(element.tag)
    name = element.get("id") or (element.get("name") if tag == "a" else None)
    for attribute in list(element.attrib):
        if str(attribute) not in _EVERYWHERE | _KEPT.get(tag, set()):
            del element.attrib[attribute]
    if name in targets and name:
        element.set("id", name)
    if tag == "code":
        language = _CODE_LANGUAGE.search(classes)
        element.attrib.pop("class", None)
        if language:
            element.set("class", f"language-{language[1]}")
    if tag == "blockquote" and "pullquote" in classes:
        element.set("class", "pullquote")
    if tag in ("td", "th") and (aligned := _ALIGNED.search(classes)):
        element.set("class", f"align-{aligned[1]}")
