"""Law 6: nothing is lost and nothing silent. Built, hidden and refused articles are all that were
found; every refusal has a place and a reason; with errors nothing is published unless asked for."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archives import Archive, article
from kazarchive.problems import ProblemsFound

BROKEN: dict[str, str | bytes] = {
    "no front matter": "Only text.\n",
    "not closed": "---\ntitle: T\n",
    "empty": "",
    "no title": article(title=None),
    "empty title": article(title=""),
    "a list for a title": article(title=["one"]),
    "no date": article(date=None),
    "no real date": article(date="2022-13-45"),
    "no such language": article(lang="xx"),
    "a slug with a slash": article(slug="a/b"),
    "an alias of the site's own": article(aliases=["/tags/"]),
    "a misspelt field": article(tag="fuel"),
    "a field given twice": "---\ntitle: T\ndate: 2022-01-05\ntitle: U\n---\n",
    "a tab": "---\ntitle: T\ndate: 2022-01-05\nsource:\n\tname: x\n---\n",
    "a YAML anchor": "---\ntitle: &a T\ndate: 2022-01-05\n---\n",
    "deep nesting": f"---\ntitle: T\ndate: 2022-01-05\nx: {'[' * 50}{']' * 50}\n---\n",
    "no UTF-8": b"---\ntitle: \xff\ndate: 2022-01-05\n---\n",
    "a NUL": b"---\ntitle: T\ndate: 2022-01-05\n---\n\0",
    "a long line": article("x" * 1_000_001),
}


def codes(found: ProblemsFound) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.place.path) for problem in found.problems)


@pytest.fixture
def built(archive: Archive) -> Archive:
    archive.article("good.md", "It is good.")
    archive.build()
    return archive


@pytest.mark.parametrize("broken", BROKEN)
def test_with_an_error_the_old_site_stays_unless_told_to_go_on(built: Archive, broken: str) -> None:
    before = built.tree()
    built.write("articles/broken.md", BROKEN[broken])
    built.article("new.md", "It is new.")
    for _ in range(2):
        with pytest.raises(ProblemsFound) as caught:
            built.build()
        assert {problem.place.path for problem in caught.value.problems} == {"articles/broken.md"}
        assert built.tree() == before
    report = built.build_as_clean(keep_going=True)
    assert (report.found, report.articles, report.refused) == (3, 2, 1)
    assert "It is new." in built.page("/2022/01/05/new/")
    built.article("broken.md", "It is mended.")
    assert built.build_as_clean().articles == 3


def test_all_problems_of_all_files_are_told_at_once(built: Archive) -> None:
    built.article("a.md", title=None, date="never", lang="xx")
    built.article("b.md", slug="a/b", aliases=["no"])
    with pytest.raises(ProblemsFound) as caught:
        built.build()
    assert codes(caught.value) == [
        ("K0103", "articles/a.md"),
        ("K0104", "articles/a.md"),
        ("K0115", "articles/a.md"),
        ("K0202", "articles/b.md"),
        ("K0203", "articles/b.md"),
    ]


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link_out(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def make_dead_link(path: Path) -> None:
    path.symlink_to("nowhere.md")


@pytest.mark.parametrize("make", [make_pipe, make_link_out, make_dead_link])
def test_what_is_no_file_is_refused_without_waiting(
    built: Archive, make: Callable[[Path], None]
) -> None:
    make(built.root / "articles/odd.md")
    with pytest.raises(ProblemsFound, match=r"articles/odd\.md"):
        built.build()
    report = built.build_as_clean(keep_going=True)
    assert (report.found, report.articles, report.refused) == (2, 1, 1)


def test_a_broken_edit_takes_an_article_away_only_when_told_to_go_on(built: Archive) -> None:
    before = built.tree()
    built.article("good.md", date="never")
    with pytest.raises(ProblemsFound):
        built.build()
    assert built.tree() == before
    report = built.build_as_clean(keep_going=True)
    assert (report.articles, report.refused, report.removed) == (0, 1, 6)


def test_with_a_broken_template_nothing_is_published(built: Archive) -> None:
    before = built.tree()
    built.write("templates/front.html", "{{ no_such_name }}")
    built.article("new.md")
    for _ in range(2):
        with pytest.raises(ProblemsFound) as caught:
            built.build(keep_going=True)
        assert codes(caught.value) == [("K0501", "templates/front.html")]
        assert built.tree() == before
    built.remove("templates/front.html")
    assert built.build_as_clean().articles == 2


def test_a_file_that_changes_while_it_is_built_is_told(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kazarchive import plan

    plan_it = plan.store

    def edit_meanwhile(*args: object) -> None:
        plan_it(*args)  # type: ignore[arg-type]
        built.write("static/new.js", "2")

    before = built.tree()
    built.write("static/new.js", "1")
    monkeypatch.setattr(plan, "store", edit_meanwhile)
    with pytest.raises(ProblemsFound, match="K0304"):
        built.build()
    assert built.tree() == before
    monkeypatch.undo()
    built.build_as_clean()


def test_strict_publishes_nothing_with_a_warning(built: Archive) -> None:
    before = built.tree()
    built.article("new.md", "See [that](missing.md).")
    with pytest.raises(ProblemsFound, match="K0401"):
        built.build(strict=True)
    assert built.tree() == before
    assert built.build_as_clean().articles == 2


CONTENTS = {
    "shown": article("Shown."),
    "draft": article(draft=True),
    "future": article(date="2030-01-01"),
    "same": article(slug="same"),
    "term": article(tags=["Угол"]),
    "other term": article(tags=["Уголь"]),
    **BROKEN,
}


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(sorted(CONTENTS.keys() - {"a long line"})), max_size=9))
def test_found_is_built_and_hidden_and_refused(kinds: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        (archive.root / "articles").mkdir()
        for number, kind in enumerate(kinds):
            archive.write(f"articles/{number}.md", CONTENTS[kind])
        report = archive.build(keep_going=True)
        told = {problem.place.path for problem in report.problems if problem.severity == "error"}
        pages = [name for name in archive.tree() if name.startswith("2022/01/05/")]
    hidden = kinds.count("draft") + kinds.count("future")
    refused = sum(kind in BROKEN for kind in kinds) + max(0, kinds.count("same") - 1)
    terms = [kind for kind in kinds if "term" in kind]
    refused += sum(kind != terms[0] for kind in terms)
    assert (report.found, report.hidden, report.refused) == (len(kinds), hidden, refused)
    assert report.articles == len(kinds) - hidden - refused == len(pages)
    assert len(told) == refused
