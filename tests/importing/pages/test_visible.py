"""The text that readers see."""

from lxml import html

from kazarchive.importing.pages import visible


def test_blocks_are_lines_and_marks_are_inside_words() -> None:
    tree = html.fromstring(
        "<div>a<p>b <b>c</b>d\ne</p>f<br>g<script>x</script><button>y</button><pre>h\ni</pre></div>"
    )
    assert visible.text(tree) == "a\nb cd e\nf\ng\nh\ni"
