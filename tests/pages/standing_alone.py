"""Pages of `pages/`, and what leads to them."""

import re

from archives import Archive
from kazarchive.options import Report
from kazarchive.problems import ProblemsFound

ABOUT = "---\ntitle: About\n---\n\nWho we are.\n"


def told(problems: ProblemsFound | Report) -> list[tuple[str, str]]:
    return [(one.code, one.place.path) for one in problems.problems]


def footer(archive: Archive, address: str) -> str:
    """The page about the archive to which a page's footer links."""
    page = archive.page(address)
    return str(re.findall(r'<a href="([^"]*)"', page[page.index('<footer class="colophon"') :])[0])


def listed(archive: Archive, address: str) -> list[str]:
    """The pages without a date to which the page about the archive, or a front page, leads."""
    title = {"ru": "Об архиве", "kk": "Мұрағат туралы"}.get(address.split("/")[1])
    heading = r"[^<]*" if address.endswith("/about/") else title or "About this archive"
    pattern = rf"<h2>(?:<a[^>]*>)?{heading}(?:</a>)?</h2>\n<ul.*?</ul>"
    found = re.search(pattern, archive.page(address), re.S)
    return re.findall(r'<a href="([^"]*)">[^<]', found[0].partition("<ul")[2]) if found else []
