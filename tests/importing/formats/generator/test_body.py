"""The body of a text without marks of templates."""

from pathlib import Path

from importing.formats.generator.texts import rules, text
from kazarchive.importing.formats.generator import body as bodies
from kazarchive.importing.formats.generator import shows
from kazarchive.importing.formats.generator.links import Index

FILES = {
    "_config.yml": "url: https://a.example\n",
    "_posts/2022-01-05-a.md": "---\ntitle: A\n---\n",
}


def body(tmp_path: Path, name: str, written: str) -> bodies.Body:
    of = rules(tmp_path, FILES)
    read = text(of, f"_posts/2022-01-05-{name}", f"---\ntitle: A\n---\n{written}")
    index = Index(tmp_path, "https://a.example/", ("",), {}, {})
    return bodies.body(read, of, index, "https://a.example/a/", shows.table([]))


def test_frames_and_gists_are_links(tmp_path: Path) -> None:
    made = body(
        tmp_path,
        "a.md",
        'A\n\n<iframe src="//www.youtube.com/embed/x?a=1" width="1"></iframe>\n\n'
        '<script src="https://gist.github.com/b/1.js"></script>\n\n<iframe src="/map"></iframe>\n',
    )
    assert made.markdown.count("<p><a href=") == 3
    assert 'href="https://www.youtube.com/watch?v=x"' in made.markdown
    assert made.notes[0].text == "frames that are links now: 3"


def test_markdown_is_not_touched_elsewhere(tmp_path: Path) -> None:
    written = "*  A  \n   b\n\nC&nbsp;*d*\\_\n~~~\n[x](y)\n~~~"
    made = body(tmp_path, "a.md", written)
    assert (made.markdown, made.notes) == (written, ())
    assert "<pre><code>[x](y)" in made.html


def test_html_has_only_other_addresses(tmp_path: Path) -> None:
    made = body(tmp_path, "a.html", 'A & b <a href="https://a.example/x">c</a>')
    assert (made.markdown, made.html) == ("", 'A &amp; b <a href="https://a.example/x">c</a>')
