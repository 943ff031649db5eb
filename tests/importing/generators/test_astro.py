"""A folder of Astro → how it is read."""

from pathlib import Path

from importing.generators.folders import ASTRO, write
from kazarchive.importing.generators import astro


def test_the_configuration_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path, ASTRO)
    plan = astro.adoption(folder)
    assert astro.recognised(folder) == "astro.config.ts"
    assert plan.site["base_url"] == "https://blog.example/b/"
    assert plan.site["languages"] == ["en", "kk"]
    assert plan.articles["folder"] == "src/content/news"
    assert plan.articles["permalink"] == "/blog/{folder}/{slug}/"
    assert plan.articles["permalinks"] == {"src/content/talks": "/talks/{folder}/{slug}/"}
    assert any("src/content/talks/, which no page names" in loss for loss in plan.losses)
    assert any("`*.mdx`: 1" in loss for loss in plan.losses)


def test_a_collection_has_the_folder_of_the_page_that_names_it(tmp_path: Path) -> None:
    files = {
        "src/pages/a/[slug].astro": 'getCollection("x")',
        "src/pages/[...id].astro": "getEntry('y', id)",
        "src/pages/b/index.astro": 'getCollection("z")',
    }
    assert astro.routes(write(tmp_path, files)) == {"x": "a", "y": ""}


def test_only_strings_of_a_configuration_are_read() -> None:
    config = "site: process.env.SITE, base: `/${x}`, title: 'T'"
    assert [astro.string(config, name) for name in ("site", "base", "title")] == ["", "", "T"]
