"""The drawings of the charts in a body, made when a page is rendered."""

import msgspec

from kazarchive.reading.charts import BLOCKS
from kazarchive.rendering.parts import Draw, Shown
from kazarchive.rules import charts
from kazarchive.rules.blocks import Block
from kazarchive.rules.figures import Figures

EMPTY_HEAD = "<th></th>"
"""The corner of a table whose labels have no name, of which a screen reader would say nothing."""

_decode = msgspec.json.Decoder(Figures).decode


def with_drawings(draw: Draw, lang: str) -> Draw:
    """`draw`, given charts with their drawings."""

    def drawn(part: Shown) -> str:
        if isinstance(part, Block) and part.name in BLOCKS:
            table = part.html.replace(EMPTY_HEAD, "<td></td>", 1)
            part = part._replace(drawing=_drawing(part, lang), html=table)
        return draw(part)

    return drawn


def _drawing(block: Block, lang: str) -> charts.Drawing:
    return charts.drawing(block.options["type"], _decode(block.options["figures"]), lang)
