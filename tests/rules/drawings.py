"""Charts of tables in a line each."""

import re
from xml.etree import ElementTree

from kazarchive.rules.charts import Drawing, drawing
from kazarchive.rules.figures import Figures, Row, figures

LONG = (
    "Қазақстан Республикасының металл және металл бұйымдары, соның ішінде ферроқорытпалар экспорты"
)


def read(*lines: str) -> Figures:
    rows = [Row(n, tuple(line.split("|"))) for n, line in enumerate(lines, 1)]
    found, faults = figures(rows, True, 400)
    assert found, faults
    return found


def drawn(kind: str, *lines: str, lang: str = "en") -> Drawing:
    made = drawing(kind, read(*lines), lang)
    ElementTree.fromstring(f"<svg>{made.svg}</svg>")
    return made


def texts(made: Drawing) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", made.svg)
