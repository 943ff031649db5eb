"""Templates as trees, with those that they extend."""

import hashlib

import jinja2
import pytest

from kazarchive.specialise.scopes import Unspecialised
from kazarchive.specialise.templates import Templates


def templates(**files: str) -> Templates:
    return Templates(jinja2.Environment(loader=jinja2.DictLoader(files)))


def test_blocks_of_the_template_itself_come_first() -> None:
    every = templates(
        base="{% block a %}1{% endblock %}", page="{% extends 'base' %}{% block a %}2{% endblock %}"
    )
    chain = every.chain("page")
    assert len(chain.roots) == 2
    assert len(chain.blocks["a"]) == 2
    first, second = chain.blocks["a"]
    assert "2" in repr(first)
    assert "1" in repr(second)


def test_every_template_that_was_read_is_noted_with_its_digest() -> None:
    every = templates(base="x", page="{% extends 'base' %}")
    every.chain("page")
    assert every.digests["base"] == hashlib.sha256(b"x").hexdigest()
    assert set(every.digests) == {"base", "page"}


@pytest.mark.parametrize(
    "page",
    [
        "{% extends 'page' %}",
        "{% extends name %}",
        "{% if x %}{% extends 'base' %}{% endif %}",
        "{% extends 'base' %}{% for i in x %}{% endfor %}",
        "{% block a scoped %}{% endblock %}",
        "{{ x | unknown }}",
        "{% if x is unknown %}{% endif %}",
    ],
)
def test_what_is_decided_at_run_time_is_left_to_jinja(page: str) -> None:
    with pytest.raises(Unspecialised):
        templates(base="x", page=page).chain("page")


def test_what_jinja_does_not_show_beside_blocks_is_dropped() -> None:
    chain = templates(base="x", page="{% extends 'base' %}text{% set a = 1 %}").chain("page")
    assert [type(one).__name__ for one in chain.roots[0].body] == ["Assign"]
