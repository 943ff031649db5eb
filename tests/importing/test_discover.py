"""Which files an import looks at, and by which names they are known."""

import os
from pathlib import Path

from archives import Archive
from importing.documents import TWO, read, run
from kazarchive.importing.discover import Candidate
from kazarchive.importing.document import Document


def test_folders_are_walked_in_the_order_of_names(trilingual: Archive) -> None:
    for name in ("b.txt", "a/2.txt", "a/10.TXT", "c/d/e.txt", "a.md", ".hidden.txt", ".git/x.txt"):
        trilingual.write(f"seeds/{name}", f"Title {name}\n\nText.\n")
    rows = run(trilingual, "seeds", "seeds/b.txt")
    assert [(row.document, row.outcome) for row in rows] == [
        ("seeds/a/10.TXT", "draft"),
        ("seeds/a/2.txt", "draft"),
        ("seeds/a.md", "skipped"),
        ("seeds/b.txt", "draft"),
        ("seeds/c/d/e.txt", "draft"),
    ]


def test_a_document_outside_is_remembered_by_its_name_alone(
    trilingual: Archive, tmp_path: Path
) -> None:
    outside = tmp_path / "elsewhere" / "x.txt"
    outside.parent.mkdir()
    outside.write_text(TWO)
    (row,) = run(trilingual, outside)
    assert row.document == outside.as_posix()
    source = read(trilingual, row).source
    assert source
    assert source.file == "x.txt"


def test_pipes_links_and_odd_names_are_refused(trilingual: Archive, tmp_path: Path) -> None:
    trilingual.write("seeds/real.txt", TWO)
    secret = tmp_path / "secret.txt"
    secret.write_text(TWO + "Secret.")
    seeds = trilingual.root / "seeds"
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "link.txt").symlink_to(secret)
    (seeds / "loop").symlink_to(seeds)
    os.close(os.open(os.fsencode(seeds) + b"/\xff.txt", os.O_CREAT))
    rows = {row.document: row for row in run(trilingual)}
    codes = {name: row.problem.code for name, row in rows.items() if row.problem}
    assert codes == {
        "seeds/pipe.txt": "K0301",
        "seeds/link.txt": "K0301",
        "seeds/loop": "K0301",
        "seeds/\ufffd.txt": "K0303",
    }
    assert rows["seeds/real.txt"].outcome == "draft"
    (named,) = run(trilingual, "seeds/link.txt")
    assert named.outcome == "draft"


def test_a_file_that_is_gone_is_refused(trilingual: Archive) -> None:
    (row,) = run(trilingual, "seeds/nothing.txt")
    assert row.problem
    assert (row.outcome, row.problem.code) == ("refused", "K0304")


def test_a_document_of_a_folder_has_its_own_name() -> None:
    folder = Candidate(Path("../blog"), "../blog", "blog", inside=False)
    assert folder.of(None) == folder.of(Document(title="A")) == folder
    file = folder.of(Document(title="A", file="posts/a.md"))
    assert (file.display_path, file.record) == ("../blog/posts/a.md", "blog/posts/a.md")
    here = Candidate(Path("."), ".", ".", inside=True).of(Document(title="A", file="a.md"))
    assert (here.display_path, here.record) == ("a.md", "a.md")
