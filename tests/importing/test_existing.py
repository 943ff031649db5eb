"""Documents that are imported already, and names that are taken."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archives import Archive
from importing.documents import KK, RU, TWO, keys, one, run, sources


def test_a_name_that_is_taken_gets_a_number(trilingual: Archive) -> None:
    trilingual.article("2022/headline.ru.md")
    trilingual.article("2022/2022-01-01-Headline-2.md")
    (trilingual.root / "articles/2022/headline-3.md").mkdir()
    before = sources(trilingual)
    first = one(trilingual, TWO, name="a.txt", date="2022-01-05")
    second = one(trilingual, TWO + "\nMore.", name="b.txt", date="2022-01-05")
    third = one(trilingual, TWO + "\nMost.", name="c.txt", date="2021-01-05")
    assert first.article == "articles/2022/headline-4.md"
    assert second.article == "articles/2022/headline-5.md"
    assert third.article == "articles/2021/headline.md"
    assert before.items() <= sources(trilingual).items()
    assert trilingual.build().problems == ()


def test_importing_twice_changes_nothing_and_says_so(trilingual: Archive) -> None:
    row = one(trilingual, TWO, date="2022-01-05")
    before = sources(trilingual)
    again = one(trilingual, TWO, date="2021-01-01", tags=("New",))
    assert (again.outcome, again.article) == ("unchanged", row.article)
    assert (again.recognised, again.problem) == (None, None)
    assert sources(trilingual) == before


EDITS: dict[str, Callable[[str], str]] = {
    "a new title and body": lambda found: found.replace("Headline", "Other").replace(
        "First", "1st"
    ),
    "single quotes": lambda found: found.replace('"', "'"),
    "no quotes": lambda found: found.replace('"', ""),
    "a flow mapping": lambda found: re.sub(
        r"source:\n  file: (.*)\n  sha256: (.*)\n", r"source: {file: \1, sha256: \2}\n", found
    ),
    "a long front matter": lambda found: found.replace(
        "source:", f"summary: {'x' * 5000}\nsource:"
    ),
    "CRLF and a BOM": lambda found: "\ufeff" + found.replace("\n", "\r\n"),
    "a BOM, and a rule in the text": lambda found: f"\ufeff{found}\n---\n",
    "a mistake": lambda found: found.replace("title:", "\ttitle"),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize(
    "moved", ["articles/2022/headline.md", "articles/other/2022-01-05-o.ru.md"]
)
def test_an_article_is_recognised_after_edits_and_moves(
    trilingual: Archive, edit: str, moved: str
) -> None:
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.article
    before = (trilingual.root / row.article).read_text("utf-8")
    after = EDITS[edit](before)
    assert after != before
    trilingual.remove(row.article)
    trilingual.write(moved, after)
    again = one(trilingual, TWO, date="2022-01-05")
    assert (again.outcome, again.article) == ("unchanged", moved)
    changed = one(trilingual, TWO + "More.", date="2022-01-05")
    assert changed.outcome == "refused"
    assert len(sources(trilingual)) == 1


def test_an_edited_document_is_refused_and_its_article_untouched(trilingual: Archive) -> None:
    row = one(trilingual, TWO, date="2022-01-05")
    before = sources(trilingual)
    again = one(trilingual, "Another headline\n\nText.\n", date="2022-01-05")
    assert (again.outcome, again.article) == ("refused", None)
    assert again.problem
    assert again.problem.code == "K0804"
    assert str(row.article) in again.problem.message
    assert sources(trilingual) == before


def test_outside_the_project_a_name_and_a_headline_make_a_document(
    trilingual: Archive, tmp_path: Path
) -> None:
    contents = {
        "a": TWO,
        "b": "Other\n\nText.\n",
        "c": TWO + "\nMore.",
        "d": RU,
    }
    for folder, content in contents.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(content)
    outcomes = [run(trilingual, tmp_path / folder, date="2022-01-05")[0] for folder in contents]
    assert [row.outcome for row in outcomes] == ["written", "written", "refused", "written"]
    assert outcomes[2].problem
    assert outcomes[2].problem.code == "K0804"


def test_a_key_that_is_taken_joins_no_other_group(trilingual: Archive) -> None:
    trilingual.article("2022/old.md", translation_key="march")
    trilingual.article("2022/older.md", translation_key="march-2")
    trilingual.write("seeds/en/march.txt", TWO)
    trilingual.write("seeds/ru/march.txt", RU)
    assert set(keys(run(trilingual)).values()) == {"march-3"}
    trilingual.write("seeds/march.kk.txt", KK)
    assert keys(run(trilingual)) == {"seeds/march.kk.txt": "march-3"}
