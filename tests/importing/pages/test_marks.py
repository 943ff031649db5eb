"""Microdata and `meta` → what they say."""

from lxml import html

from kazarchive.importing.pages import marks


def test_microdata_belong_to_the_object_around_them() -> None:
    tree = html.fromstring(
        "<div itemscope itemtype='https://schema.org/NewsArticle'>"
        "<h1 itemprop='headline name'>A</h1><meta itemprop=dateModified content='2022-01-06'>"
        "<div itemscope itemprop=publisher><span itemprop=name>Site</span></div>"
        "<div itemscope itemtype='https://schema.org/Comment'><b itemprop=author>Reader</b></div>"
        "<img itemprop=image src=a.jpg></div>"
    )
    said = marks.microdata(tree)
    assert (said.title, said.updated, said.site, said.image) == ("A", "2022-01-06", "Site", "a.jpg")
    assert said.authors == ()
    assert marks.microdata(html.fromstring("<p>a</p>")).title == ""


def test_each_vocabulary_of_meta_is_read() -> None:
    tree = html.fromstring(
        "<html><head><meta property='og:title' content=' A  B '>"
        "<meta property='article:author' content='https://a.example/author/1'>"
        "<meta name='citation_author' content='Asel'><meta name='citation_date' content='2022/1/5'>"
        "<meta name='DC.Creator' content='Yerlan'><meta name='DC.date' content='2022-01-05'>"
        "<meta name='keywords' content='a, b,'></head></html>"
    )
    graph, citation, dublin, plain = marks.of_metas(marks.metas(tree))
    assert (graph.title, graph.authors) == ("A B", ())
    assert (citation.authors, citation.published) == (("Asel",), "2022/1/5")
    assert (dublin.authors, dublin.published) == (("Yerlan",), "2022-01-05")
    assert plain.tags == ("a", "b")
