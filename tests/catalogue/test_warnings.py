"""Every warning of an archive, told by each build."""

from kazarchive.catalogue.queries import Catalogue


def test_warnings_are_told_with_what_they_need(catalogue: Catalogue) -> None:
    found = {problem.code: problem for problem in catalogue.problems()}
    assert found["K0401"].values["target"] == "articles/gone.md"
    assert found["K0401"].values["suggestion"] == ""


def test_a_term_in_two_spellings_is_told_where_the_rarer_stands(catalogue: Catalogue) -> None:
    (problem,) = (one for one in catalogue.problems() if one.code == "K0206")
    assert (problem.values["first"], problem.values["second"]) == ("Fuel", "fuel")
    assert problem.place.path == "articles/c.md"
