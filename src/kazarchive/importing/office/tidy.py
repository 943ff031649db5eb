"""The blocks of an office document, with the structure that its author only drew: items of lists,
captions, the head of a table, the levels of headings."""

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from kazarchive.importing.office import lists

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def tidy(body: HtmlElement) -> None:
    """Change the blocks of a document in place."""
    lists.join(body)
    _join_neighbours(body)
    _join_captions(body)
    for table in list(body.iter("table")):
        if _is_empty(table):
            table.drop_tree()
        else:
            _mark_head(table)
    for heading in body.iter(*_HEADINGS):
        _unmark(heading)
    for element in body.iter():
        for name in ("class", lists.MARK):
            element.attrib.pop(name, None)


def lower_headings(body: HtmlElement) -> None:
    """Make room for the title above the headings: the highest of them are `h2`."""
    headings = list(body.iter(*_HEADINGS))
    if any(heading.tag == "h1" for heading in headings):
        for heading in headings:
            heading.tag = f"h{min(6, int(heading.tag[1]) + 1)}"


def _join_neighbours(body: HtmlElement) -> None:
    """Lines of code after each other are one, and so are the paragraphs of a quotation."""
    for element in list(body.iter("pre", "blockquote")):
        before = element.getprevious()
        if before is None or before.tag != element.tag or (before.tail or "").strip():
            continue
        tail, element.tail = element.tail, None
        if element.tag == "pre":
            before.append(html.Element("br"))
        before.append(element)
        element.drop_tag()
        before.tail = tail


# --- captions -----------------------------------------------------------------------------------


def _join_captions(body: HtmlElement) -> None:
    """A caption after an image, or else before it, is that of the image; or both are one
    paragraph."""
    captions = [each for each in body.iter("p") if each.get("class") == "caption"]
    for caption in (each for each in captions if "".join(each.itertext()).strip()):
        if len(images := list(caption.iter("img"))) == 1:
            _divide(caption, images[0])
            continue
        for image in (caption.getprevious(), caption.getnext()):
            if image is not None and is_image(image):
                image.tag, caption.tag = "figure", "figcaption"
                image.append(caption)
                break


def _divide(paragraph: HtmlElement, image: HtmlElement) -> None:
    """Make a figure of a paragraph with an image and its caption."""
    image.drop_tree()
    image.tail = None
    caption = html.Element("figcaption")
    caption.text, paragraph.text = paragraph.text, None
    caption.extend(list(paragraph))
    paragraph.extend([image, caption])
    paragraph.tag = "figure"


def is_image(block: HtmlElement) -> bool:
    """Whether a paragraph has nothing but one image, which may be a link."""
    images = list(block.iter("img"))
    return block.tag == "p" and len(images) == 1 and not "".join(block.itertext()).strip()


# --- tables and bold text ------------------------------------------------------------------------


def _is_empty(table: HtmlElement) -> bool:
    return not "".join(table.itertext()).strip() and next(table.iter("img"), None) is None


def _mark_head(table: HtmlElement) -> None:
    """The first row is the head of a table if all of it is bold."""
    row = next((part for part in table.iter("tr")), None)
    if row is None or row.getparent().tag == "thead" or len(list(table.iter("tr"))) < 2:
        return
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if cells and all(is_bold(cell) and not cell.get("rowspan") for cell in cells):
        for cell in cells:
            cell.tag = "th"
            _unmark(cell)


def is_bold(element: HtmlElement) -> bool:
    """Whether all the text of an element is bold, and it has some."""
    return any(text.strip() for text in element.itertext()) and not any(_plain(element))


def _plain(element: HtmlElement) -> Iterator[bool]:
    """Whether each text outside `strong` can be seen."""
    yield bool((element.text or "").strip())
    for child in element:
        if child.tag != "strong":
            yield from _plain(child)
        yield bool((child.tail or "").strip())


def _unmark(element: HtmlElement) -> None:
    """What is bold by itself needs no marks."""
    if is_bold(element):
        for mark in list(element.iter("strong")):
            mark.drop_tag()
