"""The table of generators whose folders become documents."""

from collections.abc import Mapping

from kazarchive.importing.formats.generator.astro import Astro
from kazarchive.importing.formats.generator.eleventy import Eleventy
from kazarchive.importing.formats.generator.hexo import Hexo
from kazarchive.importing.formats.generator.hugo import Hugo
from kazarchive.importing.formats.generator.jekyll import Jekyll
from kazarchive.importing.formats.generator.nikola import Nikola
from kazarchive.importing.formats.generator.pelican import Pelican
from kazarchive.importing.formats.generator.rules import Rules
from kazarchive.importing.formats.generator.zola import Zola

RULES: Mapping[str, type[Rules]] = {
    "Hexo": Hexo,
    "Jekyll": Jekyll,
    "Pelican": Pelican,
    "Nikola": Nikola,
    "Zola": Zola,
    "Hugo": Hugo,
    "Eleventy": Eleventy,
    "Astro": Astro,
}
