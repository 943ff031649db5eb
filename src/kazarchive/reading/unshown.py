"""Images that few browsers show, and that are published as they are (K0435)."""

from collections.abc import Iterator

from kazarchive.problems import Problem
from kazarchive.reading.links import Targets
from kazarchive.rules import html, image_names, urls


def review(body: str, targets: Targets) -> Iterator[Problem]:
    """`body`: the HTML of an article, with links as written."""
    told: set[str] = set()
    for image in html.images(body):
        written = image.attributes.get("src", "")
        if written not in told and is_unshown(written, targets):
            told.add(written)
            place = targets.source.place(targets.line_of(written))
            yield Problem("K0435", place, {"target": written})


def is_unshown(written: str, targets: Targets) -> bool:
    """Whether an image has a form that is not converted: it is of another site or in `static/`, or
    no image is."""
    if not image_names.is_foreign(urls.apart(urls.trimmed(written))[0]):
        return False
    link = targets.link(written, True, 1)
    return link is None or link.kind != "media" or not targets.converted
