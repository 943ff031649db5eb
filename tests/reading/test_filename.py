"""What a file's name says of its article."""

import pytest

from reading.articles import article, codes, reading, site


@pytest.mark.parametrize(
    ("path", "date", "slug"),
    [
        ("articles/2022-01-05-cap.md", "2022-01-05", "cap"),
        ("articles/2022-01-05_cap.md", "2022-01-05", "cap"),
        ("articles/2022-01-05-cap.ru.md", "2022-01-05", "cap"),
        ("articles/2022-01-05-2022-in-numbers.markdown", "2022-01-05", "2022-in-numbers"),
    ],
)
def test_a_name_gives_the_date_and_not_the_slug(path: str, date: str, slug: str) -> None:
    made = reading("title: Cap", path=path).article
    assert made is not None
    assert made.entry.day.isoformat() == date
    assert made.entry.address.endswith(f"/{slug}/")


def test_the_field_goes_before_the_name() -> None:
    assert article(path="articles/2021-12-31-cap.md").entry.address == "/2022/01/05/cap/"


def test_dates_from_names_can_be_off() -> None:
    plain = site(dates_from_names=False)
    path = "articles/2022-01-06-cap.md"
    assert codes(reading("title: Cap", path=path, of=plain)) == ["K0104"]
    assert article(path=path, of=plain).entry.address == "/2022/01/05/2022-01-06-cap/"


def test_a_language_is_no_part_of_the_slug() -> None:
    assert article(path="articles/cap.ru.md").entry.address == "/ru/2022/01/05/cap/"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("%d1%86%d0%b5%d0%bd%d1%8b.md", "tseny"),
        ("2022-01-05-%E2%80%93-news.md", "news"),
        ("my%20post.md", "my-post"),
        ("50%.md", "50"),
    ],
)
def test_a_files_name_that_came_percent_encoded_is_decoded(name: str, slug: str) -> None:
    assert article(path=f"articles/{name}").entry.address == f"/2022/01/05/{slug}/"


def test_an_index_bears_the_name_of_its_folder() -> None:
    entry = article("", path="articles/posts/my-bundle/index.md").entry
    assert entry.address.endswith("/my-bundle/")


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2022-01-05 25:00", "K0137"),
        ("2022-01-05 18.30", "K0137"),
        ("about 5 January 2022", "K0137"),
        ("2022-01-05 00:10::00 +05:00", "K0137"),
        ("2022-01-05 16:30-:00+16:30", "K0137"),
        ("2022-01-05 23:30-:00-11:00", "K0103"),
        ("2022-01-05 23:30::00 -08:00", "K0103"),  # 6 January in Almaty
        ("2022-01-05 23:30 PST", "K0103"),
        ("2022-01-05 until 2050-01-01", "K0103"),
        ("2022-01-05-06", "K0103"),
        ("2022-01-056", "K0103"),
        ("05/01/2022", "K0103"),  # or 1 May
        ("yesterday", "K0103"),
    ],
)
def test_the_day_of_the_name_is_used_where_no_other_can_be_meant(date: str, code: str) -> None:
    assert codes(reading(f"title: A\ndate: {date}", path="articles/2022-01-05-a.md")) == [code]
