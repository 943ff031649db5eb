"""Which links inside the archive lead nowhere, kept up to date."""

import pytest

from archives import Archive


def broken(archive: Archive) -> list[tuple[str, str]]:
    found = archive.build_as_clean().problems
    return [(one.code, one.place.path) for one in found if one.code.startswith("K04")]


def test_a_link_is_broken_until_its_target_comes(archive: Archive) -> None:
    archive.article("a.md", "[b](b.md)")
    assert broken(archive) == [("K0401", "articles/a.md")]
    archive.article("b.md")
    assert broken(archive) == []
    archive.remove("articles/b.md")
    assert broken(archive) == [("K0401", "articles/a.md")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("[b](b.md)", "K0402"), ("![b](b.png)", "K0404"), ("[b](../../b.md)", "K0405")],
)
def test_the_reason_of_a_broken_link_is_told(archive: Archive, text: str, code: str) -> None:
    archive.article("a.md", text)
    archive.article("b.md", draft=True)
    assert broken(archive) == [(code, "articles/a.md")]
