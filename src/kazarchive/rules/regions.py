"""The regions of Kazakhstan: the names that people write → the number of ISO 3166-2.

There are 17 regions and three cities of national significance since June 2022. Tables from before
have 14 regions: without Abai, Jetisu and Ulytau, which belonged to East Kazakhstan, Almaty and
Karaganda.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kazarchive.rules.figures import Fault, Row

NAMES: dict[str, tuple[str, ...]] = {
    "10": ("Abai", "Абай", "Абайская", "Abay"),
    "11": ("Akmola", "Ақмола", "Акмолинская", "Aqmola"),
    "15": ("Aktobe", "Ақтөбе", "Актюбинская", "Aqtobe", "Aqtöbe", "Aktyubinsk", "Актобе"),
    "19": ("Almaty region", "Алматы облысы", "Алматинская"),
    "23": ("Atyrau", "Атырау", "Атырауская"),
    "27": ("West Kazakhstan", "Батыс Қазақстан", "Западно-Казахстанская", "ЗКО", "БҚО"),
    "31": ("Zhambyl", "Жамбыл", "Жамбылская", "Jambyl"),
    "33": ("Jetisu", "Жетісу", "Жетысуская", "Zhetisu", "Zhetysu", "Жетысу", "Jetisý"),
    "35": ("Karaganda", "Қарағанды", "Карагандинская", "Qaragandy", "Qaraghandy", "Karagandy"),
    "39": ("Kostanay", "Қостанай", "Костанайская", "Qostanay", "Qostanai", "Kostanai"),
    "43": ("Kyzylorda", "Қызылорда", "Кызылординская", "Qyzylorda"),
    "47": ("Mangystau", "Маңғыстау", "Мангистауская", "Mangghystau", "Mangistau", "Mañğystau"),
    "55": ("Pavlodar", "Павлодар", "Павлодарская"),
    "59": ("North Kazakhstan", "Солтүстік Қазақстан", "Северо-Казахстанская", "СКО", "СҚО"),
    "61": (
        *("Turkistan", "Түркістан", "Туркестанская", "Turkestan", "Türkistan"),
        *("South Kazakhstan", "Оңтүстік Қазақстан", "Южно-Казахстанская", "ЮКО", "ОҚО"),
    ),
    "62": ("Ulytau", "Ұлытау", "Улытауская"),
    "63": ("East Kazakhstan", "Шығыс Қазақстан", "Восточно-Казахстанская", "ВКО", "ШҚО"),
    "71": ("Astana", "Астана", "Nur-Sultan", "Нур-Султан", "Нұр-Сұлтан"),
    "75": ("Almaty", "Алматы"),
    "79": ("Shymkent", "Шымкент", "Chymkent"),
}
"""Number → names in English, Kazakh and Russian, then other spellings."""

SINCE_2022 = {"10": "63", "33": "19", "62": "35"}
"""A region of 2022 → the one to which it belonged."""

_COUNTRY = (
    "Kazakhstan",
    "Қазақстан",
    "Казахстан",
    "Қазақстан Республикасы",
    "Республика Казахстан",
)
_FORMER = dict(
    each.split("=")
    for each in (
        "akm=11 akt=15 ala=75 alm=19 ast=71 aty=23 kar=35 kus=39 kzy=43 man=47 pav=55 sev=59"
        " shy=79 tur=61 vos=63 yuz=61 zap=27 zha=31"
    ).split()
)
"""The letters of ISO 3166-2 before 2022."""

_LETTERS = str.maketrans("қңғүұһөәіёöýñğü", "кнгуухоаиеoyngu")
_REGION = frozenset("region oblast oblysy облысы область обл области province".split())
_CITY = frozenset("city қаласы каласы город г к".split())


def code(name: str) -> str | None:
    """The number of a region, and an empty text for the whole country; None for another name."""
    text = name.strip().lower()
    if found := re.fullmatch(r"kz-?(\d\d|[a-z]{3})", text):
        number = _FORMER.get(found[1], found[1])
        return number if number in NAMES else None
    words = re.findall(r"[^\W_]+", text.translate(_LETTERS))
    rest = " ".join(word for word in words if word not in _REGION and word not in _CITY)
    if rest in ("almaty", "алматы") and not _REGION.isdisjoint(words):
        return "19"
    return _numbers().get(rest)


@cache
def _numbers() -> dict[str, str]:
    numbers = {}
    for number, names in (*NAMES.items(), ("", _COUNTRY)):
        for name in names:
            words = re.findall(r"[^\W_]+", name.lower().translate(_LETTERS))
            numbers[" ".join(words)] = number
    return numbers


def faults(rows: Sequence[Row]) -> Iterator[Fault]:
    """Rows that are no region (K0451), and regions with several rows (K0452)."""
    seen: dict[str, int] = {}
    for row in rows[1:]:
        label = row.cells[0].strip()
        number = code(label)
        if number is None:
            yield Fault("K0451", row.line, label, {"name": label[:80]})
        elif number in seen:
            yield Fault("K0452", row.line, label, {"name": label, "line": f"{seen[number]}"})
        else:
            seen[number] = row.line
