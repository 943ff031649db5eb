"""What documents name is fetched once, politely, and goes on after an interruption."""

import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from archives import Archive
from importing.documents import run
from importing.formats.wordpress import wxr
from kazarchive.config import reader
from kazarchive.importing import downloads
from kazarchive.importing.downloads import Downloads, NotFetched, Unreachable
from kazarchive.importing.report import ImportRequest, ImportRow
from kazarchive.importing.run import import_documents
from kazarchive.problems import ProblemsFound

A, B, C = (f"https://{host}.example/{host}.png" for host in "abc")


class Web:
    """Stands for the web: URL → content, or why it is not given."""

    def __init__(self, **contents: bytes | Exception) -> None:
        self.contents = contents
        self.asked: list[str] = []

    def __call__(self, url: str, name: str, folder: Path, stem: str) -> Path:
        self.asked.append(url)
        content = self.contents.get(url.rpartition("/")[2].partition(".")[0], b"x")
        if isinstance(content, Exception):
            raise content
        file = folder / f"{stem}.png"
        file.write_bytes(content)
        return file


def get(folder: Path, web: Any, *urls: str) -> Downloads:
    made = Downloads(folder / "waiting", web)
    made.get({url: url.rpartition("/")[2] for url in urls}, lambda *_: None)
    return made


def test_files_are_fetched_and_failures_are_named(tmp_path: Path) -> None:
    found = get(tmp_path, Web(a=b"A", b=NotFetched("the server answers 404")), A, B)
    file = found.file(A)
    assert file
    assert file.read_bytes() == b"A"
    assert (found.file(B), found.reason(B)) == (None, "the server answers 404")
    assert (found.file(C), found.reason(C)) == (None, "")
    found.remove()
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    get(tmp_path, Web(b=NotFetched("no")), A, B)
    (tmp_path / "waiting/cut.part").write_bytes(b"half")
    web = Web()
    found = get(tmp_path, web, A, B)
    assert web.asked == [B]
    assert found.file(A)
    assert found.file(B)


def test_of_a_host_two_files_are_fetched_at_a_time(tmp_path: Path) -> None:
    urls = [f"https://{host}.example/{n}.png" for host in "ab" for n in range(6)]
    now, most, lock = Counter[str](), Counter[str](), threading.Lock()

    def web(url: str, name: str, folder: Path, stem: str) -> Path:
        host = url.split("/")[2]
        with lock:
            now[host] += 1
            most[host] = max(most[host], now[host])
        threading.Event().wait(0.01)
        with lock:
            now[host] -= 1
        return Web()(url, name, folder, stem)

    found = get(tmp_path, web, *urls)
    assert all(map(found.file, urls))
    assert set(most.values()) == {2}


def test_a_host_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    web = Web(a=Unreachable("no answer"))
    urls = [f"https://a.example/{n}/a.png" for n in range(30)]
    found = get(tmp_path, web, *urls, B)
    assert len(web.asked) <= downloads.MOST_SILENCES + 1 + 1
    assert {found.reason(url) for url in urls} == {"no answer", "its host does not answer"}
    assert found.file(B)


def test_no_more_hosts_and_bytes_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_HOSTS", 2)
    found = get(tmp_path, Web(), A, B, C)
    assert found.reason(C) == "more than 2 hosts"
    monkeypatch.setattr(downloads, "LARGEST_TOTAL", 1)
    monkeypatch.setattr(downloads, "LANES", 1)
    urls = [f"https://d.example/{n}.png" for n in range(40)]
    found = get(tmp_path, Web(), *urls)
    assert "more than 1 bytes are fetched already" in {found.reason(url) for url in urls}


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "waiting").write_text("a file")
    with pytest.raises(ProblemsFound) as found:
        get(tmp_path, Web(), A)
    assert found.value.problems[0].code == "K0702"

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    (tmp_path / "waiting").unlink()
    with pytest.raises(ProblemsFound, match="K0702"):
        get(tmp_path, full, A)


def test_the_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    Downloads(tmp_path / "w", Web()).get({A: "a", B: "b"}, lambda *done: told.append(done))
    assert told == [("fetching", 1, 2), ("fetching", 2, 2)]


