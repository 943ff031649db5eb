"""Law 7: nothing is written outside the output, and nothing that is not ours is overwritten or
deleted there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archives import CONFIG, MEMORY, Archive, article, tree
from kazarchive.config import reader
from kazarchive.problems import ProblemsFound

NASTY = [
    "..",
    "../..",
    "../../../escaped",
    "/../../escaped",
    "/a/../../escaped/",
    "/a/..%2f..%2fescaped",
    "%2e%2e/%2e%2e/escaped",
    "..\\..\\escaped",
    "/etc/passwd",
    "//host/share",
    "\\\\host\\share",
    "C:/escaped",
    "c:escaped",
    "file:///escaped",
    "https://elsewhere.example/",
    "a\0b",
    "a\nb",
    "\u202egpj.exe",
    "．．/escaped",
    "․․/escaped",
    "con",
    "nul.md",
    "COM1",
    "a" * 300,
    "я" * 200,
    "a.",
    "a ",
    ".htaccess",
    ".kazarchive-output.json",
    "/.kazarchive-output.json",
    "/.kazarchive-staging/x",
    "index.html",
    "/index.html",
    "/feed.xml",
    "/static/style.css",
    "/2022/01/05/",
    "-",
    "~",
    "~/escaped",
    "$HOME",
    "a*b",
    "<b>",
    "'; DROP TABLE article; --",
    "{{ 7 * 7 }}",
]
PIECES = [*"./\\:~ \0aé", "..", "e\u0301", "%2e", "%2f", "%00", "index.html"]

nasty = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder)


def build_one(place: Path, text: str) -> None:
    """Build an archive of one article, and assert that nothing but its site was written."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        archive = Archive(Path(folder) / "one/two/three/four")
        archive.write("articles/a.md", text)
        archive.write("articles/pic.svg", "<svg/>")
        sources = tree(archive.root)
        report = archive.build(keep_going=True)
        assert report.articles + report.refused == 1
        assert len(archive.tree()) == report.pages
        assert tree(archive.root) == sources
        assert {path.name for path in archive.folder.iterdir()} == {"project", "public", "state"}
        around = [path for path in place.rglob("*") if archive.folder not in (path, *path.parents)]
        assert [path.name for path in around] == [Path(folder).name, "one", "two", "three"]
        assert not [path for path in archive.output.rglob("*") if path.is_symlink()]


@pytest.fixture
def generated(long: bool) -> settings:
    few = settings(max_examples=200 if long else 30, deadline=None, derandomize=True)
    return settings(few, suppress_health_check=list(HealthCheck))


def test_no_slug_leads_outside(place: Path, generated: settings) -> None:
    @generated
    @given(slug=nasty)
    def holds(slug: str) -> None:
        build_one(place, article(slug=slug))

    holds()


def test_no_alias_leads_outside(place: Path, generated: settings) -> None:
    @generated
    @given(alias=nasty)
    @example(alias="/a/%2e%2e/%2e%2e/%2e%2e/escaped")
    def holds(alias: str) -> None:
        build_one(place, article(aliases=[alias, "/" + alias]))

    holds()


def test_no_term_leads_outside(place: Path, generated: settings) -> None:
    @generated
    @given(term=nasty)
    def holds(term: str) -> None:
        terms = {"tags": [term], "authors": [term]}
        build_one(place, article(**terms, title=f"T{term}", translation_key=term))

    holds()


def test_no_link_or_image_leads_outside(place: Path, generated: settings) -> None:
    @generated
    @given(name=nasty)
    def holds(name: str) -> None:
        body = f"![x](<{name}>) [y](<{name}>) ![z](../articles/{name}) ![p](pic.svg)"
        build_one(place, article(body, image={"src": name, "alt": "x"}))

    holds()


NAMES = ["a b.svg", "..svg", "con.svg", "a\\b.svg", "é.svg", "я" * 120, "%2e%2e"]


@pytest.mark.parametrize("name", NAMES)
def test_a_media_file_is_published_under_a_safe_name_or_not_at_all(place: Path, name: str) -> None:
    archive = Archive(place / "media")
    archive.write(f"articles/{name}", "<svg/>")
    archive.article("a.md", f"![x](<{name}>)")
    report = archive.build(keep_going=True)
    assert len(archive.tree()) == report.pages
    assert {path.name for path in archive.folder.iterdir()} == {"project", "public", "state"}
    shutil.rmtree(archive.folder)


@pytest.mark.parametrize("slug", ["../../escaped", "/etc", "", ".", "..", "a/b", "c:x"])
def test_no_slug_of_the_configuration_leads_outside(archive: Archive, slug: str) -> None:
    archive.configure(CONFIG + f'[taxonomies]\ntags = {{ slugs = {{ "C++" = "{slug}" }} }}\n')
    with pytest.raises(ProblemsFound, match="K0603"):
        reader.load(archive.root)


# --- what is not ours ---------------------------------------------------------------------------


def test_a_folder_with_foreign_files_is_refused_and_left_alone(archive: Archive) -> None:
    archive.article("a.md")
    archive.output.mkdir()
    (archive.output / "mine.txt").write_text("mine")
    for _ in range(2):
        with pytest.raises(ProblemsFound, match="K0701"):
            archive.build(keep_going=True, full=True)
        assert tree(archive.output) == {"mine.txt": b"mine"}


def test_the_output_of_another_archive_is_refused(archive: Archive, tmp_path: Path) -> None:
    archive.article("a.md")
    archive.build()
    other = Archive(tmp_path / "other")
    other.configure('title = "Other"\nbase_url = "https://other.example/"\n')
    other.article("b.md")
    before = archive.tree()
    with pytest.raises(ProblemsFound, match="K0701"):
        other.build_into(archive.output, other.state)
    other.build()
    with pytest.raises(ProblemsFound, match="K0701"):
        other.build_into(archive.output, other.state)
    assert archive.tree() == before


def test_foreign_files_in_the_output_are_kept(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    foreign = ["CNAME", ".nojekyll", "2022/01/05/a/mine.txt", "2022/mine/index.html"]
    for name in foreign:
        (archive.output / name).parent.mkdir(exist_ok=True)
        (archive.output / name).write_text("mine")
    archive.remove("articles/a.md")
    archive.article("b.md", date="2021-01-01")
    archive.build()
    archive.build(full=True)
    assert {name: archive.tree()[name] for name in foreign} == dict.fromkeys(foreign, b"mine")
    assert "2022/01/05/a/index.html" not in archive.tree()


@pytest.mark.parametrize("name", ["2022/01/05/b/index.html", "old.html/mine.txt"])
def test_a_foreign_file_where_a_page_belongs_is_kept(archive: Archive, name: str) -> None:
    archive.article("a.md")
    archive.build()
    (archive.output / name).parent.mkdir(parents=True)
    (archive.output / name).write_text("mine")
    before = archive.tree()
    archive.article("b.md", aliases=["/old.html"])
    for _ in range(2):
        with pytest.raises(ProblemsFound, match="K0705"):
            archive.build()
        assert archive.tree() == before
    (archive.output / name).unlink()
    (archive.output / name).parent.rmdir()
    archive.build_as_clean()


def test_a_foreign_folder_of_a_pages_name_is_kept_when_the_page_goes(archive: Archive) -> None:
    archive.article("a.md", aliases=["/old.html"])
    archive.build()
    (archive.output / "old.html").unlink()
    (archive.output / "old.html").mkdir()
    (archive.output / "old.html/mine.txt").write_text("mine")
    archive.article("a.md")
    archive.build()
    assert archive.tree()["old.html/mine.txt"] == b"mine"
