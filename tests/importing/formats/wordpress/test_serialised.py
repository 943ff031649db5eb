"""PHP's serialised values are read, and nothing else of them is done."""

import time

import pytest

from kazarchive.importing.formats.wordpress.serialised import NotSerialised, Value, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("N;", None),
        ("b:1;", True),
        ("i:-5;", -5),
        ("d:0.5;", 0.5),
        ('s:4:"Қа";', "Қа"),
        ('a:2:{s:2:"kk";i:12;s:2:"ru";s:2:"15";}', {"kk": 12, "ru": "15"}),
        ('a:1:{i:0;a:1:{s:1:"a";b:0;}}', {"0": {"a": False}}),
    ],
)
def test_a_value_is_read(text: str, expected: Value) -> None:
    assert value(text) == expected


def test_a_wrong_length_goes_to_the_next_end_of_a_string() -> None:
    assert value('a:2:{s:3:"u";s:9:"https://new.example";s:1:"b";i:1;}') == {
        "u": "https://new.example",
        "b": 1,
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        'O:8:"stdClass":0:{}',
        'C:1:"A":0:{}',
        "a:1:{i:0;R:1;}",
        's:5:"abc',
        "i:1;i:2;",
        "a:1:{i:0;i:1;",
        "d:1.2.3;",
        "a:1:{i:0;" * 10 + "i:0;" + "}" * 10,
        "a:9:{" + "i:0;i:1;" * 10_000 + "}",
    ],
)
def test_objects_references_and_what_is_broken_are_refused(text: str) -> None:
    with pytest.raises(NotSerialised):
        value(text)


def test_a_hostile_value_takes_no_time() -> None:
    begin = time.process_time()
    with pytest.raises(NotSerialised):
        value("a:9:{" + 's:1:"' * 200_000)
    assert time.process_time() - begin < 1
