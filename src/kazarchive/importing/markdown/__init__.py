"""The HTML of an article → Markdown as a person would write it.

Both engines render the result to the same text and structure as the source. `reader.py` turns the
tree into a small model (`values.py`), in which marks are joined and lie around words; `writer.py`
writes it as Markdown, and `elements.py` as HTML where Markdown has no form.
"""

from lxml.html import HtmlElement

from kazarchive.importing.markdown import footnotes, reader, writer


def body(tree: HtmlElement) -> str:
    """The content of an element as Markdown, without an empty line at its ends.

    The addresses of links and images are taken as they are. Elements that the sanitizer does not
    keep lose their tags, scripts and styles also their content.
    """
    return writer.written(*reader.read(tree, footnotes.found(tree)))
