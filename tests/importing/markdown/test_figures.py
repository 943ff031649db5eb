"""An image with a caption is a figure in the archive's own form, if the caption is plain text."""

from importing.markdown.engines import assert_same, written


def figure(inside: str, caption: str) -> str:
    return f"<figure>{inside}<figcaption>{caption}</figcaption></figure>"


def test_a_caption_is_the_title_of_an_image_that_is_alone() -> None:
    image = '<img src="a.jpg" alt="Алаң" title="IMG_1">'
    expected = '![Алаң](a.jpg "Алаң, «түскі» 2&nbsp;қаңтар")'
    assert assert_same(figure(image, "Алаң, <em>«түскі»</em> 2&nbsp;қаңтар")) == expected
    linked = f'<div><a href="b.jpg">{image}</a></div>'
    assert assert_same(figure(linked, "Алаң")) == '[![Алаң](a.jpg "Алаң")](b.jpg)'


def test_a_caption_with_a_link_stays_html() -> None:
    source = figure('<img src="a.jpg" alt="A">', 'Фото: <a href="https://a.kz/">А.</a>')
    assert assert_same(source) == (
        '<figure>\n<img src="a.jpg" alt="A">\n'
        '<figcaption>Фото: <a href="https://a.kz/">А.</a></figcaption>\n</figure>'
    )


def test_a_caption_of_a_table_stays_html() -> None:
    body = assert_same(figure("<table><tr><td>1</td></tr></table>", "Table"))
    assert body.endswith("<figcaption>Table</figcaption>\n</figure>")


def test_a_figure_without_a_caption_leaves_its_content() -> None:
    table = "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>"
    assert assert_same(f"<figure>{table}</figure>") == "| a |\n| --- |\n| 1 |"
    assert assert_same(figure('<img src="a.jpg" alt="">', " ")) == "![](a.jpg)"


def test_each_image_of_a_gallery_has_its_caption() -> None:
    one = figure('<img src="a.jpg" alt="">', "A")
    two = figure('<img src="b.jpg" alt="">', "B")
    assert assert_same(f"<figure>{one}{two}</figure>") == '![](a.jpg "A")\n\n![](b.jpg "B")'
    body = assert_same(figure(one + two, "Both"))
    assert body.count("<figure>") == 3
    assert body.count("<figcaption>") == 3


def test_a_title_without_a_caption_does_not_become_one() -> None:
    assert written('<p><img src="a.jpg" alt="" title="IMG_1"></p>') == "![](a.jpg)"
    linked = '<p><a href="b.jpg"><img src="a.jpg" alt="" title="IMG_1"></a></p>'
    assert written(linked) == "[![](a.jpg)](b.jpg)"
    assert written('<p>x <img src="a.jpg" alt="" title="T"></p>') == 'x ![](a.jpg "T")'


def test_a_caption_alone_is_a_paragraph() -> None:
    assert written("<figure><figcaption>Only words</figcaption></figure>") == "Only words"


def test_a_pull_quote_keeps_its_form() -> None:
    block = "<blockquote><p>Баға қайтты</p><cite>Министр</cite></blockquote>"
    pulled = (
        '<blockquote class="pullquote">\n<p>Баға қайтты</p>\n<p><cite>Министр</cite></p>\n'
        "</blockquote>"
    )
    assert assert_same(f'<figure class="wp-block-pullquote">{block}</figure>') == pulled
    assert assert_same(block.replace(">", ' class="pullquote">', 1)) == pulled
    assert assert_same(block) == "> Баға қайтты\n>\n> <cite>Министр</cite>"
