"""Articles with terms, and what their pages lead to."""

from archives import Archive
from parsed import texts


def beside(archive: Archive, tag: str) -> list[str]:
    return texts(archive, f"/tags/{tag}/", ".//section[@class='related']//a")


def pages(report, ending: str = "/") -> set[str]:
    return {one.address for one in report.reasons if one.address.endswith(ending)}
