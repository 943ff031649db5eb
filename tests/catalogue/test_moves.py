"""What a build says of articles whose address is another: once, and of no others."""

import pytest

from archives import CONFIG, Archive


def told(archive: Archive, **options: bool) -> list[str]:
    moves = archive.build(**options).moves
    return [f"{one.place.path} {one.values['old']} {one.values['new']}" for one in moves]


@pytest.fixture
def built(archive: Archive) -> Archive:
    for name in "abc":
        archive.article(f"{name}.md")
    archive.build()
    return archive


def test_a_move_is_told_once(built: Archive) -> None:
    built.article("a.md", slug="x")
    built.article("b.md", date="2022-01-06")
    assert told(built) == [
        "articles/a.md /2022/01/05/a/ /2022/01/05/x/",
        "articles/b.md /2022/01/05/b/ /2022/01/06/b/",
    ]
    assert told(built) == []
    built.article("a.md", "Edited.", slug="x")
    assert told(built) == []


def test_what_keeps_the_address_is_no_move(built: Archive) -> None:
    built.article("a.md", slug="x", aliases="/2022/01/05/a/")
    built.article("b.md", slug="c")
    built.article("c.md", slug="b")
    assert told(built) == []


def test_what_goes_away_does_not_move(built: Archive) -> None:
    built.article("a.md", slug="x", draft=True)
    built.article("b.md", date="2122-01-05")
    built.remove("articles/c.md")
    assert told(built) == []


def test_a_first_publication_is_no_move(archive: Archive) -> None:
    archive.article("a.md", draft=True)
    archive.build()
    archive.article("a.md", slug="x", draft=True)
    assert told(archive) == []
    archive.article("a.md", slug="y")
    assert told(archive) == []


def test_what_no_build_has_published_does_not_move(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("templates/article.html", "{{ nothing }}")
    with pytest.raises(Exception, match="K0501"):
        archive.build()
    archive.article("a.md", slug="x")
    archive.remove("templates/article.html")
    assert told(archive) == []


def test_a_move_there_and_back_is_none(built: Archive) -> None:
    built.article("a.md", slug="x")
    built.article("b.md", title=["no", "title"])
    with pytest.raises(Exception, match="K0105"):
        built.build()
    built.article("a.md")
    built.article("b.md", slug="y")
    assert told(built) == ["articles/b.md /2022/01/05/b/ /2022/01/05/y/"]


def test_a_build_that_fails_while_rendering_leaves_it_to_the_next(built: Archive) -> None:
    built.article("a.md", slug="x")
    built.write("templates/article.html", "{{ nothing }}")
    with pytest.raises(Exception, match="K0501"):
        built.build()
    built.remove("templates/article.html")
    assert told(built) == ["articles/a.md /2022/01/05/a/ /2022/01/05/x/"]


def test_a_move_stops_no_strict_build(built: Archive) -> None:
    built.article("a.md", slug="x")
    assert len(told(built, strict=True)) == 1


def test_another_permalink_is_told_in_one_line_if_it_moves_many(built: Archive) -> None:
    for number in range(10):
        built.article(f"n{number}.md", date=f"20{number + 10}-01-05")
    built.build()
    built.configure(f'{CONFIG}[articles]\npermalink = "/{{year}}/{{slug}}/"\n')
    (one,) = built.build().moves
    assert (one.code, one.values["count"], one.place.path) == ("K0210", "13", "articles/a.md")
    assert told(built) == []
