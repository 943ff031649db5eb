"""Articles with terms, and what their pages lead to."""

from archives import Archive
from kazarchive.options import Report
from parsed import texts


def beside(archive: Archive, tag: str) -> list[str]:
    return texts(archive, f"/tags/{tag}/", ".//section[@class='related']//a")


def pages(report: Report, ending: str = "/") -> set[str]:
    return {one.address for one in report.reasons if one.address.endswith(ending)}
