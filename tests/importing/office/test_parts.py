"""XML files of office documents."""

import pytest

from kazarchive.importing.office import parts
from kazarchive.problems import Place, ProblemsFound


def test_a_part_is_parsed_without_comments() -> None:
    root = parts.parsed(b"<a><!-- x --><b>\xd2\x9a</b><?p x?></a>", "a.xml", Place("a.docx"))
    assert [each.text for each in root] == ["Қ"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<a>", "a.xml in line 1: premature end of data in tag a"),
        (b"\n<a>&x;</a>", "a.xml in line 2: entity 'x' not defined"),
        (b"", "a.xml in line 1: document is empty"),
        (b"<!DOCTYPE a><a/>", "a.xml has a DOCTYPE, which such documents never have"),
        (
            "<!DOCTYPE a><a/>".encode("utf-16"),
            "a.xml has a DOCTYPE, which such documents never have",
        ),
        (b"<a/>" * 250_001, "a.xml has more than 250,000 tags"),
        (b"<a>" * 300, "a.xml in line 1: excessive depth in document: 256"),
    ],
)
def test_a_broken_part_is_a_problem(raw: bytes, reason: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        parts.parsed(raw, "a.xml", Place("a.docx"))
    (problem,) = found.value.problems
    assert problem.code == "K0871"
    assert problem.values["reason"].startswith(reason)
