"""The title of an image that stands alone is its caption, whatever image it is."""

import re

import pytest

from archives import CONFIG, SMALL, Archive
from photos import photo, with_iptc

CONFIGURATIONS = {
    "commonmark": SMALL,
    "python-markdown": SMALL
    + '[markdown]\nengine = "python-markdown"\nextensions = ["attr_list"]\n',
    "without sizes": CONFIG + "[images]\nenabled = false\n",
    "trusted": SMALL + '[markdown]\nhtml = "trust"\n',
    "escaped": SMALL + '[markdown]\nhtml = "escape"\n',
}

IMAGES = [
    "p.png",
    "p.gif",
    "p.svg",
    "/static/p.png",
    "https://x.example/p.jpg",
    "//x.example/p",
    "gone.png",
]


@pytest.fixture(params=CONFIGURATIONS.values(), ids=list(CONFIGURATIONS))
def archive(archive: Archive, request: pytest.FixtureRequest) -> Archive:
    archive.configure(request.param)
    for name in ("articles/p.png", "static/p.png"):
        archive.write(name, photo((200, 120), "PNG"))
    archive.write("articles/p.gif", photo((20, 12), "GIF"))
    archive.write("articles/p.svg", "<svg/>")
    return archive


def text(archive: Archive, body: str, page: bool = True) -> str:
    """The text of an article with a body, in its page or in the feed."""
    archive.article("a.md", body)
    archive.build()
    if page:
        return archive.page("/2022/01/05/a/").split('<div class="body">')[1].split("<footer")[0]
    whole = archive.page("/feed.xml").split('<content type="html">')[1].split("</content>")[0]
    return (
        whole.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&quot;", '"')
    )


@pytest.mark.parametrize("page", [True, False], ids=["page", "feed"])
def test_every_image_alone_has_its_title_below_it(archive: Archive, page: bool) -> None:
    shown = text(archive, "\n\n".join(f'![An alt]({one} "Title {one}")' for one in IMAGES), page)
    figures = re.findall(r"<figure>.*?</figure>", shown, re.DOTALL)
    assert len(figures) == len(IMAGES)
    for image, figure in zip(IMAGES, figures, strict=True):
        assert f"<figcaption>Title {image}</figcaption>" in figure
        assert "title=" not in figure
        assert figure.count('alt="An alt"') == 1
        assert image.split("/")[-1] in figure.split("<figcaption>")[0]
        assert page or "<picture" not in figure


@pytest.mark.parametrize("image", ["p.png", "p.svg"])
@pytest.mark.parametrize(
    "body",
    [
        'Text ![An alt]({} "Title") on.',
        '![An alt]({} "Title")\nText.',
        '**![An alt]({} "Title")**',
        '| ![An alt]({} "Title") |\n| --- |',
        '- ![An alt]({} "Title") Text',
        '[![An alt]({} "Title") more](/about/)',
    ],
)
def test_an_image_among_others_or_words_keeps_its_title(
    archive: Archive, image: str, body: str
) -> None:
    shown = text(archive, body.replace("{}", image))
    assert "<figure" not in shown
    assert shown.count('title="Title"') == body.count("{}")


@pytest.mark.parametrize("image", ["p.png", "p.svg"])
def test_a_link_around_an_image_that_stands_alone_stays(archive: Archive, image: str) -> None:
    shown = text(archive, f'[![An alt]({image} "Title")](/about/)\n\nEnd.')
    figure = shown.split("<figure>")[1].split("</figure>")[0]
    assert re.search(r'^\s*<a href="/about/">.*<img .*</a>\s*<figcaption>', figure, re.DOTALL)
    assert figure.count("</a>") == 1


@pytest.mark.parametrize("mark", ["- ", "1. ", "> ", "> - ", "- > "])
@pytest.mark.parametrize("image", ["p.png", "p.svg"])
def test_an_image_alone_in_a_list_or_a_quotation_is_a_figure(
    archive: Archive, image: str, mark: str
) -> None:
    shown = text(archive, f'{mark}![An alt]({image} "Title")\n\nEnd.')
    assert shown.count("<figure>") == 1
    assert "<figcaption>Title</figcaption>" in shown
    assert "<p><figure" not in shown
    for tag in ("ul", "ol", "li", "blockquote", "p", "figure"):
        assert shown.count(f"<{tag}>") == shown.count(f"</{tag}>"), tag


def test_an_image_without_title_stays_as_it_was(archive: Archive) -> None:
    shown = text(archive, '![An alt](p.svg)\n\n- ![An alt](p.svg)\n\n![An alt](p.svg "")')
    assert "<figure" not in shown
    assert shown.count("<img") == 3


def test_a_title_is_text(archive: Archive) -> None:
    shown = text(archive, '![An alt](p.svg "a <b> & &quot;c&quot; <script>")')
    assert "<b>" not in shown
    assert "<script" not in shown
    assert 'a &lt;b&gt; &amp; "c" &lt;script&gt;</figcaption>' in shown


def test_a_feed_shows_what_the_file_says(archive: Archive) -> None:
    archive.write("articles/p.jpg", with_iptc(photo((200, 120)), {110: "Vlast", 120: "From it"}))
    shown = text(archive, "![An alt](p.jpg)", page=False)
    if "enabled = false" in (archive.root / "kazarchive.toml").read_text():
        assert "<figure" not in shown
    else:
        assert "<figcaption>From it <small>Image: Vlast</small></figcaption>" in shown
    assert "<picture" not in shown
    assert 'src="https://archive.example/2022/01/05/a/p.jpg"' in shown


def test_a_page_without_a_date_has_captions_too(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("pages/about.md", '---\ntitle: About\n---\n![An alt](/static/p.png "Title")\n')
    archive.build_as_clean()
    assert "<figcaption>Title</figcaption>" in archive.page("/about/")


def test_attributes_stay_with_the_image_and_its_paragraph(archive: Archive) -> None:
    archive.configure(CONFIGURATIONS["python-markdown"])
    shown = text(archive, '![An alt](p.svg "Title"){: width=30 #one}\n{: #two lang=ru}')
    assert re.search(r'<figure (id="two" lang="ru"|lang="ru" id="two")>', shown)
    assert re.search(r'<img [^>]*width="30"', shown)
    assert re.search(r'<img [^>]*id="one"', shown)


def test_the_lead_image_may_be_shown_again(archive: Archive) -> None:
    archive.article("a.md", '![An alt](p.svg "Title")', image={"src": "p.svg", "alt": "Lead"})
    archive.build_as_clean()
    page = archive.page("/2022/01/05/a/")
    assert page.count("<figcaption>Title</figcaption>") == 1
    assert page.count("p.svg") >= 2