# --- an import ----------------------------------------------------------------------------------


def imported(archive: Archive, web: Any, **request: Any) -> list[ImportRow]:
    site, folder = reader.load(archive.root), archive.root / ".kazarchive/downloads"
    made = ImportRequest(downloads=folder, **request)
    return list(import_documents(archive.root, site, [archive.root / "seeds"], made, (), fetch=web))


def posts(archive: Archive) -> None:
    archive.write(
        "seeds/e.xml",
        wxr.export(
            wxr.item(
                "<img src='/up/a.jpg'> <img src='https://b.example/b.png?w=3'>"
                " <a href='/r.pdf'>r</a> <a href='/t/'>t</a> <a href='https://b.example/page.html'>p</a>",
                guid="1",
                title="One",
                post_date="2022-01-05 10:00:00",
            ),
            wxr.item(
                "<img src='/up/a.jpg'>",
                post_id="2",
                guid="2",
                title="Two",
                link="https://a.example/2/",
            ),
        ),
    )


def test_an_import_fetches_what_is_nowhere_else(archive: Archive) -> None:
    posts(archive)
    web = Web(a=b"A", b=b"B", r=NotFetched("the server answers 404"))
    first, _ = imported(archive, web)
    assert sorted(web.asked) == [
        "https://a.example/r.pdf",
        "https://a.example/up/a.jpg",
        "https://b.example/b.png?w=3",
    ]
    text = (archive.root / "articles/2022/one.md").read_text("utf-8")
    assert "](a.png)" in text
    assert "](b.png)" in text
    assert (archive.root / "articles/2022/a.png").read_bytes() == b"A"
    assert (archive.root / "articles/drafts/a.png").read_bytes() == b"A"
    lost = [note.text for note in first.notes if "not there" in note.text]
    assert lost == ["the file https://a.example/r.pdf is not there: the server answers 404"]
    assert not (archive.root / ".kazarchive/downloads").exists()
    web.asked.clear()
    assert {row.outcome for row in imported(archive, web)} == {"unchanged"}
    assert web.asked == []


def test_a_file_that_is_there_is_not_fetched(archive: Archive) -> None:
    posts(archive)
    archive.write("media/up/a.jpg", b"mine")
    web = Web()
    imported(archive, web, media=archive.root / "media")
    assert "https://a.example/up/a.jpg" not in web.asked
    assert (archive.root / "articles/2022/a.jpg").read_bytes() == b"mine"


def test_a_dry_run_fetches_nothing_and_says_what_it_would(archive: Archive) -> None:
    posts(archive)
    web = Web()
    first, _ = imported(archive, web, dry_run=True)
    assert web.asked == []
    assert "the file https://a.example/up/a.jpg would be fetched" in {n.text for n in first.notes}
    assert not (archive.root / ".kazarchive").exists()


def test_nothing_is_fetched_unless_that_is_wanted(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("nothing may be connected to")

    monkeypatch.setattr("socket.socket.connect", connect)
    monkeypatch.setattr("socket.getaddrinfo", connect)
    posts(archive)
    assert [row.outcome for row in run(archive)] == ["written", "draft"]


def test_an_import_that_was_interrupted_goes_on_with_what_is_there(archive: Archive) -> None:
    posts(archive)

    def interrupted(stage: str, done: int, total: int) -> None:
        if stage == "fetching" and done == 2:
            raise KeyboardInterrupt

    site, folder = reader.load(archive.root), archive.root / ".kazarchive/downloads"
    made = ImportRequest(downloads=folder)
    with pytest.raises(KeyboardInterrupt):
        list(
            import_documents(
                archive.root, site, [archive.root / "seeds"], made, (), interrupted, Web()
            )
        )
    assert not (archive.root / "articles").exists()
    there = {file.stem for file in folder.iterdir()}
    assert len(there) >= 2
    web = Web()
    imported(archive, web)
    assert len(web.asked) == 3 - len(there)
    assert (archive.root / "articles/2022/a.png").exists()
