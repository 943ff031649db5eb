"""A file in `pages/` → a page, or every reason why not."""

import time
from contextlib import suppress

import pytest

from archives import CONFIG, Archive
from kazarchive.config.options import Site
from kazarchive.problems import ProblemsFound
from kazarchive.reading import frontmatter, standalone
from pages.standing_alone import ABOUT, listed, told

WRONG = {
    "tags": (ABOUT, "K0204"),
    "2022": (ABOUT, "K0204"),
    "search": (ABOUT, "K0204"),
    "ru": (ABOUT, "K0204"),
    "about.fr": (ABOUT, "K0115"),
    "near": (ABOUT.replace("title: About", "title: A\ntitel: About"), "K0131"),
    "dated": (ABOUT.replace("title: About", "title: About\ndate: 2022-01-01"), "K0131"),
    "untitled": ("---\norder: 1\n---\n\nText.\n", "K0104"),
    "empty": ('---\ntitle: ""\n---\n\nText.\n', "K0117"),
    "list": ("---\ntitle: [a]\n---\n\nText.\n", "K0105"),
    "order": ("---\ntitle: A\norder: first\n---\n\nText.\n", "K0105"),
    "bare": ("Text.\n", "K0101"),
}


def test_what_is_wrong_with_pages_is_told_at_once_with_its_place(trilingual: Archive) -> None:
    trilingual.article("a.md")
    trilingual.write("pages/good.md", ABOUT)
    for name, (text, _) in WRONG.items():
        trilingual.write(f"pages/{name}.md", text)
    expected = [(code, f"pages/{name}.md") for name, (_, code) in WRONG.items()]
    with pytest.raises(ProblemsFound) as found:
        trilingual.build()
    assert sorted(told(found.value)) == sorted(expected)
    assert not trilingual.output.exists() or not trilingual.tree()
    report = trilingual.build_as_clean(keep_going=True)
    assert sorted(told(report)) == sorted(expected)
    assert listed(trilingual, "/") == listed(trilingual, "/about/") == ["/base/good/"]


SITE = Site(titles=(("", "T"),), base_url="https://archive.example/", languages=("en", "ru"))


def read(text: str, path: str = "pages/a.md", site: Site = SITE) -> standalone.PageReading:
    return standalone.read(text.encode(), path, site)


def codes(text: str) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in read(text).problems]


def test_what_is_wrong_with_blocks_is_told_and_refuses_the_page() -> None:
    text = "---\ntitle: About\n---\nText.\n\n:::asid\nText.\n:::\n\n:::aside\nText.\n"
    assert codes(text) == [("K0441", 6), ("K0442", 10)]
    assert read(text).page is None
    assert read(text.replace("asid\n", "aside\n") + ":::\n").page


TITLES = {
    "# About": "About",
    "\n\n  #   About us ##  ": "About us",
    "# `serve` and *more* [here](x.md)": "serve and more here",
    "# C#": "C#",
    "# Цены & газ": "Цены & газ",
    "---\norder: 1\n---\n\n# About": "About",
    "---\ntitle: Given\n---\n# About": "Given",
}


@pytest.mark.parametrize(("text", "title"), TITLES.items())
def test_the_first_heading_is_the_title_unless_one_is_given(text: str, title: str) -> None:
    page = read(f"{text}\n\nText.\n").page
    assert page
    assert page.title == title
    assert page.summary == "Text."


UNTITLED = {
    "Text.": ("K0101", 1),
    "## About": ("K0101", 1),
    "#About": ("K0101", 1),
    "Text.\n\n# About": ("K0101", 1),
    "---\norder: 1\n---\nText.\n\n# About": ("K0104", 1),
    "---\norder: 1\n---\n\n# ![](a.png)": ("K0117", 5),
    "# ![](a.png)": ("K0117", 1),
}


@pytest.mark.parametrize(("text", "problem"), UNTITLED.items())
def test_other_beginnings_are_no_title(text: str, problem: tuple[str, int]) -> None:
    assert codes(f"{text}\n") == [problem]


def test_problems_below_the_heading_have_their_own_line() -> None:
    assert codes("\n# About\n\nText.\n\n[a](b.md) [^1]\n") == [("K0411", 6)]


