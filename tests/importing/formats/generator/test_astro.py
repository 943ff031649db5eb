"""Where texts of Astro were, by its documentation."""

from pathlib import Path

import pytest

from importing.formats.generator.texts import addresses, rules

FILES = {
    "astro.config.mjs": 'export default { site: "https://a.example",\n'
    'i18n: { defaultLocale: "en", locales: ["en", "kk"] } }',
    "src/pages/blog/[...slug].astro": 'getCollection("news")',
    "src/content/news/x.md": "---\ntitle: X\ndate: 2022-01-05\n---\n",
}


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        ("src/content/news/Gas Price!.md", "", ["/blog/gas-price/"]),
        ("src/content/news/2022/Жаңа/index.mdx", "", ["/blog/2022/жаңа/"]),
        ("src/content/news/kk/a.md", "", ["/kk/blog/a/"]),
        ("src/content/news/en/a.md", "slug: own/b", ["/blog/own/b/"]),
        ("src/content/other/a.md", "", ["/other/a/"]),
        ("src/pages/info/index.md", "", ["/info/"]),
        ("src/pages/about.md", "", ["/about/"]),
    ],
)
def test_a_text_has_an_address(path: str, front: str, expected: list[str], tmp_path: Path) -> None:
    of = rules(tmp_path, FILES)
    assert addresses(of, path, f"---\ntitle: A\n{front}\n---\nText.\n") == expected
