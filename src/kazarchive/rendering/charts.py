"""The drawings of the charts in a body, made when a page is rendered."""

from typing import TYPE_CHECKING

import msgspec

from kazarchive.rendering.parts import Draw, Shown
from kazarchive.rules.blocks import DRAWN, Block

if TYPE_CHECKING:
    from kazarchive.rules.charts import Drawing

EMPTY_HEAD = "<th></th>"
"""The corner of a table whose labels have no name, of which a screen reader would say nothing."""


def with_drawings(draw: Draw, lang: str) -> Draw:
    """`draw`, given charts with their drawings."""

    def drawn(part: Shown) -> str:
        if isinstance(part, Block) and part.name in DRAWN:
            table = part.html.replace(EMPTY_HEAD, "<td></td>", 1)
            part = part._replace(drawing=_drawing(part, lang), html=table)
        return draw(part)

    return drawn


def _drawing(block: Block, lang: str) -> "Drawing":
    from kazarchive.rules import charts  # with Babel: few pages have charts
    from kazarchive.rules.figures import Figures

    figures = msgspec.json.decode(block.options["figures"], type=Figures)
    return charts.drawing(block.options["type"], figures, lang)