@pytest.mark.parametrize("front", ["", "---\norder: 1\n---\n"])
def test_the_body_is_what_is_below_the_heading(front: str) -> None:
    source = frontmatter.decode(f"{front}# About\n\nText.\n\n# More\n".encode(), "pages/a.md")
    parsed, title = frontmatter.parse_page(source)
    assert title
    assert parsed.body == frontmatter.body(source) == "\nText.\n\n# More\n"


def test_the_body_of_an_article_keeps_its_first_heading() -> None:
    source = frontmatter.decode(b"---\ntitle: A\n---\n# About\nText.\n", "articles/a.md")
    assert frontmatter.body(source) == frontmatter.parse(source).body == "# About\nText.\n"


@pytest.mark.parametrize(
    "text", ["# a" + " " * 900_000 + "b", "\n" * 900_000, "# " + "#" * 900_000]
)
def test_a_long_heading_takes_no_time(text: str) -> None:
    before = time.process_time()
    source = frontmatter.decode((text + "\n\nText.").encode(), "pages/a.md")
    with suppress(ProblemsFound):
        frontmatter.parse_page(source)
    assert time.process_time() - before < 2


ADDRESSES = {
    "pages/a.md": "/a/",
    "pages/index.md": "/",
    "pages/README.md": "/",
    "pages/README.ru.md": "/ru/",
    "pages/index.ru.markdown": "/ru/",
    "pages/about.md": "/about/",
}


@pytest.mark.parametrize(("path", "address"), ADDRESSES.items())
def test_an_index_or_a_readme_is_the_front_page(path: str, address: str) -> None:
    page = read("# A\n", path).page
    assert page
    assert page.address == address


def test_an_edit_of_a_page_without_front_matter_reaches_its_page_alone(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("pages/team.md", "# Team\n\nWho we are.\n\n## All\n\nAll of us.\n")
    archive.build()
    assert archive.page("/team/").count("Team</h1>") == 1
    assert '<h2 id="all">All</h2>' in archive.page("/team/")
    archive.write("templates/colophon.html", "<footer>F</footer>")
    archive.build_as_clean()  # its body is rendered from the file again
    assert archive.page("/team/").count("Team<") == 1
    archive.write("pages/team.md", "# Team\n\nWho we are.\n\n## All\n\nNearly all.\n")
    report = archive.build_as_clean()
    assert (report.rendered, report.written) == (1, 1)


def test_pages_lie_in_the_folder_that_the_configuration_names(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("texts/b.md", "# B\n\n[a](../articles/a.md)\n")
    archive.write("c.md", "# C\n\n[a](articles/a.md) [d](d.md#e)\n")
    archive.write("d.md", "# D\n\n## E\n")
    archive.write("notes.txt", "Notes.")
    archive.write("sub/e.md", "# E\n")
    archive.configure(CONFIG + "[pages]\nfolder = 'texts'\n")
    archive.build()
    assert "/b/index.html" in {f"/{name}" for name in archive.tree()}
    assert "c/index.html" not in archive.tree()
    archive.configure(CONFIG + "[pages]\nfolder = '.'\n")
    report = archive.build_as_clean()
    assert report.problems == ()
    assert {"c/index.html", "d/index.html"} <= archive.tree().keys()
    assert not {"b/index.html", "e/index.html"} & archive.tree().keys()
    assert '<a href="/d/#e">d</a>' in archive.page("/c/")
    assert archive.build().rendered == 0
    archive.remove("d.md")
    assert [one.code for one in archive.build_as_clean().problems] == ["K0401"]
    archive.write("d.md", "# D\n\n## E\n")
    archive.configure(CONFIG)
    archive.build_as_clean()
    assert "c/index.html" not in archive.tree()


def test_pages_in_the_archives_own_folder_leave_other_files_alone(archive: Archive) -> None:
    archive.configure(CONFIG + "[pages]\nfolder = '.'\n")
    archive.article("a.md")
    archive.write("index.md", "# T\n")
    (archive.root / "huge.bin").symlink_to("/dev/zero")
    (archive.root / "away").symlink_to("/etc")
    assert archive.build().problems == ()
    (archive.root / "away.md").symlink_to("/etc/hostname")
    assert [one.code for one in archive.build(keep_going=True).problems] == ["K0302"]
