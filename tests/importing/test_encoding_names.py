"""Labels as documents and editors write them."""

import codecs

import pytest

from kazarchive.importing.encoding_names import CODECS, check, named
from kazarchive.problems import ProblemsFound


@pytest.mark.parametrize("name", CODECS)
def test_every_name_is_a_codec_of_python_and_names_itself(name: str) -> None:
    assert codecs.lookup(CODECS[name])
    assert named(name) == named(name.upper()) == named(f" {name} ") == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("utf8", "UTF-8"),
        ("x-cp1251", "windows-1251"),
        ("CP-1251", "windows-1251"),
        ("win-1251", "windows-1251"),
        ("win1251", "windows-1251"),
        ("1251", "windows-1251"),
        ("cp1250", "windows-1250"),
        ("x-mac-cyrillic", "x-mac-cyrillic"),
        ("MacCyrillic", "x-mac-cyrillic"),
        ("kz1048", "KZ-1048"),
        ("RK1048", "KZ-1048"),
        ("STRK1048-2002", "KZ-1048"),
        ("ptcp154", "PT154"),
        ("Cyrillic-Asian", "PT154"),
        ("koi8", "KOI8-R"),
        ("cp866", "IBM866"),
        ("866", "IBM866"),
        ("iso8859-5", "ISO-8859-5"),
        ("latin1", "windows-1252"),
        ("ISO-8859-1", "windows-1252"),
        ("utf-16", "UTF-16LE"),
        ("sjis-none", None),
        ("idna", None),
        ("unicode_escape", None),
        ("", None),
        ("-", None),
    ],
)
def test_a_label_means_an_encoding(label: str, name: str | None) -> None:
    assert named(label) == name


def test_an_unknown_label_is_refused_with_those_that_are_known() -> None:
    check("CP866")
    with pytest.raises(ProblemsFound) as found:
        check("kz1084")
    (problem,) = found.value.problems
    assert problem.code == "K0826"
    assert "did you mean `kz1048`?" in problem.message
    assert "`KZ-1048`, `PT154`" in problem.help
