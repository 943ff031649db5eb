"""Copies of bundled templates."""

import pytest

from archives import Archive
from kazarchive import customise
from kazarchive.problems import ProblemsFound


def test_a_copy_builds_the_same_site_until_it_is_edited(archive: Archive) -> None:
    archive.article("a.md", kicker="Trade")
    archive.build()
    before = archive.tree()
    for name in ("kicker.html", "article.html", "feed.xml", "blocks/aside.html"):
        assert customise.copy(archive.root, name) == f"templates/{name}"
    archive.build_as_clean()
    assert archive.tree() == before
    path = archive.root / "templates" / "kicker.html"
    path.write_text(path.read_text("utf-8").replace("{% macro", "{# mine #}{% macro"), "utf-8")
    assert not list(customise.stale(archive.root)), "its original has not changed"


def test_a_copy_of_another_version_is_told(archive: Archive) -> None:
    customise.copy(archive.root, "entry.html")
    path = archive.root / "templates" / "entry.html"
    first, rest = path.read_text("utf-8").split("\n", 1)
    digest = first.split(", ")[1][:12]
    path.write_text(f"{first.replace(digest, '0' * 12)}\n{rest}", "utf-8")
    assert [problem.code for problem in customise.stale(archive.root)] == ["K0507"]


def test_nothing_is_overwritten(archive: Archive) -> None:
    archive.write("templates/entry.html", "mine")
    with pytest.raises(ProblemsFound) as refused:
        customise.copy(archive.root, "entry.html")
    assert refused.value.problems[0].code == "K0505"
    assert (archive.root / "templates" / "entry.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["../kazarchive.toml", "locale/kk.po", "", "/etc/passwd"])
def test_only_templates_are_copied(archive: Archive, name: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        customise.copy(archive.root, name)
    assert refused.value.problems[0].code == "K0504"


def test_every_template_says_what_it_is_for() -> None:
    assert not [name for name in customise.names() if not customise.about(name)]
