"""The pages of authors about whom there is a file."""

import json
import re
from typing import Any

import pytest

from archives import SMALL, Archive
from kazarchive.options import Report
from parsed import texts
from photos import photo

LANGUAGES = 'languages = ["en", "kk"]\n'
PAGE = "/authors/aigerim/"
PERSON = """\
---
name: Aigerim
names: [A. Sadyk]
role: City reporter
photo: face.jpg
email: aigerim@site.example
links:
  Telegram: https://t.example/aigerim
---

Aigerim writes [about water](../articles/1.md).

Before, she kept a museum.
"""


def person(archive: Archive, text: str = PERSON, name: str = "aigerim") -> None:
    archive.write(f"authors/{name}.md", text)


@pytest.fixture
def known(archive: Archive) -> Archive:
    """Three articles by two authors; there is a file about one of them."""
    head, _, images = SMALL.partition("[")
    archive.configure(f"{head}{LANGUAGES}[{images}")
    archive.article("1.md", title="Water", date="2022-01-01", authors=["Aigerim"])
    archive.article("2.md", title="Heat", date="2022-01-02", authors=["Bolat"])
    archive.article("3.md", title="Roads", date="2022-01-03", authors=["A. Sadyk", "Bolat"])
    archive.article("1.kk.md", title="Су", date="2022-01-01", authors=["Aigerim"])
    archive.write("authors/face.jpg", photo((120, 160)))
    person(archive)
    archive.build()
    return archive


def linked(archive: Archive, address: str) -> Any:
    found = re.search(r'ld\+json">(.*?)</script>', archive.page(address), re.DOTALL)
    return json.loads(found[1]) if found else None


def authors(archive: Archive, address: str) -> Any:
    return linked(archive, address)["@graph"][0]["author"]


def rendered(report: Report, kind: str = "article") -> set[str]:
    return {one.address for one in report.reasons if one.kind == kind}


def test_the_page_of_an_author_shows_the_biography(known: Archive) -> None:
    (section,) = texts(known, PAGE, './/section[@class="person"]')
    shown = "City reporter Aigerim writes about water. Before, she kept a museum."
    assert section.startswith(shown)
    assert section.endswith("Telegram aigerim@site.example")
    page = known.page(PAGE)
    assert 'href="/2022/01/01/1/"' in page.partition('class="person"')[2].partition("</section>")[0]
    assert 'src="/authors/aigerim/face.jpg"' in page
    assert 'alt="Photograph: Aigerim"' in page
    assert "face.jpg.40.avif 40w" in page
    assert (known.output / "authors/aigerim/face.jpg.80.webp").is_file()


def test_another_spelling_is_the_same_person(known: Archive) -> None:
    assert texts(known, "/authors/a-sadyk/", './/section[@class="person"]/div/p') == [
        "City reporter"
    ]
    assert 'src="/authors/aigerim/face.jpg"' in known.page("/authors/a-sadyk/")


def test_a_biography_is_in_its_language_only(known: Archive) -> None:
    assert "person" not in known.page("/kk/authors/aigerim/")
    person(known, PERSON.replace("City reporter", "Қала тілшісі"), "aigerim.kk")
    known.build_as_clean()
    assert "Қала тілшісі" in known.page("/kk/authors/aigerim/")
    assert "City reporter" in known.page(PAGE)


def test_machines_are_told_who_wrote_an_article(known: Archive) -> None:
    facts = {
        "image": "https://archive.example/authors/aigerim/face.jpg",
        "jobTitle": "City reporter",
        "sameAs": ["https://t.example/aigerim"],
    }
    url = "https://archive.example" + PAGE
    assert authors(known, "/2022/01/01/1/") == [
        {"@type": "Person", "name": "Aigerim", "url": url, **facts}
    ]
    first, second = authors(known, "/2022/01/03/3/")
    assert (first["name"], first["jobTitle"]) == ("A. Sadyk", "City reporter")
    assert second == {
        "@type": "Person",
        "name": "Bolat",
        "url": "https://archive.example/authors/bolat/",
    }
    profile = linked(known, PAGE)
    assert profile["@type"] == "ProfilePage"
    assert profile["mainEntity"] == {
        "@type": "Person",
        "@id": url,
        "name": "Aigerim",
        "url": url,
        **facts,
        "description": "Aigerim writes about water.",
        "email": "aigerim@site.example",
    }
    assert linked(known, "/authors/bolat/") is None


def test_an_edited_biography_affects_the_pages_of_the_author_only(known: Archive) -> None:
    person(known, PERSON.replace("a museum", "an archive"))
    report = known.build_as_clean()
    assert rendered(report, "listing") == {PAGE, "/authors/a-sadyk/"}
    assert rendered(report) == set()


def test_another_role_affects_the_articles_of_the_author(known: Archive) -> None:
    person(known, PERSON.replace("City reporter", "Editor"))
    assert rendered(known.build_as_clean()) == {"/2022/01/01/1/", "/2022/01/03/3/"}
    known.remove("authors/aigerim.md")
    assert rendered(known.build_as_clean()) == {"/2022/01/01/1/", "/2022/01/03/3/"}
    assert not (known.output / "authors/aigerim/face.jpg").exists()


def test_a_photograph_comes_and_goes(known: Archive) -> None:
    known.remove("authors/face.jpg")
    report = known.build_as_clean()
    assert [(one.code, one.place.path, one.place.line) for one in report.problems] == [
        ("K0404", "authors/aigerim.md", 5)
    ]
    assert "face.jpg" not in known.page(PAGE)
    assert "image" not in authors(known, "/2022/01/01/1/")[0]
    known.write("authors/face.jpg", photo((30, 40)))
    assert known.build_as_clean().problems == ()
    assert "face.jpg" in known.page(PAGE)
    known.write("authors/face.jpg", b"no image")
    (problem,) = known.build_as_clean(keep_going=True).problems
    assert (problem.code, problem.place.path) == ("K0310", "authors/aigerim.md")


def test_an_image_in_a_biography_is_published(known: Archive) -> None:
    known.write("authors/desk.png", photo((100, 50), "PNG"))
    person(known, PERSON + "\n![Her desk](desk.png)\n")
    known.build_as_clean()
    assert "desk.png.40.avif" in known.page(PAGE)


def test_links_of_a_biography_are_followed(known: Archive) -> None:
    known.article("1.md", title="Water", date="2022-01-01", slug="moved", authors=["Aigerim"])
    known.build_as_clean()
    assert 'href="/2022/01/01/moved/"' in known.page(PAGE)
    known.remove("articles/1.md")
    known.article("4.md", date="2022-01-01", authors=["Aigerim"])
    (problem,) = known.build_as_clean().problems
    assert (problem.code, problem.place.path) == ("K0401", "authors/aigerim.md")
    assert problem.place.line == 11


def test_without_the_folder_nothing_changes(known: Archive) -> None:
    for name in ("aigerim.md", "face.jpg"):
        known.remove(f"authors/{name}")
    (known.root / "authors").rmdir()
    known.build_as_clean()
    page = known.page(PAGE)
    assert "person" not in page
    assert "ld+json" not in page
