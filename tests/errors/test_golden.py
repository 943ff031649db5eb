"""Every problem that can be told is told once here, word for word."""

import os
import re
from pathlib import Path

import pytest

from errors.golden import CASES, expected, perform, rewritten, steps
from errors.situations import SITUATIONS
from kazarchive.problems import WORDINGS

DOCUMENT = Path(__file__).parents[2] / "docs" / "errors.md"

ALL = sorted(CASES.glob("*.txt"))

WRITING = os.environ.get("WRITE_CASES") == "1"


@pytest.mark.parametrize("file", ALL, ids=[file.stem for file in ALL])
def test_a_problem_is_told_as_its_case_says(file: Path, tmp_path: Path) -> None:
    document = file.read_text("utf-8")
    case = steps(document)
    outcome = perform(case, tmp_path, SITUATIONS)
    if WRITING:
        file.write_text(rewritten(document, outcome), "utf-8")
    else:
        assert outcome == expected(case)


@pytest.mark.parametrize("file", ALL, ids=[file.stem for file in ALL])
def test_a_case_shows_the_code_it_is_named_for(file: Path) -> None:
    said = expected(steps(file.read_text("utf-8")))
    assert f"[{file.stem[:5]}]" in said.err + said.out


@pytest.mark.parametrize("code", WORDINGS)
def test_every_code_has_a_case(code: str) -> None:
    assert [file for file in ALL if file.stem[:5] == code]


def test_the_documentation_explains_every_code_in_order_and_no_other() -> None:
    explained = re.findall(r"^\*\*(K\d{4})\*\*", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert explained == sorted(WORDINGS)


def test_the_documentation_says_which_codes_are_warnings() -> None:
    marked = re.findall(r"^\*\*(K\d{4})\*\* \(warning\)", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert marked == [code for code in sorted(WORDINGS) if WORDINGS[code].severity == "warning"]
