"""The fields that a site declares, on pages."""

import json

from archives import CONFIG, Archive

DECLARED = CONFIG + (
    'languages = ["en", "ru"]\n[articles.fields]\n'
    'place = { type = "text", label = { en = "Place", ru = "Место" } }\n'
    'checked = { type = "list", label = "Checked by" }\n'
    'event = { type = "date", label = "Held on" }\n'
    'price = { type = "number", label = "Price" }\n'
    'note = "text"\n'
)


def test_an_article_shows_the_fields_that_have_a_label(archive: Archive) -> None:
    archive.configure(DECLARED)
    fields = {"place": "A & B", "checked": ["One", "Two"], "event": "2022-01-06", "price": 12500}
    archive.article("a.md", **fields, note="secret")
    archive.article("a.ru.md", place="Актау")
    archive.build()
    page = archive.page("/2022/01/05/a/")
    for label, value in (
        ("Place", "A &amp; B"),
        ("Checked by", "One, Two"),
        ("Held on", "6 January 2022"),
        ("Price", "12,500"),
    ):
        assert f"<dt>{label}</dt>\n<dd>{value}</dd>" in page
    assert "secret" not in page
    russian = archive.page("/ru/2022/01/05/a/")
    assert "<dt>Место</dt>\n<dd>Актау</dd>" in russian
    assert "Checked by" not in russian


def test_templates_of_lists_and_feeds_have_them_and_follow_an_edit(archive: Archive) -> None:
    archive.configure(DECLARED)
    archive.write(
        "templates/entry.html",
        "{% macro piece(entry, form) %}<li>[{{ entry.fields.place }}]"
        "{% if entry.fields.event %}{{ entry.fields.event | short_day }}{% endif %}"
        "{{ entry.fields.unheard }}{{ entry.fields.items }}</li>{% endmacro %}",
    )
    archive.write(
        "templates/feed.json",
        '["{% for item in entries %}{{ item.entry.fields.place }}{% endfor %}"]',
    )
    archive.article("a.md", place="Aktau", event="2022-01-06")
    archive.article("b.md")
    archive.build_as_clean()
    month = "/2022/01/"
    assert "[Aktau]6 January" in archive.page(month)
    assert "<li>[]</li>" in archive.page(month)
    assert json.loads(archive.page("/feed.json")) == ["Aktau"]
    archive.article("a.md", place="Taraz")
    report = archive.build_as_clean()
    assert "[Taraz]" in archive.page(month)
    assert json.loads(archive.page("/feed.json")) == ["Taraz"]
    assert "/2022/" in {one.address for one in report.reasons}


def test_an_extra_field_that_an_article_lacks_is_empty_in_templates(archive: Archive) -> None:
    archive.write(
        "templates/article.html",
        "[{{ article.extra.mood }}{% if article.extra.seo %}{{ article.extra.seo.title }}"
        "{% endif %}{{ article.extra['x'] }}]",
    )
    archive.article("a.md", mood="calm", seo={"title": "T"})
    archive.article("b.md")
    archive.build()
    assert archive.page("/2022/01/05/a/") == "[calmT]"
    assert archive.page("/2022/01/05/b/") == "[]"
