"""Which media can stand beside their article, and why the others cannot."""

import pytest

from archives import Archive
from kazarchive.problems import Problem, ProblemsFound
from reading.articles import article, reading


def test_media_stand_beside_the_article() -> None:
    made = article(
        "image: lead.png", "![A](maps/a.svg) ![B](../b.svg) ![C](https://a.example/c.svg)"
    )
    assert made.entry.media == (
        ("/2022/01/05/cap/b.svg", "articles/b.svg"),
        ("/2022/01/05/cap/lead.png", "articles/2022/lead.png"),
        ("/2022/01/05/cap/maps/a.svg", "articles/2022/maps/a.svg"),
    )


@pytest.mark.parametrize("name", ["con.svg", "a:b.svg", ".a.svg", "nul"])
def test_a_media_file_must_have_a_name_for_every_disk(name: str) -> None:
    made = reading("title: A\ndate: 2022-01-05", f"![A](./{name})")
    assert [problem.code for problem in made.unfit] == ["K0208"]
    assert made.article is not None
    assert made.article.entry.media == ()


LONG = "x" * 300

NO_FILES = {
    "an address in parentheses": "[a]((https://example.org/a))",
    "a piece of an address": "![a](<(https:>)",
    "Liquid": '<img src="{{ site.url }}/a.png" alt="a">',
    "a Liquid tag": '<a href="{% post_url 2010-03-13-a %}">a</a>',
    "Hugo": "[a]({{<ref>}})",
    "Hugo in HTML": "<a href='{{< ref \"a\" >}}'>a</a>",
    "a variable": "[a](%7B%7Bsite.baseurl%7D%7D/a.pdf)",
    "a byte order mark": "![a](\ufeffmap.svg)",
    "a path of Windows": "![a](images%5Cmap.svg)",
    "a NUL": "[a](a%00b.csv)",
    "an over-long name": f"[a]({LONG}.csv)",
    "an over-long path": f"[a]({'/'.join(['yyyyyyyyy'] * 110)}.csv)",
    "a colon": "[a](a:b.csv)".replace("a:b", "a%3Ab"),
    "a question mark": "[a](a%3Fb.csv)",
    "a device": "![a](con.png)",
    "a full stop": "[a](..)",
    "hidden": "[a](.hidden.csv)",
    "a space at the end": "[a](table.csv%20)",
}


def told(archive: Archive, **options: bool) -> list[Problem]:
    return list(archive.build_as_clean(**options).problems)


@pytest.mark.parametrize("text", NO_FILES.values(), ids=NO_FILES)
def test_what_can_be_no_file_is_a_missing_one(archive: Archive, text: str) -> None:
    archive.article("a.md", f"First.\n\n{text}", image={"src": "x:y.png".replace(":", "%3A")})
    (lead, problem) = told(archive)
    assert (problem.code, problem.place.line, problem.severity) == ("K0404", 9, "warning")
    assert (lead.code, lead.place.line) == ("K0404", 4)
    assert len(problem.message) < 500
    assert "%3A" not in archive.page("/2022/01/05/a/"), "the lead image is not shown"


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("a:b.csv", "a%3Ab.csv", "K0208"),
        ("a|b.csv", "a%7Cb.csv", "K0208"),
        ("con.csv", "con.csv", "K0208"),
        ("a .d/b.csv", "a .d/b.csv".replace(" ", "%20"), None),
        ("dir\\b.csv", "dir%5Cb.csv", "K0208"),
        ("feed.xml", "feed.xml", "K0204"),
    ],
)
def test_a_name_that_cannot_be_published_matters_where_the_file_is_there(
    archive: Archive, name: str, written: str, code: str | None
) -> None:
    archive.configure(
        'title = "T"\nbase_url = "https://archive.example/"\n'
        '[articles]\npermalink = "/{slug}.html"\n'
    )
    archive.article("a.md", f"First.\n\n[x]({written})\n")
    if code:
        assert [one.code for one in told(archive)] == ["K0404"]
    archive.write(f"articles/{name}", "a,b")
    if code is None:
        assert told(archive) == []
        return
    with pytest.raises(ProblemsFound) as found:
        archive.build()
    (problem,) = found.value.problems
    assert (problem.code, problem.place.path, problem.place.line) == (code, "articles/a.md", 8)
    assert [one.code for one in told(archive, keep_going=True)] == [code]
    assert ">x</a>" in archive.page("/a.html"), "the article is published without the file"
    assert 'href="/a' not in archive.page("/a.html")[archive.page("/a.html").index("First.") :][:60]
    archive.remove(f"articles/{name}")
    assert [one.code for one in told(archive)] == ["K0404"]


@pytest.mark.parametrize(
    "src",
    ["C:\\photos\\a.jpg", "file:///home/a.jpg", "//cdn.example/a.jpg", "data:image/png;base64,A"],
)
def test_a_lead_image_that_no_page_can_show_is_told(archive: Archive, src: str) -> None:
    archive.article("a.md", image=src)
    (problem,) = told(archive)
    assert (problem.code, problem.place.line) == ("K0440", 4)
    archive.article("a.md", image="https://cdn.example/a.jpg")
    assert told(archive) == []
