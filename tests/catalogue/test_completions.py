"""What the catalogue knows of a word that has just been begun."""

from kazarchive.build import Prepared
from kazarchive.catalogue import completions


def test_terms_are_those_of_a_language_that_begin_so(sampled: Prepared) -> None:
    state = sampled.renderer.workspace.state
    assert completions.terms(state, "tags", "en", "F") == ["Fuel"]
    assert completions.terms(state, "tags", None, "") == ["Fuel", "Prices", "fuel", "Отын"]
    assert completions.terms(state, "authors", "ru", "") == []


def test_addresses_are_offered_up_to_their_next_part(sampled: Prepared) -> None:
    state = sampled.renderer.workspace.state
    found = completions.addresses(state, "/2022/")
    assert found == ["/2022/", "/2022/01/", "/2022/02/", "/2022/05/"]
    assert completions.addresses(state, "/2022/0") == found[1:]
    assert completions.addresses(state, "/nowhere/") == []
