"""`check` tells links of templates and of the configuration that lead nowhere."""

import pytest

from archives import CONFIG, Archive, article
from kazarchive.check import check
from kazarchive.config import reader
from kazarchive.own_links import links


def told(archive: Archive) -> list[tuple[str, int, str]]:
    with archive.prepared() as ready:
        found = [problem for problem in check(ready) if problem.code == "K0408"]
    return [(each.place.path, each.place.line, each.values["target"]) for each in found]


@pytest.mark.parametrize(
    ("template", "addresses"),
    [
        ('<a href="/missing/">', ["/missing/"]),
        ("<a href='/missing/?q#f'>", ["/missing/"]),
        ('{{ "/static/missing.svg" | url }}', ["/static/missing.svg"]),
        ("{{ '/missing/'|absolute }}", ["/missing/"]),
        ('<img src="https://archive.example/missing.png">', ["/missing.png"]),
        ('<a href="/missing/"> <a href="/missing/">', ["/missing/"]),
        ('<a href="/2022/">\n<a href="/about/#a"> <a href="/">', []),
        ('<a href="https://other.example/missing/"> <a href="//a.example/b">', []),
        ('<a href="{{ address | url }}"> <a href="/{{ x }}/"> <a href="mailto:a@b.kz">', []),
        ('{# <a href="/missing/"> #}', []),
    ],
)
def test_a_link_of_a_template_is_checked(
    archive: Archive, template: str, addresses: list[str]
) -> None:
    archive.write("articles/a.md", article())
    archive.write("templates/more.html", f"\n{template}")
    assert told(archive) == [("templates/more.html", 2, each) for each in addresses]


def test_a_template_writes_the_base_path(archive: Archive) -> None:
    archive.configure('title = "T"\nbase_url = "https://archive.example/base/"\n')
    archive.write("articles/a.md", article())
    archive.write(
        "templates/more.html", '<a href="/base/missing/"><a href="/base/2022/"><a href="/other/">'
    )
    assert told(archive) == [("templates/more.html", 1, "/missing/")]


def test_server_files_have_no_links(archive: Archive) -> None:
    archive.write("articles/a.md", article())
    archive.write("templates/caddy.txt", '@static path {{ "/static/" | url }}*')
    assert told(archive) == []


def test_the_configuration_is_checked(archive: Archive) -> None:
    archive.configure(
        f"{CONFIG}[menu]\nitems = [\n"
        '  "front",\n  { term = "tags/missing", label = "A" },\n  { year = 2022 },\n'
        '  { year = 1999 },\n  { url = "https://archive.example/no/", label = "B" },\n'
        '  { url = "https://other.example/no/", label = "C" },\n]\n'
        '[theme]\nlinks = { D = "https://archive.example/nor/", E = "https://t.me/a" }\n'
    )
    archive.write("articles/a.md", article())
    assert told(archive) == [
        ("kazarchive.toml", 6, "/tags/missing/"),
        ("kazarchive.toml", 8, "/1999/"),
        ("kazarchive.toml", 9, "/no/"),
        ("kazarchive.toml", 13, "/nor/"),
    ]


def test_the_sample_of_bundled_templates_is_none_of_the_site(archive: Archive) -> None:
    assert list(links(reader.load(archive.root), archive.root)) == []
