"""Blocks on the page of an article."""

import pytest

from archives import CONFIG, Archive

PAGE = "/2022/01/05/a/"
POEM = '{% macro piece(block) %}<div class="poem">{{ block.html | safe }}</div>{% endmacro %}'


def test_a_block_is_shown_on_the_page_and_in_the_feed(archive: Archive) -> None:
    archive.article("a.md", ':::pullquote {by="A <b> reader"}\nWe waited.\n:::')
    archive.build()
    assert '<blockquote class="pullquote">\n<p>We waited.</p>' in archive.page(PAGE)
    assert "<figcaption>A &lt;b&gt; reader</figcaption>" in archive.page(PAGE)
    assert "We waited." in archive.page("feed.xml")
    assert "kaz-block" not in archive.page(PAGE) + archive.page("feed.xml")


@pytest.mark.parametrize(("lang", "title"), [("kk", "Түзету"), ("ru", "Исправление")])
def test_a_block_speaks_the_language_of_the_article(
    archive: Archive, lang: str, title: str
) -> None:
    archive.configure(CONFIG + f'languages = ["{lang}"]\n')
    archive.article("a.md", ":::correction {date=2022-01-07}\nText\n:::")
    archive.build()
    assert f'<p class="heading">{title}, 2022-01-07</p>' in archive.page(PAGE)


def test_a_template_of_the_site_adds_a_block_and_an_edit_of_it_renders_again(
    archive: Archive,
) -> None:
    archive.write("templates/blocks/poem.html", POEM)
    archive.article("a.md", ":::poem\nText\n:::")
    archive.build()
    assert '<div class="poem"><p>Text</p></div>' in archive.page(PAGE)
    archive.write("templates/blocks/poem.html", POEM.replace("poem", "verse"))
    archive.build_as_clean()
    assert '<div class="verse">' in archive.page(PAGE)


def test_media_and_links_in_a_block_work_as_elsewhere(small: Archive) -> None:
    small.article("b.md")
    small.article("a.md", ":::aside\n[B](b.md)\n\nhttps://youtu.be/aBcDeFgHiJ0\n:::")
    small.build()
    assert '<a href="/2022/01/05/b/">B</a>' in small.page(PAGE)
    assert '<p class="card video">' in small.page(PAGE)
