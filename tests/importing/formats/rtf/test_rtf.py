"""A document in Rich Text Format → its article: every file in cases/ is a document and what is
expected.

`WRITE_CASES=1 pytest tests/importing/formats/rtf` rewrites what is expected; review the diff.
"""

import os
import time
import tracemalloc
from pathlib import Path, PurePath

import pytest

from importing.formats.office_cases import divided, one, read, told
from importing.formats.rtf.rich_texts import HEAD, rtf, text
from kazarchive.importing.formats import recognised
from kazarchive.importing.formats import rtf as reader
from kazarchive.problems import Problem

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_document_becomes_an_article(case: Path, tmp_path: Path) -> None:
    before, parts = divided(case.read_text("utf-8"))
    raw = rtf(parts["rtf"])
    found = "\n".join(told(read(reader, tmp_path, "sample.rtf", raw))) + "\n"
    if os.environ.get("WRITE_CASES"):
        parts["expected"] = found
        sections = (f"=== {name}\n{text}" for name, text in parts.items())
        case.write_text(before + "".join(sections), "utf-8")
    else:
        assert found == parts["expected"]
    chosen = recognised(raw, PurePath("a"))
    assert chosen
    assert chosen.name == "rtf"


def problem(folder: Path, raw: bytes) -> Problem:
    (found,) = read(reader, folder, "a.rtf", raw)
    assert isinstance(found, Problem), found
    return found


def test_groups_that_are_nested_too_deeply_are_refused_with_their_line(tmp_path: Path) -> None:
    found = problem(tmp_path, rtf(HEAD + "Text.\n" * 3 + "{" * 501))
    assert (found.code, found.place.line) == ("K0871", 4)
    assert found.message == (
        "this document cannot be read: its groups are nested more than 500 deep"
    )
    assert one(reader, tmp_path, "b.rtf", text("{" * 490 + "Text." + "}" * 490)).html


def test_a_document_without_a_text_is_refused(tmp_path: Path) -> None:
    for raw in (b"", b"{\\rtf1", b"{\\rtf1{\\fonttbl{\\f0 Times;}}}", b"}}}}", b"\\"):
        assert problem(tmp_path, raw).code == "K0803"


@pytest.mark.parametrize(
    "inner",
    [
        r"{\b x}" * 10_000,
        "{}" * 20_000,
        r"\trowd\cellx1\intbl x\cell" * 3_000,
        r"\pard\intbl\itap2000000000 x\nestcell\nestrow\row",
        r"{\footnote x}" * 1_000,
        r"{\field{\*\fldinst HYPERLINK}{\fldrslt x}}" * 1_000,
        r"\u99999 ?\u-99999 ?\u1 " + "'" * 1_000,
        r"\uc2147483647\u1178 abcdefghijkl\uc-5\u1178?",
        r"{\pict\pngblip\bin2147483647 abc}",
        r"{\pict\pngblip zz zz}{\pict}",
        r"\'zz\'4\ansicpg99999\'e0\fcharset999",
        r"{\fonttbl{\f0\fcharset204\cpg99999 A;}{\f99999999 B;" * 3,
        r"{\stylesheet{\s1\outlinelevel99999 heading 99;}}\s1\outlinelevel-5 x\par",
        r"{\listtext 99999999999.\tab}x\par{\listtext iiii.\tab}\ilvl99999999 y\par",
        r"\cell\row\nestrow\nestcell\cellx\trowd",
        "{\\info" * 50 + "}" * 50,
        "x" * 1_000_000,
        r"\'e0" * 50_000,
        r"\u1178?" * 30_000,
    ],
)
def test_whatever_the_bytes_say_the_outcome_is_quick(inner: str, tmp_path: Path) -> None:
    begun = time.process_time()
    found = read(reader, tmp_path, "a.rtf", text(rf"Headline\par Text.\par {inner}"))
    assert time.process_time() - begun < 2
    assert not isinstance(found[0], Problem), found


@pytest.mark.long
def test_fifty_thousand_groups_take_less_than_two_seconds(tmp_path: Path) -> None:
    raw = text(r"{\b x}" * 50_000)
    begun = time.process_time()
    assert one(reader, tmp_path, "a.rtf", raw).html
    assert time.process_time() - begun < 2


def test_a_large_image_is_not_copied_many_times(tmp_path: Path) -> None:
    raw = text(r"Text.{\pict\pngblip " + ("89504e470d0a1a0a" + "00" * 56 + "\n") * 10_000 + "}")
    tracemalloc.start()
    document = one(reader, tmp_path, "a.rtf", raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [len(file.content or b"") for file in document.media] == [10_000 * 64]
    assert peak < 6 * len(raw)


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LARGEST", 100)
    assert problem(tmp_path, text("x" * 100)).message == (
        "this document cannot be read: it has more than 100 bytes"
    )
