"""The media files of articles, each published beside the articles that use it."""

import pytest

from archives import CONFIG, SMALL, Archive
from kazarchive.problems import ProblemsFound
from photos import moving, photo

PAGE = "/2022/01/05/a/"


@pytest.mark.parametrize("name", ["p.svg", "p.gif", "p.pdf", "p.txt"])
def test_drawings_moving_images_and_other_files_are_published_as_they_are(
    small: Archive, name: str
) -> None:
    content = moving(3) if name == "p.gif" else b'<svg onload="x()"/>'
    small.write(f"articles/{name}", content)
    small.article("a.md", f"![One]({name})")
    small.build()
    assert small.tree()[f"2022/01/05/a/{name}"] == content
    assert "<svg" not in small.page(PAGE)
    assert "<picture" not in small.page(PAGE)
    assert ('width="16" height="16"' in small.page(PAGE)) == (name == "p.gif")


def test_without_images_in_the_configuration_every_file_is_published_as_it_is(
    small: Archive,
) -> None:
    small.configure(CONFIG + "[images]\nenabled = false\n")
    small.write("articles/p.jpg", b"anything")
    small.article("a.md", image="p.jpg")
    small.build()
    assert small.tree()["2022/01/05/a/p.jpg"] == b"anything"
    small.configure(SMALL)
    with pytest.raises(ProblemsFound):
        small.build()


def test_no_article_takes_the_address_of_a_size(small: Archive) -> None:
    small.write("articles/p.jpg.40.avif", photo((200, 120), "AVIF"))
    small.article("a.md", "![One](p.jpg.40.avif)")
    small.article("b.md", aliases=["/x/p.jpg.800.webp"])  # stands for a folder
    with pytest.raises(ProblemsFound) as found:
        small.build()
    assert [one.code for one in found.value.problems] == ["K0204"]
