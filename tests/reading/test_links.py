"""What the URLs in an article name: another article file, a media file, an address of the site."""

import time
from urllib.parse import unquote

import pytest

from kazarchive.reading.frontmatter import decode
from kazarchive.reading.links import Targets
from kazarchive.values import Link

ADDRESS = "/2022/01/05/cap/"
PATH = "articles/2022/cap.md"


def targets(text: str = "", address: str = ADDRESS) -> Targets:
    return Targets(address, decode(f"---\n---\n{text}\n".encode(), PATH), 3)


def link(written: str, is_image: bool = False) -> Link | None:
    return targets(written).link(written, is_image)


@pytest.mark.parametrize(
    ("written", "kind", "target", "fragment"),
    [
        ("gas.md", "article", "articles/2022/gas.md", ""),
        ("./gas.md", "article", "articles/2022/gas.md", ""),
        ("gas.markdown", "article", "articles/2022/gas.markdown", ""),
        ("../2021/gas.md#prices", "article", "articles/2021/gas.md", "prices"),
        ("../2021/gas.md?x=1#%D0%B0", "article", "articles/2021/gas.md", "а"),
        ("gas%20tax.md", "article", "articles/2022/gas tax.md", ""),
        ("#prices", "article", PATH, "prices"),
        ("?page=2", "article", PATH, ""),
        ("?page=2#prices", "article", PATH, "prices"),
        ("gas.md#prices:~:text=tenge", "article", "articles/2022/gas.md", "prices"),
        ("gas.md#:~:text=tenge", "article", "articles/2022/gas.md", ""),
        ("report.pdf?v=2#page=3", "media", "articles/2022/report.pdf", "page=3"),
        (" map.svg ", "media", "articles/2022/map.svg", ""),
        ("ma\np.svg", "media", "articles/2022/map.svg", ""),
        ("%D0%B8%CC%86.svg", "media", "articles/2022/й.svg", ""),
        ("/tags/%D0%B8%CC%86/", "address", "/tags/й/", ""),
        ("/tags/a%2Fb/", "address", "/tags/a%2Fb/", ""),
        ("/old/caf%E9.html", "address", "/old/caf%E9.html", ""),
        ("map.svg", "media", "articles/2022/map.svg", ""),
        ("maps/%D2%9B.svg", "media", "articles/2022/maps/қ.svg", ""),
        ("../map.svg", "media", "articles/map.svg", ""),
        ("data.csv#row", "media", "articles/2022/data.csv", "row"),
        ("/static/map.svg", "static", "/static/map.svg", ""),
        ("../../static/map.svg", "static", "/static/map.svg", ""),
        ("/2022/", "address", "/2022/", ""),
        ("/2022/01/05/gas/#prices", "address", "/2022/01/05/gas/", "prices"),
        ("/statics/a", "address", "/statics/a", ""),
        ("../../../secret.md", "outside", "../secret.md", ""),
        ("../../../../../etc/passwd", "outside", "../../../etc/passwd", ""),
        ("..%2F..%2F..%2Fsecret.md", "outside", "../secret.md", ""),
    ],
)
def test_a_url_of_the_project(written: str, kind: str, target: str, fragment: str) -> None:
    assert link(written) == Link(kind, written, target, fragment, 3)


def test_an_image_is_a_media_file_whatever_its_name() -> None:
    found = link("gas.md", is_image=True)
    assert found is not None
    assert found.kind == "media"


@pytest.mark.parametrize(
    "written",
    [
        "https://example.org/a.md",
        "HTTP://example.org",
        "//example.org/a",
        "mailto:a@example.org",
        "tel:+7",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "http://[::1/",
    ],
)
def test_a_url_that_leads_elsewhere(written: str) -> None:
    assert link(written) is None


@pytest.mark.parametrize("written", ["", "#", "?"])
def test_an_empty_url_leads_to_the_article_itself_and_shows_no_image(written: str) -> None:
    assert link(written) == Link("article", written, PATH, "", 3)
    assert link(written, is_image=True) is None


def test_each_written_form_is_there_once_with_its_first_line() -> None:
    text = "[A](gas.md)\n\n[B](map.svg)\n\n[C](gas.md) [D](./gas.md)"
    whole = '<a href="gas.md"><img src="map.svg"><a href="gas.md"><a href="./gas.md">'
    found = targets(text).links(whole)
    assert [(one.written, one.line) for one in found] == [
        ("gas.md", 3),
        ("map.svg", 5),
        ("./gas.md", 7),
    ]


def test_a_line_is_found_where_the_engine_has_encoded_the_url() -> None:
    (found,) = targets("Text.\n\n![A](қала.svg)").links('<img src="%D2%9B%D0%B0%D0%BB%D0%B0.svg">')
    assert (found.target, found.line) == ("articles/2022/қала.svg", 5)


def test_a_line_is_that_of_the_link_not_of_the_same_letters_elsewhere() -> None:
    text = "See a.md.\n\n[A](./a.md)\n\n[B](a.md) [c]\n\n[c]: <c d.md>\n"
    assert [targets(text).line_of(url) for url in ("a.md", "c%20d.md")] == [7, 9]


@pytest.mark.parametrize(
    "written",
    ["[a](c%20d.md)", "[a](<c d.md>)", '<a href="c d.md">', "<a href='c d.md'>", "[a]: <c d.md>"],
)
def test_a_line_is_found_however_a_url_is_written(written: str) -> None:
    assert targets(f"Text.\n\n{written}\n").line_of("c%20d.md") == 5


def test_urls_that_stand_nowhere_in_the_body_take_linear_time() -> None:
    urls = [f"made-up-{number}.md" for number in range(20_000)]
    found = targets("[a](b.md) and more of this text\n" * 20_000)
    began = time.process_time()
    assert {found.line_of(url) for url in urls} == {3}
    assert time.process_time() - began < 1


def test_the_lines_of_many_links_are_found_in_little_time() -> None:
    urls = [f"%D0%B0{number}.md" for number in range(20_000)]
    text = "\n".join(f"[a]({unquote(url)}) and more of this text" for url in urls)
    whole = "".join(f'<a href="{url}">' for url in urls)
    began = time.process_time()
    assert [link.line for link in targets(text).links(whole)] == list(range(3, 20_003))
    assert time.process_time() - began < 2


def test_a_url_that_stands_nowhere_is_told_with_the_bodys_first_line() -> None:
    assert targets("Text.").line_of("made-up.svg") == 3


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("articles/2022/map.svg", "/2022/01/05/cap/map.svg"),
        ("articles/2022/maps/a.svg", "/2022/01/05/cap/maps/a.svg"),
        ("articles/map.svg", "/2022/01/05/cap/map.svg"),
        ("pictures/deep/map.svg", "/2022/01/05/cap/map.svg"),
    ],
)
def test_media_are_published_beside_the_article(target: str, address: str) -> None:
    assert targets().address_of_media(target) == address


def test_media_of_an_article_without_a_folder_stand_in_the_folder_above() -> None:
    of = targets(address="/2022/cap.html")
    assert of.address_of_media("articles/2022/map.svg") == "/2022/map.svg"


def test_media_are_listed_once_in_order() -> None:
    of = targets()
    written = ["b.svg", "gas.md", "./b.svg", "a.svg", "/static/x.svg"]
    found = tuple(filter(None, (of.link(one, False) for one in written)))
    assert of.media(found) == (
        ("/2022/01/05/cap/a.svg", "articles/2022/a.svg"),
        ("/2022/01/05/cap/b.svg", "articles/2022/b.svg"),
    )
