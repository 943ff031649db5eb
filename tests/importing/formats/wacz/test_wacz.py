"""Web captures with a list of their pages."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from importing.web_captures import response, revisit, wacz, warc
from kazarchive.importing.document import Document
from kazarchive.importing.formats import wacz as reader
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem, ProblemsFound

SITE = "https://zhanalyq.example"
PAGE = """<!doctype html><html lang="kk"><head><title>{title}</title></head><body><article>
<h1>{title}</h1>
<p>2022 жылғы 17 қыркүйекте астананың атауы Нұр-Сұлтаннан қайтадан Астанаға өзгерді.</p>
<p>Қала 2019 жылғы наурыздан бері Нұр-Сұлтан деп аталған еді, оған дейін жиырма жылдай Астана
болған.</p>
<p>Бұл туралы заңға сол күні қол қойылды, ал құжаттарды ауыстыру міндетті емес деп хабарланды.</p>
</article></body></html>"""


def page(name: str, title: str = "Астана") -> Any:
    return response(f"{SITE}/{name}", PAGE.format(title=title).encode())


def line(name: str, title: str = "") -> str:
    return json.dumps({"url": f"{SITE}/{name}", "ts": "2022-01-05T10:00:00Z", "title": title})


def told(each: Document | Problem) -> str:
    if isinstance(each, Problem):
        return f"{each.code} {each.values.get('reason', each.values.get('kinds', ''))}"
    return f"{each.title} {(each.origin.url or '').removeprefix(SITE)}"


def found(folder: Path, *files: bytes) -> list[list[str]]:
    """What is in each file."""
    paths = [folder / f"{number}.wacz" for number in range(len(files))]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    scratch = folder / "scratch"
    sources = (Source(each, each.name, "UTC", siblings=paths, scratch=scratch) for each in paths)
    return [[told(each) for each in reader.documents(source)] for source in sources]


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_the_list_says_which_captures_are_pages(method: int, tmp_path: Path) -> None:
    archives = {
        "archive/a.warc.gz": warc(page("a"), page("b")),
        "archive/b.warc": warc(page("c", ""), page("d"), compressed=False),
        "indexes/index.cdx.gz": b"",
    }
    pages = [line("a"), line("c", "Тізімдегі тақырып"), line("d")]
    assert found(tmp_path, wacz(archives, pages, method)) == [
        [
            "Астана /a",
            "Тізімдегі тақырып /c",
            "Астана /d",
            "K0886 HTML that is in no list of pages (1)",
        ]
    ]


@pytest.mark.parametrize("pages", [[], [line("other")]])
def test_a_list_of_other_pages_does_not_count(pages: Sequence[str], tmp_path: Path) -> None:
    content = wacz({"archive/a.warc.gz": warc(page("a"), page("b"))}, pages)
    assert found(tmp_path, content) == [["Астана /a", "Астана /b"]]


def test_a_list_of_few_pages_does_not_count_and_is_said(tmp_path: Path) -> None:
    content = wacz({"archive/a.warc.gz": warc(*map(page, "abc"))}, [line("a")])
    assert found(tmp_path, content) == [
        ["K0887 its list has 1 of 3 pages; all are read", "Астана /a", "Астана /b", "Астана /c"]
    ]


def test_another_list_has_the_other_pages(tmp_path: Path) -> None:
    archives = {
        "archive/a.warc.gz": warc(*map(page, "abc")),
        "pages/extraPages.jsonl": f"{line('b')}\n{line('c')}\n".encode(),
    }
    assert found(tmp_path, wacz(archives, [line("a")])) == [["Астана /a", "Астана /b", "Астана /c"]]


def test_files_refer_to_each_other(tmp_path: Path) -> None:
    first = page("a")
    digest = first.rec_headers["WARC-Payload-Digest"]
    again = warc(revisit(f"{SITE}/b", f"{SITE}/a", digest))
    files = (wacz({"archive/a.warc.gz": each}) for each in (again, warc(first)))
    assert found(tmp_path, *files) == [["Астана /b"], ["Астана /a"]]


def test_what_differs_from_the_list_of_files_is_said_and_read(tmp_path: Path) -> None:
    content = wacz({"archive/a.warc.gz": warc(page("a"))})
    changed = changed_member(content, "archive/a.warc.gz", warc(page("b")))
    assert found(tmp_path, changed) == [["K0887 `archive/a.warc.gz` has another hash", "Астана /b"]]


def changed_member(content: bytes, name: str, other: bytes) -> bytes:
    raw = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(raw, "w") as after:
        for each in before.namelist():
            after.writestr(each, other if each == name else before.read(each))
    return raw.getvalue()


def test_a_file_without_captures_says_so(tmp_path: Path) -> None:
    inner = wacz({"archive/a.warc.gz": warc(page("a"))})
    outer = wacz({"archive/a.wacz": inner, "b.wacz": inner})
    assert found(tmp_path, outer) == [["K0885 nothing"]]


def test_a_damaged_member_is_its_own_problem(tmp_path: Path) -> None:
    content = wacz(
        {"archive/a.warc.gz": warc(page("a")), "archive/b.warc.gz": warc(page("b"))},
        method=ZIP_DEFLATED,
    )
    at = content.index(b"archive/a.warc.gz") + 30
    damaged = content[:at] + b"\xff" * 8 + content[at + 8 :]
    (lines,) = found(tmp_path, damaged)
    assert [each.split()[0] for each in lines] == ["K0887", "K0868", "Астана"]


def test_a_file_that_is_no_zip_file_is_a_problem(tmp_path: Path) -> None:
    good = wacz({"archive/a.warc.gz": warc(page("a"))})
    with pytest.raises(ProblemsFound) as error:
        found(tmp_path, good[:-30], good)
    assert error.value.problems[0].code == "K0867"
