"""Files at the top of the site."""

import pytest

from archives import Archive
from kazarchive.changes import FileChange
from kazarchive.problems import ProblemsFound
from photos import photo

FILES = [
    "CNAME",
    "ads.txt",
    ".well-known/security.txt",
    ".nojekyll",
    "google12.html",
    "a/index.html",
]


def test_files_are_published_at_the_top_as_they_are(archive: Archive) -> None:
    archive.article("a.md")
    for name in FILES:
        archive.write(f"root/{name}", f"{name}\n")
    for name in (".DS_Store", ".well-known/.secret", "sub/.htaccess"):
        archive.write(f"root/{name}", "hidden")
    archive.build_as_clean()
    tree = archive.tree()
    assert {name: tree[name].decode() for name in FILES} == {name: f"{name}\n" for name in FILES}
    assert not [name for name, content in tree.items() if content == b"hidden"]
    assert archive.build().written == 0
    archive.write("root/ads.txt", "edited\n")
    archive.remove("root/CNAME")
    report = archive.build_as_clean()
    assert (report.written, report.removed) == (1, 1)
    assert archive.tree()["ads.txt"] == b"edited\n"


def test_an_image_at_the_top_loses_its_metadata(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("root/icon.jpg", photo((20, 12), exif={0x013B: "Aigerim"}))
    archive.build()
    assert b"Aigerim" not in archive.tree()["icon.jpg"]


@pytest.mark.parametrize(
    "name",
    (
        "robots.txt index.html tags/x.txt _headers 2022/index.html 404.html feed.xml old.html"
        " Old.html old.html/x 2022/01/05/a/index.html 2022/01/05/a/p.svg team/index.html team"
        " 1999 archive series"
    ).split(),
)
def test_a_file_at_the_top_never_replaces_a_page(archive: Archive, name: str) -> None:
    archive.article("a.md", "![P](p.svg)", aliases=["/old.html"])
    archive.write("articles/p.svg", "<svg/>")
    archive.write("pages/team.md", "---\ntitle: We\n---\n\nText.\n")
    archive.build()
    before = archive.tree()
    archive.write(f"root/{name}", "own")
    for _ in range(2):
        with pytest.raises(ProblemsFound) as refusal:
            archive.build()
        (problem,) = refusal.value.problems
        assert (problem.code, problem.place.path) == ("K0218", f"root/{name}")
    archive.build(keep_going=True)
    assert archive.tree() == before


def test_a_file_appears_when_its_address_becomes_free(archive: Archive) -> None:
    archive.article("a.md", aliases=["/old.html"])
    archive.write("root/old.html", "own")
    archive.build(keep_going=True)
    archive.article("a.md")
    archive.build_as_clean()
    assert archive.tree()["old.html"] == b"own"
    archive.article("b.md", aliases=["/old.html"])
    archive.build_as_clean(keep_going=True)
    assert archive.tree()["old.html"] != b"own"


def test_a_change_reaches_the_file_itself(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("root/CNAME", "a.example\n")
    with archive.prepared() as ready:
        kind = ready.renderer.kinds["root"]
        assert list(kind.addresses(ready.catalogue)) == ["/CNAME"]
        assert list(kind.touched(FileChange("root/CNAME"), ready.catalogue)) == ["/CNAME"]
        assert not list(kind.touched(FileChange("static/CNAME"), ready.catalogue))
        assert ready.renderer.kind("/CNAME") == "root"
