"""Where texts of Eleventy were. The addresses are those that Eleventy 3 gives."""

from pathlib import Path

import pytest

from importing.formats.generator.texts import addresses, rules, text

CONFIG = 'module.exports = (c) => ({ dir: { input: "content" } });'


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        ("content/2022-02-03-Жаңа Жыл.md", "", ["/2022-02-03-Жаңа Жыл/"]),
        ("content/2022-02-04-dir/index.md", "", ["/2022-02-04-dir/"]),
        ("content/posts/2022-01-06-b.md", "", ["/blog/b/"]),
        (
            "content/posts/sub/d.md",
            "permalink: '/{{ page.date | date: \"%Y/%m\" }}/{{ page.fileSlug }}/'",
            ["/2022/01/d/"],
        ),
        (
            "content/posts/c.md",
            'permalink: "/own/{{ title | slugify }}/index.html"',
            ["/own/c-and-d/"],
        ),
        ("content/posts/c.md", 'permalink: "/{{ unknown }}/"', ["/posts/c/"]),
        ("content/posts/c.md", "permalink: false", []),
    ],
)
def test_a_text_has_the_addresses_that_eleventy_gives(
    path: str, front: str, expected: list[str], tmp_path: Path
) -> None:
    data = '{"tags": ["x"], "permalink": "/blog/{{ page.fileSlug }}/"}'
    of = rules(tmp_path, {"eleventy.config.js": CONFIG, "content/posts/posts.json": data})
    written = f"---\ntitle: C & D\ndate: 2022-01-06\n{front}\n---\nText.\n"
    assert addresses(of, path, written) == expected


def test_a_text_without_a_page_is_a_draft(tmp_path: Path) -> None:
    of = rules(tmp_path, {"eleventy.config.js": CONFIG, "content/a.md": ""})
    assert text(of, "content/a.md", "---\ntitle: A\npermalink: false\n---\n").draft
