"""The calendars of published pages, taken apart."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from archives import Archive
from parsed import document

BASE = "/base"
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
    "kk": "Қаңтар Ақпан Наурыз Сәуір Мамыр Маусым Шілде Тамыз Қыркүйек Қазан Қараша Желтоқсан",
}


def text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def tables(archive: Archive, address: str) -> Iterator[tuple[str, dict[int, tuple[int, str, str]]]]:
    """(caption, {day: (articles, link, class)}) of every calendar of a page."""
    for table in document(archive, address).iter("table"):
        days = {}
        for cell in table.iter("td"):
            if text(cell):
                link = cell.find("a")
                days[int(text(cell))] = (
                    (number(link.get("title", "")), link.get("href", ""), link.get("class", ""))
                    if link is not None
                    else (0, "", "")
                )
        yield text(table.find("caption")), days


def number(written: str) -> int:
    digits = re.match(r"[\d,]+", written)
    assert digits
    return int(digits[0].replace(",", ""))
