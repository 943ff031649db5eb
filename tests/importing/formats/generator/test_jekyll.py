"""Where texts of Jekyll were. The addresses are those that Jekyll 4.3 gives."""

from pathlib import Path

import pytest

from importing.formats.generator.texts import addresses, rules, text

POSTS = {"_posts/2022-01-05-a.md": "", "_places/a.md": ""}


@pytest.mark.parametrize(
    ("config", "path", "front", "expected"),
    [
        ("", "_posts/2022-01-05-Қазақстан Жаңа.md", "", ["/2022/01/05/Қазақстан-Жаңа.html"]),
        (
            "permalink: ordinal",
            "_posts/2022-02-01-a.md",
            "categories: One Two",
            ["/one/two/2022/032/a.html"],
        ),
        ("permalink: pretty", "kk/_posts/2022-01-05-a.md", "", ["/kk/2022/01/05/a/"]),
        (
            "permalink: /:year/:slug",
            "_posts/2022-01-05-My_Post.md",
            "slug: Өз Слаг",
            ["/2022/өз-слаг.html"],
        ),
        ("permalink: none", "_posts/22-1-7-My_Post.v1.0.md", "", ["/My_Post.v1.0.html"]),
        ("", "_posts/2022-01-05-a.md", "permalink: /own/:title/", ["/own/a/"]),
        ("", "_posts/2022-01-05-a.md", "permalink: /own", ["/own", "/own.html"]),
        (
            "",
            "_posts/2022-01-05-a.md",
            "redirect_from: [/x, /y/]",
            ["/2022/01/05/a.html", "/x", "/y/"],
        ),
        (
            "collections: {posts: {permalink: '/p/:title/'}}",
            "_posts/2022-01-05-a.md",
            "",
            ["/p/a/"],
        ),
        (
            "collections: {places: {output: true}}",
            "_places/sub/Ақтау.md",
            "title: A",
            ["/places/sub/Ақтау.html"],
        ),
        ("permalink: pretty", "info/about.md", "title: A", ["/info/about/"]),
        ("", "info/about.md", "title: A", ["/info/about.html"]),
        ("", "info/index.md", "title: A", ["/info/"]),
        ("", "_drafts/a.md", "title: A", []),
    ],
)
def test_a_text_has_the_addresses_that_jekyll_gives(
    config: str, path: str, front: str, expected: list[str], tmp_path: Path
) -> None:
    of = rules(tmp_path, POSTS | {"_config.yml": config})
    assert addresses(of, path, f"---\n{front}\n---\nText.\n") == expected


def test_defaults_reach_the_texts_of_their_scope(tmp_path: Path) -> None:
    config = (
        "defaults:\n- scope: {path: ''}\n  values: {author: a, category: x}\n"
        "- scope: {path: _posts/old}\n  values: {category: y}\n"
        "- scope: {path: '', type: pages}\n  values: {author: p}\n"
    )
    of = rules(tmp_path, POSTS | {"_config.yml": config})
    old = text(of, "_posts/old/2022-01-05-a.md", "---\ntitle: A\n---\n")
    assert (old.authors, old.data["category"]) == (("a",), "y")
    assert text(of, "about.md", "---\ntitle: A\n---\n").authors == ("p",)


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("site.baseurl", ""),
        ("site.title", "T"),
        ("site.none", None),
        ("page.title", "A"),
        ("page.title | escape", "A"),
        ("page.none", None),
        ('"/x" | relative_url', "/x"),
        ("'x'", "x"),
        ("page.date | date: '%Y'", None),
    ],
)
def test_an_expression_shows_what_is_known(
    expression: str, shown: str | None, tmp_path: Path
) -> None:
    of = rules(tmp_path, POSTS | {"_config.yml": "title: T"})
    assert of.value(expression, text(of, "_posts/2022-01-05-a.md", "---\ntitle: A\n---\n")) == shown
