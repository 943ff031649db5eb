"""The names of the regions of Kazakhstan."""

import pytest

from kazarchive.rules.figures import Row
from kazarchive.rules.regions import NAMES, code, faults


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Абай облысы", "10"),
        ("область Абай", "10"),
        ("Акмолинская область", "11"),
        ("АҚМОЛА ОБЛЫСЫ", "11"),
        ("Almaty", "75"),
        ("г. Алматы", "75"),
        ("Алматы қаласы", "75"),
        ("город Алматы", "75"),
        ("Алматы қ.", "75"),
        ("Алматы облысы", "19"),
        ("Алматинская обл.", "19"),
        ("Almaty Region", "19"),
        ("Almaty oblast", "19"),
        ("Қостанай", "39"),
        ("Костанай", "39"),
        ("Qostanai region", "39"),
        ("Северо\u2011Казахстанская область", "59"),
        ("Северо Казахстанская", "59"),
        ("ШҚО", "63"),
        ("ВКО", "63"),
        ("область Ұлытау", "62"),
        ("Улытау", "62"),
        ("Жетісу", "33"),
        ("область Жетісу", "33"),
        ("Южно-Казахстанская область", "61"),
        ("Нур-Султан", "71"),
        ("KZ-10", "10"),
        ("kz-akm", "11"),
        ("KZ-ALA", "75"),
        ("Республика Казахстан", ""),
        ("Қазақстан", ""),
        ("Atlantis", None),
        ("KZ-99", None),
        ("KZ-XXX", None),
        ("область", None),
        ("", None),
    ],
)
def test_a_region_has_many_names(name: str, number: str | None) -> None:
    assert code(name) == number


def test_every_name_is_of_one_region() -> None:
    assert len(NAMES) == 20
    for number, names in NAMES.items():
        assert {code(name) for name in names} == {number}


def test_unknown_regions_and_second_rows_are_told_together() -> None:
    cells = ("Region", "Абай", "Atlantis", "Казахстан", "KZ-10")
    rows = [Row(line, (cell, "1")) for line, cell in enumerate(cells, 3)]
    assert [(each.code, each.line, each.values) for each in faults(rows)] == [
        ("K0451", 5, {"name": "Atlantis"}),
        ("K0452", 7, {"name": "KZ-10", "line": "4"}),
    ]
