"""Fields that hide an article are understood or refused, whatever else the configuration allows."""

import re
import tomllib

import pytest

from archives import Archive
from kazarchive.config.content import ArticleOptions
from reading.hiding import reading, what

NBSP, ZWSP, JOINER, SHY = "\u00a0", "\u200b", "\u2060", "\u00ad"


@pytest.mark.parametrize(
    "front",
    [
        *("published: false", "published: no", "published: off", "published: NO", "published: 0"),
        *("Published: false", f"published: fal{SHY}se", f"published: {NBSP}no", "published: draft"),
        *("Draft: true", "DRAFT: True", "draft: true"),
        *("build: {render: never}", "build:\n  render: never\n  list: never", "_build: {list: no}"),
        *(
            "Build: {Render: Never}",
            "build.render: never",
            "headless: true",
            "build: {list: local}",
        ),
        *("build: false", "render: never", "outputs: []"),
        *("retracted: true", "retracted: 2022-03-01", "withdrawn: yes", "private: true"),
        *('private: "true"', "private: on", "Private: TRUE", f"{ZWSP}private: true", "private: 1"),
        *(
            f"priv{JOINER}ate: {ZWSP}true{NBSP}",
            "is_private: true",
            "isDraft: true",
            "drafts: true",
        ),
        *("unlisted: true", "hidden: true", "hide: true", "visible: false"),
        *("public: no", "publish: false", "listed: false", "permalink: false", "output: false"),
        *("sitemap_exclude: true", "sitemap: false", "sitemap: {exclude: true}", "noindex: true"),
        *("sitemap:\n  disable: true", "robots: noindex", "robots: 'noindex, nofollow'"),
        *("robots: [noindex]", "robots: {index: false}", "robotsNoIndex: true", "robots: none"),
        *("eleventyExcludeFromCollections: true", "exclude: true", "password: swordfish"),
        *("status: draft", "status: private", "Status: Pending", "status: auto-draft"),
        *("status: черновик", "post_status: future", "visibility: private", "status: 0"),
        *("visibility: [members]", "access: members", "state: draft", "type: draft"),
        *("type: “draft”", "published: «нет»", "private: “yes”", "access: “members”"),
        *("embargo: true", "scheduled: yes", "expired: true", "expiryDate: true"),
        *("params: {draft: true}", "extra:\n  draft: true", "meta: {seo: {noindex: true}}"),
        *("params.private: true", "data: [{x: 1}, {published: false}]", "wip: true"),
        *("deleted_at: 2022-03-01", "unpublished: true", "encrypted: true", "approved: false"),
        *("no_publish: true", "doNotPublish: yes", "not-public: true", "skip_render: true"),
        *("hiddenFromSearch: true", "hideInList: true", "searchHidden: true", "routable: false"),
        *("post_password: abc", "password: '***'", "passcode: 1", "seo: {googlebot: noindex}"),
        *("post_access: members", "editorial_status: draft", "reviewState: private"),
        *("internal: yes", "on_hold: true", "enabled: false", "status: spiked", "visible: 0"),
        *("черновик: да", "скрыто: да", "опубликовано: нет", "жарияланған: жоқ", "жоба: иә"),
        *("статус: черновик", "private: да", "published: нет", "access: restricted"),
        *("priv\u0430te: true", "ｐｒｉｖａｔｅ: true", "private?: true", "'(hidden)': true"),
        *("book: {draft: true}", "series.private: true", "params: {extra: {unlisted: true}}"),
    ],
)
def test_what_hides_elsewhere_hides_here(front: str) -> None:
    assert what(reading(front)) == "hidden"


