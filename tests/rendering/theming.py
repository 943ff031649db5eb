"""The bundled theme for a site in three languages."""

from pathlib import Path

from kazarchive.answers import Page
from kazarchive.config.options import Site
from kazarchive.reading.theme_files import template_layers
from kazarchive.rendering.theme import Theme

ROOT = Path(__file__).parents[2]
SITE = Site((("", "T"),), "https://archive.example/", ("en", "ru", "kk"), "Asia/Almaty")


PAGE = Page(address="/404.html", template="notfound.html", lang="en", context={"ways": ()})


def theme_with(cache: Path, site: Site = SITE) -> Theme:
    return Theme(site, template_layers(ROOT), lambda body, draw: "", cache)
