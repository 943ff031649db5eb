"""Questions about articles."""

from kazarchive.catalogue.queries import Catalogue

A = "/2022/01/05/a/"


def test_only_visible_articles_are_counted(catalogue: Catalogue) -> None:
    assert catalogue.total() == 8
    assert catalogue.total(visible=False) == 2


def test_the_newest_of_a_language_come_first(catalogue: Catalogue) -> None:
    newest = catalogue.newest("en", 3)
    assert [entry.title for entry in newest] == ["New", "B", "Updated"]
    assert [catalogue.newer(entry, 10) for entry in newest] == [0, 1, 2]
    assert catalogue.newer(newest[2], 1) == 1, "counted no further than asked"


def test_an_article_comes_with_its_links(catalogue: Catalogue) -> None:
    article = catalogue.articles([A, "/nowhere/"])[A]
    assert article.entry.byline == "Aigerim"
    targets = {(link.kind, link.target) for link in article.links}
    assert ("article", "articles/b.md") in targets
    assert ("address", "/tags/") in targets


def test_translations_are_named_by_language_and_not_the_article_itself(
    catalogue: Catalogue,
) -> None:
    (entry,) = catalogue.entries_of(["articles/a.md"])
    found = catalogue.translations_of([entry])[entry.path]
    assert [other.lang for other in found] == ["kk", "ru"]
    assert [other.lang for other in catalogue.naming(entry)] == ["kk", "ru"]


def test_a_hidden_article_tells_what_it_waits_for(catalogue: Catalogue) -> None:
    assert catalogue.hidden("/2022/01/05/draft/") == [("articles/draft.md", "a draft")]
    ((path, due),) = catalogue.hidden("/2023/01/05/later/")
    assert path == "articles/later.md"
    assert due.startswith("due 2023-01-05")
    assert catalogue.entries_of(["articles/draft.md"]) == []


def test_an_alias_leads_to_its_article(catalogue: Catalogue) -> None:
    assert list(catalogue.alias_addresses()) == ["/old/"]
    assert catalogue.aliases(["/old/", A])["/old/"].address == A
    assert A not in catalogue.aliases([A])


def test_articles_know_who_links_to_them(catalogue: Catalogue) -> None:
    assert [entry.title for entry in catalogue.linking_to("articles/b.md")] == ["A"]
    assert catalogue.address_of("pages/about.md") == "/about/"
    assert catalogue.address_of("articles/gone.md") is None
