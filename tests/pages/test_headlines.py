"""Emphasis in the title of an article, wherever it is shown."""

import json

from archives import CONFIG, Archive

PAGE = "/2022/01/05/a/"


def test_a_headline_has_emphasis_and_everything_else_the_plain_title(archive: Archive) -> None:
    archive.configure(f"{CONFIG}[search]\nenabled = true\n")
    archive.article("a.md", title="The *Kazakh* <book>")
    archive.article("b.md", date="2022-01-06", title="Another \\*one*")
    archive.build_as_clean()
    shown = "The <em>Kazakh</em> &lt;book&gt;"
    page = archive.page(PAGE)
    assert f"<h1>{shown}</h1>" in page
    assert "<title>The Kazakh &lt;book&gt; – Test</title>" in page
    assert 'property="og:title" content="The Kazakh &lt;book&gt;"' in page
    assert '"headline":"The Kazakh \\u003cbook' in page.replace('": "', '":"')
    assert f">{shown}</a>" in archive.page("/")
    assert f">{shown}</a>" in archive.page("/2022/01/")
    assert f">{shown}</a>" in archive.page("/2022/01/06/b/")
    assert ">Another *one*</a>" in page
    for name, content in archive.tree().items():
        if name.endswith((".xml", ".json", ".js")):
            assert b"*Kazakh*" not in content, name
            assert b"<em>Kazakh" not in content, name
    feed = json.loads(archive.page("/feed.json"))
    assert {item["title"] for item in feed["items"]} == {"The Kazakh <book>", "Another *one*"}


def test_an_edit_of_emphasis_alone_changes_what_shows_it(archive: Archive) -> None:
    archive.article("a.md", title="The Kazakh book")
    archive.build()
    archive.article("a.md", title="The *Kazakh* book")
    archive.build_as_clean()
    assert "<em>Kazakh</em>" in archive.page("/")


def test_the_address_from_a_title_has_no_signs(archive: Archive) -> None:
    archive.configure(f'{CONFIG}[articles]\nslugs = "title"\n')
    archive.article("a.md", title="The *Kazakh* book")
    archive.build()
    assert "<em>Kazakh</em>" in archive.page("/2022/01/05/the-kazakh-book/")


def test_titles_and_summaries_get_the_quotation_marks_of_their_language(archive: Archive) -> None:
    archive.configure(f'{CONFIG}languages = ["ru"]\n[markdown]\nquotes = true\n')
    archive.article("a.md", title='О "слове"', summary='Что "сказано".', kicker='"К"')
    archive.build()
    page = archive.page(PAGE)
    assert "<h1>О «слове»</h1>" in page
    assert "Что «сказано»." in page
    assert "«К»" in page
