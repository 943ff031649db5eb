"""The former addresses of an item."""

from kazarchive.importing.formats.wordpress import addresses
from kazarchive.importing.formats.wordpress.export import Export
from kazarchive.importing.formats.wordpress.item import Item

EXPORT = Export(home="https://a.example")


def item(meta: dict[str, list[str]] | None = None, **fields: str) -> Item:
    said = {"post_id": "5", "post_name": "b", "post_date": "2022-01-05 10:00:00"} | fields
    return Item(said, "", "", (), meta or {}, ())


def test_old_slugs_and_dates_are_put_into_the_permalink() -> None:
    one = item(
        {"_wp_old_slug": ["first", "second"], "_wp_old_date": ["2021-12-31"]},
        link="https://a.example/2022/01/05/b/",
    )
    assert addresses.former(one, EXPORT, 1) == (
        "https://a.example/2022/01/05/b/",
        "https://a.example/2022/01/05/second/",
        "https://a.example/2021/12/31/second/",
        "https://a.example/2022/01/05/first/",
        "https://a.example/2021/12/31/first/",
        "https://a.example/2021/12/31/b/",
        "https://a.example/?p=5",
    )


def test_other_structures_of_permalinks() -> None:
    meta = {"_wp_old_slug": ["a"], "_wp_old_date": ["2021-12-31"]}
    for link, old in (
        ("https://a.example/news/b.html", "https://a.example/news/a.html"),
        ("https://a.example/2022/01/b/", "https://a.example/2021/12/a/"),
        ("https://a.example/2022/b", "https://a.example/2021/a"),
        ("https://a.example/archives/5", "https://a.example/archives/5"),
    ):
        assert old in addresses.former(item(meta, link=link), EXPORT, 1)


def test_the_pages_of_a_long_text_had_addresses() -> None:
    found = addresses.former(item(link="https://a.example/b/", post_type="page"), EXPORT, 3)
    assert found == (
        "https://a.example/b/",
        "https://a.example/b/2/",
        "https://a.example/b/3/",
        "https://a.example/?page_id=5",
    )


def test_a_language_begins_the_path() -> None:
    one = item(link="https://a.example/b/")
    assert addresses.in_language(one, EXPORT, "ru") == ("https://a.example/ru/b/",)
    assert addresses.in_language(item(link="https://a.example/?p=5"), EXPORT, "ru") == ()


def test_a_slug_is_read_and_loses_a_letter_that_is_cut() -> None:
    assert addresses.decoded("%d2%9b%d0%b0%d0%b7%d0%b0%d2") == "қаза"
    assert addresses.decoded("Plain-slug-") == "Plain-slug"
