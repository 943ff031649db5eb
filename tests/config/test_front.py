"""`[front] blocks`."""

import pytest

from kazarchive.config import front
from kazarchive.config.checks import Wrong
from kazarchive.config.content import Taxonomy
from kazarchive.config.front_options import FrontBlock

SECTIONS = Taxonomy("section", terms=(("economy", (("", "Economy"),)), ("life", (("", "Life"),))))


def test_blocks_are_words_and_tables_in_order() -> None:
    written = ["pinned", {"section": "economy", "count": 3}, {"term": "tags/fuel"}, {"page": "hi"}]
    assert front.blocks(written) == (
        FrontBlock("pinned"),
        FrontBlock("term", "section/economy", 3),
        FrontBlock("term", "tags/fuel", 4),
        FrontBlock("page", "hi"),
    )


def test_a_near_miss_is_suggested() -> None:
    with pytest.raises(Wrong) as wrong:
        front.blocks(["newst"])
    assert "`newest`" in wrong.value.hint


@pytest.mark.parametrize(
    ("target", "taxonomies", "hint"),
    [
        ("section/econmy", (SECTIONS,), "did you mean `economy`?"),
        ("section/sport", (SECTIONS,), "there are `economy`, `life`"),
        ("section/economy", (Taxonomy("tags"),), "add [taxonomies] section"),
        ("tag/fuel", (Taxonomy("tags"),), "there are `tags`"),
    ],
)
def test_a_section_must_exist(target: str, taxonomies: tuple[Taxonomy, ...], hint: str) -> None:
    (wrong,) = front.faults((FrontBlock("term", target),), taxonomies)
    assert wrong.hint == hint


def test_terms_without_a_list_cannot_be_judged() -> None:
    blocks = (FrontBlock("term", "tags/fuel"), FrontBlock("term", "section/life"))
    assert not [*front.faults(blocks, (Taxonomy("tags"), SECTIONS))]
