"""A live report on its page, in lists, in feeds and for machines."""

import json
from datetime import UTC, datetime

import pytest

from archives import CONFIG, Archive

PAGE = "/2022/01/05/a/"
BODY = """\
Intro.[^1]

## 14:35 First *buses* leave

To [the bridge](b.md).

![A map](map.png)

## 15:10 The bridge is open

:::aside Who decides
The city.
:::

[^1]: A note.
"""


@pytest.fixture(params=["commonmark", "python-markdown"])
def live(archive: Archive, request: pytest.FixtureRequest) -> Archive:
    archive.configure(CONFIG + f'[markdown]\nengine = "{request.param}"\n')
    archive.write("articles/map.svg", "<svg/>")
    archive.article("b.md", "See [this](a.md#t1435).")
    archive.article("a.md", BODY.replace("map.png", "map.svg"), type="live")
    return archive


def linked(page: str) -> dict[str, object]:
    graph = json.loads(page.partition('type="application/ld+json">')[2].partition("</script>")[0])
    node: dict[str, object] = graph["@graph"][0]
    return node


def test_entries_have_an_address_and_a_time_and_the_newest_is_first(live: Archive) -> None:
    report = live.build()
    assert not report.problems
    page = live.page(PAGE)
    first, second = page.index('id="t1510"'), page.index('id="t1435"')
    assert page.index("Intro.") < first < second < page.index('class="footnotes"')
    assert (
        '<a class="when" href="#t1435"><time datetime="2022-01-05T14:35:00+00:00">14:35</time></a>'
        " First <em>buses</em> leave</h2>"
    ) in page
    assert '<a href="/2022/01/05/b/">the bridge</a>' in page
    assert '<aside class="box">' in page
    assert "kaz-" not in page
    assert page.count('<li><a href="#t1') == 2
    assert 'href="/2022/01/05/a/#t1435"' in live.page("/2022/01/05/b/")
    live.article("a.md", BODY.replace("map.png", "map.svg"), type="live", live={"order": "oldest"})
    live.build_as_clean()
    page = live.page(PAGE)
    assert page.index('id="t1435"') < page.index('id="t1510"')


def test_a_report_ends_on_its_page_and_in_lists(live: Archive) -> None:
    live.build()
    for address in (PAGE, "/2022/01/"):
        assert "Live report, ongoing" in live.page(address)
    assert "coverageEndTime" not in linked(live.page(PAGE))
    live.article("a.md", BODY.replace("map.png", "map.svg"), type="live", live="ended")
    live.build_as_clean()
    for address in (PAGE, "/2022/01/", "/"):
        assert "Live report, ended" in live.page(address)
    assert linked(live.page(PAGE))["coverageEndTime"] == "2022-01-05T15:10:00+00:00"


def test_machines_get_each_entry(live: Archive) -> None:
    live.build()
    node = linked(live.page(PAGE))
    assert node["@type"] == "LiveBlogPosting"
    assert node["coverageStartTime"] == "2022-01-05T14:35:00+00:00"
    updates = node["liveBlogUpdate"]
    assert isinstance(updates, list)
    assert updates[1] == {
        "@type": "BlogPosting",
        "@id": "https://archive.example/2022/01/05/a/#t1435",
        "url": "https://archive.example/2022/01/05/a/#t1435",
        "headline": "First buses leave",
        "datePublished": "2022-01-05T14:35:00+00:00",
        "articleBody": "To the bridge.",
    }


def test_a_feed_has_the_report_once_with_full_addresses(live: Archive) -> None:
    live.build()
    feed = live.page("feed.xml")
    assert "https://archive.example/2022/01/05/a/#t1510" in feed
    assert "<updated>2022-01-05T15:10:00+00:00</updated>" in feed
    ids = [line for line in feed.splitlines() if "<id>" in line]
    body = BODY.replace("map.png", "map.svg") + "\n## 16:00 Later\n"
    live.article("a.md", body, type="live")
    live.build_as_clean()
    feed = live.page("feed.xml")
    assert [line for line in feed.splitlines() if "<id>" in line] == ids
    assert "<updated>2022-01-05T16:00:00+00:00</updated>" in feed


def test_a_report_of_several_days_shows_them(archive: Archive) -> None:
    archive.article("a.md", "## 23:50 One\n\n## 2022-01-06 0:10 Two", type="live")
    archive.build()
    assert '<time datetime="2022-01-06T00:10:00+00:00">6 January, 00:10</time>' in archive.page(
        PAGE
    )
    assert 'id="t2022-01-06-0010"' in archive.page(PAGE)


def test_an_entry_that_is_to_come_is_reported_until_then(archive: Archive) -> None:
    archive.now = int(datetime(2022, 1, 5, 12, tzinfo=UTC).timestamp())
    archive.article("a.md", "## 11:00 One\n\n## 13:00 Two", type="live")
    assert [problem.code for problem in archive.build().problems] == ["K0457"]
    archive.now += 7_200
    assert not archive.build().problems


@pytest.mark.parametrize(
    ("lang", "ongoing", "times"),
    [
        ("kk", "Тікелей репортаж жалғасуда", "Уақыт бойынша жазбалар"),
        ("ru", "Онлайн-репортаж продолжается", "Записи по времени"),
    ],
)
def test_a_report_speaks_the_language_of_the_article(
    archive: Archive, lang: str, ongoing: str, times: str
) -> None:
    archive.configure(CONFIG + f'languages = ["{lang}"]\n')
    archive.article("a.md", BODY.partition("![")[0].replace("b.md", "a.md"), type="live")
    archive.build()
    assert ongoing in archive.page(PAGE)
    assert times in archive.page(PAGE)
