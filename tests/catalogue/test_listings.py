"""Questions about the grid of facet and period, and about terms."""

from kazarchive.catalogue.queries import Catalogue
from kazarchive.values import Cell, Facet

ENGLISH = Facet("en")
FUEL = Facet("en", "tags", "fuel")


def test_a_cell_lists_its_articles_newest_first(catalogue: Catalogue) -> None:
    assert [entry.title for entry in catalogue.listed(Cell(FUEL))] == ["B", "A", "C"]
    assert [entry.title for entry in catalogue.listed(Cell(FUEL, "2022"), 1)] == ["B"]
    assert [entry.title for entry in catalogue.listed_on(ENGLISH, ["2022-02-06"], 5)] == ["B"]
    assert catalogue.listed(Cell(Facet("en", "tags", "none"))) == []


def test_a_cell_is_counted_as_it_lists(catalogue: Catalogue) -> None:
    for cell in (Cell(ENGLISH), Cell(FUEL), Cell(FUEL, "2022"), Cell(FUEL, "2022-03")):
        assert catalogue.count(cell) == len(catalogue.listed(cell))


def test_periods_inside_a_period_are_in_order(catalogue: Catalogue) -> None:
    assert catalogue.periods(ENGLISH, "", 4) == [("2021", 2), ("2022", 4)]
    assert catalogue.periods(FUEL, "2022", 7) == [("2022-01", 1), ("2022-02", 1)]
    assert catalogue.counts(FUEL, ["2021", "2020"]) == {"2021": 1}
    assert catalogue.days_of_year("en")["-02-06"] == 3


def test_the_next_period_is_that_with_articles(catalogue: Catalogue) -> None:
    assert catalogue.neighbour_period(ENGLISH, "2022-02", True, -1) == ("2022-05", 1)
    assert catalogue.neighbour_period(ENGLISH, "2021-02", False, -1) is None
    assert catalogue.neighbour_period(ENGLISH, "2021-02", True, 100) is None


def test_a_term_has_its_commonest_name(catalogue: Catalogue) -> None:
    assert catalogue.name(FUEL) == "Fuel"
    assert catalogue.name(Facet("en", "tags", "none")) == "none"
    assert catalogue.most_used("en", "tags", 1) == [(FUEL, "Fuel", 3)]
    assert [name for _, name, _ in catalogue.facets("en", "tags")] == ["Fuel", "Prices"]
    assert catalogue.related(FUEL, 5) == [(Facet("en", "tags", "prices"), "Prices")]


def test_every_facet_holds_articles(catalogue: Catalogue) -> None:
    for facet in catalogue.every_facet():
        assert catalogue.count(Cell(facet)) > 0


def test_months_hold_the_articles_of_all_languages(catalogue: Catalogue) -> None:
    months = {month: n for month, n, _ in catalogue.months()}
    assert months["2022-01"] == len(catalogue.in_month("2022-01")) == 4


def test_news_are_those_of_two_days(catalogue: Catalogue) -> None:
    assert [entry.title for entry in catalogue.recent()] == ["New"]
    assert catalogue.is_recent("articles/new.md")
    assert not catalogue.is_recent("articles/a.md")


def test_what_is_near_an_article_is_named(catalogue: Catalogue) -> None:
    (entry,) = catalogue.entries_of(["articles/b.md"])
    near = catalogue.neighbours([entry])["articles/b.md"]
    assert "/2022/01/05/a/" in catalogue.reached(entry)
    assert "A" in {one.title for one in near.related}
