"""Web captures, imported."""

import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from archives import Archive
from importing.documents import body, read, run, sources
from importing.web_captures import PAGE, member, plain, redirect, response, warc
from kazarchive.importing.report import ImportRow

HOST = "https://archive.example"
ARTICLE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2022-01-05T10:00:00+06:00"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>{title}</h1>
<p>On 5 January 2022 the government of Kazakhstan resigned, and a state of emergency began.</p>
<p><img src="/photo-300x200.jpg" alt="Square" srcset="/photo-600x400.jpg 600w"></p>
<p>{text} A day before, protests had reached Almaty, as <a href="/earlier">was reported</a>.</p>
<p>Prices had been free since the first of January, and liquefied gas, which many cars in the west
of the country use, cost about twice as much on the next day. The protests began in Zhanaozen.</p>
<p>The first troops of the treaty organisation arrived on the following day; they left within two
weeks, and the state of emergency ended on 19 January.</p>
</article></body></html>"""
TITLE = "The government resigns"


def article(url: str, date: str, text: str = "It was in Almaty.", title: str = TITLE) -> Any:
    return response(f"{HOST}{url}", ARTICLE.format(text=text, title=title).encode(), date=date)


def photo() -> Any:
    return response(f"{HOST}/photo-600x400.jpg", b"\xff\xd8\xff a photograph", "image/jpeg")


JANUARY, MARCH = "2022-01-06T08:00:00Z", "2022-03-01T08:00:00Z"


def imported(archive: Archive, *files: bytes, **request: Any) -> dict[str, ImportRow]:
    """Title, or else outcome or code → row."""
    for number, content in enumerate(files):
        archive.write(f"seeds/{number}.warc.gz", content)
    rows = run(archive, **request)
    return {
        row.recognised.title
        if row.recognised
        else row.problem.code
        if row.problem
        else row.outcome: row
        for row in rows
    }


@pytest.fixture
def crawl(archive: Archive) -> tuple[bytes, bytes]:
    """The same site, captured twice."""
    gone = response(f"{HOST}/government", PAGE, date="2022-04-01T08:00:00Z", status="404 Not Found")
    other = article("/earlier", MARCH, "Protests came first.", "Protests in Almaty")
    return (
        warc(article("/government", JANUARY), redirect(f"{HOST}/old", "/government"), photo()),
        warc(article("/government", MARCH, "It was in Almaty and Mangystau."), other, gone),
    )


def test_the_newest_capture_becomes_the_article(
    archive: Archive, crawl: tuple[bytes, bytes]
) -> None:
    rows = imported(archive, *crawl)
    row = rows[TITLE]
    assert (row.outcome, row.document) == ("written", f"seeds/1.warc.gz {HOST}/government")
    assert (rows["superseded"].article, rows["superseded"].document) == (
        row.article,
        f"seeds/0.warc.gz {HOST}/government",
    )
    made = read(archive, row)
    assert made.source
    assert (made.source.kind, made.source.url) == ("warc", f"{HOST}/government")
    assert made.source.retrieved == MARCH
    assert made.entry.aliases == ("/government/", "/old/")
    assert "It was in Almaty and Mangystau." in body(archive, row)
    assert "(protests-in-almaty.md)" in body(archive, row)
    assert row.kept == 1


def test_images_are_taken_from_another_file_of_the_crawl(
    archive: Archive, crawl: tuple[bytes, bytes]
) -> None:
    row = imported(archive, *crawl)[TITLE]
    assert "![Square](photo-600x400.jpg)" in body(archive, row)
    assert (archive.root / "articles/2022/photo-600x400.jpg").read_bytes().endswith(b"a photograph")


def test_a_second_import_changes_nothing(archive: Archive, crawl: tuple[bytes, bytes]) -> None:
    imported(archive, *crawl)
    before = sources(archive)
    assert {row.outcome for row in run(archive)} == {"superseded", "unchanged", "note"}
    assert sources(archive) == before


def test_a_dry_run_writes_nothing(archive: Archive, crawl: tuple[bytes, bytes]) -> None:
    assert imported(archive, *crawl, dry_run=True)[TITLE].outcome == "would be written"
    assert sources(archive) == {}


def test_an_interrupted_import_goes_on(archive: Archive, crawl: tuple[bytes, bytes]) -> None:
    rows = imported(archive, *crawl)
    path = rows["Protests in Almaty"].article
    assert path
    (archive.root / path).unlink()
    assert imported(archive)["Protests in Almaty"].outcome == "written"


def test_a_file_without_pages_says_so(archive: Archive) -> None:
    rows = imported(archive, warc(photo()), b"WARC/1.0\r\n", member(plain(f"{HOST}/a") * 2))
    assert sorted(rows) == ["K0882", "K0883", "K0885"]
    assert rows["K0883"].document == "seeds/1.warc.gz at byte 0"


def test_a_bomb_in_a_body_is_that_pages_problem(archive: Archive) -> None:
    zeros = zlib.compressobj(9)
    body = b"".join(zeros.compress(bytes(1_000_000)) for _ in range(60)) + zeros.flush()
    bomb = response(f"{HOST}/bomb", body, headers=[("Content-Encoding", "deflate")])
    rows = imported(archive, warc(bomb, article("/government", JANUARY)))
    assert rows[TITLE].outcome == "written"
    problem = rows["K0883"].problem
    assert problem
    assert "it has more than 32,000,000 bytes" in problem.message


@pytest.mark.long
def test_many_records_need_little_memory(tmp_path: Path) -> None:
    """100,000 of them, in another process, so that its memory can be measured."""
    one = member(plain(f"{HOST}/robots.txt").replace(b"text/html", b"text/plain"))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(one * 100_000 + warc(article("/government", JANUARY)))
    code = f"""
from pathlib import Path
from kazarchive.importing.formats import warc
from kazarchive.importing.formats.source import Source
path = Path({str(path)!r})
source = Source(path, "a", "UTC", siblings=[path], scratch=path.parent / "scratch")
document, note = warc.documents(source)
print(document.title, note.values["kinds"], sep="; ")
status = Path("/proc/self/status").read_text()  # `ru_maxrss` would count the parent's memory
assert int(status.partition("VmHWM:")[2].split()[0]) < 300_000
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert not done.returncode, done.stderr
    assert done.stdout == f"{TITLE}; text/plain (100,000)\n"
