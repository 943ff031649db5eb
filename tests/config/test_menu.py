"""The links at the top of each page."""

import re

from archives import CONFIG, TRILINGUAL, Archive

ITEMS = """\
[menu]
items = [
  "archive",
  { term = "tags/fuel", label = { en = "Fuel", ru = "Топливо" } },
  { year = 2022 },
  { page = "team", label = "Team" },
  { url = "https://egov.kz/", label = "eGov" },
  "tags",
  "front",
]
"""


def links(page: str) -> list[tuple[str, str]]:
    nav = page.partition('<nav class="sections"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', nav)


def test_items_are_there_in_their_order_and_languages(trilingual: Archive) -> None:
    trilingual.configure(TRILINGUAL + ITEMS)
    trilingual.article("a.md", tags=["Fuel"])
    for name in ("team", "team.ru", "team.kk"):
        trilingual.write(f"pages/{name}.md", "# Team\n")
    assert not trilingual.build().problems
    assert links(trilingual.page("/")) == [
        ("/base/archive/", "Archive"),
        ("/base/tags/fuel/", "Fuel"),
        ("/base/2022/", "2022"),
        ("/base/team/", "Team"),
        ("https://egov.kz/", "eGov"),
        ("/base/tags/", "Tags"),
        ("/base/", "Front page"),
    ]
    assert ("/base/ru/tags/fuel/", "Топливо") in links(trilingual.page("/ru/"))
    assert "Fuel" not in [label for _, label in links(trilingual.page("/kk/"))]


def test_a_page_that_is_not_there_is_told(archive: Archive) -> None:
    archive.configure(CONFIG + '[menu]\nitems = [{ page = "team", label = "Team" }]\n')
    archive.article("a.md")
    assert [problem.code for problem in archive.build().problems] == ["K0215"]
