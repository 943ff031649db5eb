"""What is to be rendered, with the reason."""

import shutil
from typing import Any

import pytest

from archives import CONFIG, Archive
from kazarchive import plan
from kazarchive.build import Prepared
from kazarchive.changes import FileChange


def reasons(archive: Archive, **options: Any) -> set[str]:
    return {one.because for one in archive.build(**options).reasons}


def test_the_first_build_makes_everything_and_the_second_nothing(archive: Archive) -> None:
    archive.article("a.md")
    assert reasons(archive) == {"this is the first build"}
    assert reasons(archive) == set()


def test_everything_is_made_for_a_reason(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    assert reasons(archive, full=True) == {"--full was given"}
    shutil.rmtree(archive.output)
    assert reasons(archive) == {"the output folder is not as the last build left it"}
    archive.configure(CONFIG + "[listing]\nfront = 7\n")
    assert reasons(archive) == {"the configuration or the program changed"}


def test_everything_is_each_address_of_each_kind(sampled: Prepared) -> None:
    kinds = sampled.renderer.kinds.values()
    planned = list(plan.everything(kinds, sampled.catalogue, "because"))
    assert {one.because for one in planned} == {"because"}
    not_in_the_sample = {"colours", "series"}
    assert {one.kind for one in planned} == sampled.renderer.kinds.keys() - not_in_the_sample


def test_a_change_reaches_where_it_shows(sampled: Prepared) -> None:
    kinds = sampled.renderer.kinds.values()
    (planned,) = plan.reached([FileChange("static/own.txt")], kinds, sampled.catalogue)
    assert (planned.address, planned.because) == ("/static/own.txt", "static/own.txt changed")


@pytest.mark.parametrize(
    ("template", "is_reached"), [("robots.txt", True), ("base.html", False), ("other.html", False)]
)
def test_a_template_reaches_the_kinds_that_it_is_part_of(
    sampled: Prepared, template: str, is_reached: bool
) -> None:
    planned = list(plan.templates(frozenset({template}), sampled.renderer))
    assert ("/robots.txt" in {one.address for one in planned}) is is_reached
    assert {one.because for one in planned} <= {f"the template {template} changed"}
    assert bool(planned) is (template != "other.html")


def test_many_changed_articles_make_everything(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "FEW", 2)
    for number in range(4):
        archive.article(f"{number}.md")
    archive.build()
    for number in range(3):
        archive.article(f"{number}.md", "Edited.")
    reasons = {one.because for one in archive.build().reasons}
    assert reasons == {"many articles changed"}
