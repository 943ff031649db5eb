"""What the tests of rendering share."""

import pytest

from kazarchive.reading.theme_files import template_layers
from kazarchive.rendering.theme import Theme
from rendering.theming import ROOT, SITE


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme(SITE, template_layers(ROOT), lambda body, draw: "")