@pytest.mark.parametrize(
    ("front", "code"),
    [
        *((f"published: {one}", "K0126") for one in ('"false"', "", "perhaps", "[false]", "'no'")),
        *((f"private: {one}", "K0126") for one in ('"false"', "maybe", "{a: b}", "[true]", "2")),
        *((f"draft: {one}", "K0105") for one in ("ja", f"{ZWSP}true", f"true{NBSP}", '"true"')),
        (f"{NBSP}draft: true", "K0106"),
        (f"dra{ZWSP}ft: true", "K0106"),
        ("dr аft: true", "K0106"),
        ("drаft: true", "K0106"),
        ("ｄｒａｆｔ: true", "K0106"),
        (f"title{NBSP}: true", "K0106"),
        ("draft: false\nDraft: true", "K0109"),
        ("hide: [true]", "K0126"),
        ("private: false\nprivate: true", "K0109"),
        ("publishDate: 2050-01-01", "K0127"),
        ("PublishDate: 2022-01-06", "K0127"),
        ("publish_date: 2022-01-06T00:00+00:00", "K0127"),
        ("published: 2050-01-01", "K0127"),
        ("embargo: 2050-01-01", "K0127"),
        ("embargo: {until: 2050-01-01}", "K0126"),
        ("embargo: until Friday", "K0126"),
        ("meta: {publishDate: 2050-01-01}", "K0127"),
        (f"publishDate: {NBSP}2050-01-01{ZWSP}", "K0127"),
        ("publishDate: 01.02.2050", "K0127"),
        ("embargo: 5/1/2022", "K0127"),  # by the American order on 1 May
        ("published_at: 2524608000", "K0127"),
        ("ｐｒｉｖａｔｅ: maybe", "K0126"),
        ("sunset: 2023-01-01", "K0128"),
        ("status: on the way", "K0126"),
        ("expiryDate: 2012-01-01", "K0128"),
        ("expires: 2030-01-01 10:00", "K0128"),
        ("unpublishDate: next week", "K0126"),
        ("expiryDate: [2012-01-01]", "K0126"),
        ("status: somewhere", "K0126"),
        ("visibility: {level: secret}", "K0126"),
        ("build: {render: perhaps}", "K0126"),
        ("permalink: 'false'", "K0126"),
    ],
)
def test_what_may_hide_and_is_not_understood_is_refused(front: str, code: str) -> None:
    assert what(reading(front)) == code


@pytest.mark.parametrize(
    "front",
    [
        *("draft: false", "published: true", "published: yes", 'published: "true"', "Draft: false"),
        *("private: false", "private: no", "private:", "private: []", "unlisted: off", "hidden: 0"),
        *("build: {render: always}", "build: {list: true, publishResources: false}", "build:"),
        *("status: published", "status:", "status: Publish", "visibility: public", "status: 1"),
        *("publishDate: 2022-01-05", "publishDate: 2019-03-01T10:00:00Z", "publishDate:"),
        *("expiryDate:", "expiryDate: 9999-12-31", "expires: never", "expiryDate: '0000-00-00'"),
        *("embargo: false", "password:", "password: ''", "permalink: /a/", "output: html_document"),
        *("sitemap: {priority: 0.5}", "robots: index, follow", "type: review", "state: Texas"),
        *(
            "hide: [navigation, toc]",
            "cover: {hidden: true}",
            "author: {private: true}",
            "index: 0",
        ),
        *("outputs: [html]", "toc: false", "comments: false", "weight: 3", "headless: false"),
        *("image: {hidden: true}", "source: {name: b, withdrawn: true}", "published: 2022-01-05"),
        *("state: Mangystau", "type: private-sector", "index: 5", "search: true", "feed: rss"),
        *("audience: members of parliament", "access: open", "review: Film", "sunset: 18:30"),
        *("schedule: daily", "schedule: {day: Monday}", "internal: affairs", "hold: music"),
        *("status: updated", "status: Breaking", "status: исправлено", "status: жаңартылды"),
        *("cover.hidden: true", "newsletter: {status: draft}", "ads: {disabled: true}"),
        *("book: {published: 2019}", "event: {status: cancelled, expires: 2022-06-06}"),
        *("price: {public: 60, private: 70}", "corrections: [{published: 2022-02-02}]"),
        *("translations: [{lang: ru, status: draft}]", "stats.approved: 225"),
        *("pubDate: Wed, 05 Jan 2022 10:00:00 +0000", "published_at: 1641340800"),
        *("publishDate: 05.01.2022", "published: 5 January 2022", "comment_status: closed"),
    ],
)
def test_what_does_not_hide_is_published(front: str) -> None:
    assert what(reading(front)) == "shown"


@pytest.mark.parametrize(
    ("rename", "front", "outcome"),
    [
        ({"hush": "private"}, "hush: true", "hidden"),
        ({"hush": "Draft"}, "hush: true", "hidden"),
        ({"hush": "draft"}, "Hush: true", "hidden"),
        ({"hush": "published"}, "hush: false", "hidden"),
        ({"published": "draft"}, "published: false", "hidden"),
        ({"private": "note"}, "private: true", "hidden"),
        ({"private": "draft", "hidden": "draft"}, "private: false\nhidden: true", "hidden"),
        ({"private": "draft"}, "draft: false\nprivate: true", "hidden"),
        ({"publishDate": "date"}, "publishDate: 2050-01-01", "K0127"),
        ({"status": "standing"}, "status: ongoing", "shown"),
        ({"status": "standing"}, "status: draft", "hidden"),
        ({"published": "updated"}, "published: 2022-02-01", "shown"),
    ],
)
def test_a_renamed_field_hides_too(rename: dict[str, str], front: str, outcome: str) -> None:
    options = ArticleOptions(unknown_fields="keep", rename=tuple(rename.items()))
    assert what(reading(front, options)) == outcome


