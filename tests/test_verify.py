"""`build --verify` compares the site with a clean build."""

from pathlib import Path

import pytest

from commands import BAD, VERIFIED, article, run, write
from kazarchive.output import integrity


def test_verify_of_a_site_as_it_should_be(built: Path) -> None:
    article(built, "cap", "Another text.")
    write(built / "public/mine.txt", "Not of the site, and no business of ours.")
    outcome = run(built, "build", "--verify")
    assert (outcome.code, outcome.err) == (0, VERIFIED)


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """No build notices that a published file was edited, so that there is something to find."""
    monkeypatch.setattr(integrity, "suspects", lambda *_: [])


@pytest.mark.parametrize(
    ("spoil", "file", "difference"),
    [
        (lambda file: file.write_text("<p>Edited.</p>"), "index.html", "they differ first in"),
        (lambda file: file.unlink(), "2022/index.html", "it is missing"),
    ],
)
def test_verify_names_the_first_difference(
    built: Path, blind: None, spoil: object, file: str, difference: str
) -> None:
    spoil(built / "public" / file)  # type: ignore[operator]
    outcome = run(built, "build", "--verify")
    assert outcome.code == 1
    assert f"error[K0707]: `{file}` differs from a clean build: {difference}" in outcome.err
    assert f"--> public/{file}\n" in outcome.err


def test_verify_is_not_hidden_by_a_refused_article(built: Path, blind: None) -> None:
    write(built / "articles/b.md", BAD)
    write(built / "public/index.html", "<p>Edited.</p>")
    outcome = run(built, "build", "--verify", "--keep-going")
    assert outcome.code == 1
    assert "error[K0707]" in outcome.err