@pytest.mark.parametrize(
    ("name", "value", "outcome"),
    [
        ("draft", "true", "hidden"),
        ("Draft", "true", "hidden"),
        ("private", "true", "hidden"),
        ("published", "no", "hidden"),
        ("status", "draft", "hidden"),
        ("status", "published", "shown"),
        ("expiryDate", "2012-01-01", "K0128"),
    ],
)
def test_a_default_hides_too(name: str, value: str, outcome: str) -> None:
    options = ArticleOptions(unknown_fields="keep", defaults=((name, value),))
    assert what(reading("", options)) == outcome


@pytest.mark.parametrize("policy", ["warn", "keep"])
def test_the_policy_for_unknown_fields_does_not_matter(policy: str) -> None:
    options = ArticleOptions(unknown_fields=policy)
    assert what(reading("private: true", options)) == "hidden"
    assert what(reading("private: perhaps", options)) == "K0126"


def test_a_later_time_of_the_same_day_is_that_of_publication() -> None:
    made = reading("publishDate: 2022-01-05 18:30").article
    assert made is not None
    assert (f"{made.entry.published:%H:%M}", made.entry.timed) == ("18:30", True)


def test_it_is_told_once_for_all_articles_what_hides_them(archive: Archive) -> None:
    archive.configure(
        'title = "T"\nbase_url = "https://a.example/"\n[articles]\nunknown_fields = "keep"\n'
    )
    archive.article("a.md", private=True)
    archive.article("b.md", Private="yes")
    archive.article("c.md", published=False)
    archive.article("d.md")
    report = archive.build_as_clean()
    assert (report.hidden, report.refused) == (3, 0)
    told = [(one.code, one.values["field"], one.values["count"]) for one in report.problems]
    assert told == [("K0125", "Private", "1"), ("K0125", "private", "1")]


def test_a_field_that_hides_is_not_told_as_unknown_too() -> None:
    result = reading("private: true\npublished: false\nweight: 3", ArticleOptions())
    assert [one.values["field"] for one in result.unknown] == ["weight"]
    assert result.article is not None
    assert result.article.extra == {"private": True, "published": False, "weight": 3}


@pytest.mark.parametrize(
    "front",
    [
        *("address: {access: restricted}", "address: {private: true}", "company: {public: false}"),
        *("location: {hidden: true}", "contact: {internal: yes}", "sanctions: {embargo: true}"),
        *("people:\n  - {name: A, status: deleted}", "bill: {status: draft}"),
        *("extra: {company: {private: true}}", "адрес: {доступ: закрытый}", "book.private: yes"),
        *("publish_up: 0000-00-00 00:00:00", "статус: готово", "status: дайын", "доступ: открытый"),
        *("layout: post", "публикация: Ведомости", "состояние: закрыто"),
    ],
)
def test_what_tells_of_another_subject_hides_nothing(front: str) -> None:
    assert what(reading(front)) == "shown"


@pytest.mark.parametrize("front", ["pubDatetime: 2052-01-05", "sys: {publishedAt: 2052-01-05}"])
def test_a_later_day_of_publication_is_refused(front: str) -> None:
    assert what(reading(front)) == "K0127"


def test_the_help_for_a_field_of_another_meaning_can_be_followed() -> None:
    for name in ("embargo", "status", "Hidden", "видимый"):
        front = f"{name}: oil" if name != "видимый" else f'{name}: "нет"'
        (refused,) = [one for one in reading(front).problems if one.code == "K0126"]
        said = re.search(r"`rename = ({.*})`", refused.help)
        assert said
        rename = tomllib.loads(f"rename = {said[1]}")["rename"]
        options = ArticleOptions(rename=tuple(rename.items()), unknown_fields="keep")
        assert what(reading(front, options)) == "shown"


@pytest.mark.parametrize("name", ["pubDate", "pubDatetime", "published_at"])
def test_a_missing_date_names_the_field_that_tells_it(name: str) -> None:
    result = reading(f"{name}: 2022-01-05", date="")
    (missing,) = [one for one in result.problems if one.code == "K0104"]
    assert f'`rename = {{ "{name}" = "date" }}`' in missing.help
    options = ArticleOptions(rename=((name, "date"),), unknown_fields="keep")
    assert what(reading(f"{name}: 2022-01-05", options, "")) == "shown"
