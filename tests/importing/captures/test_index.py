"""Values on disk, by their keys."""

from pathlib import Path

import pytest
from msgspec import Struct

from kazarchive.importing.captures import index as index_module
from kazarchive.importing.captures.index import Index


class Word(Struct, frozen=True):
    text: str


def test_values_are_found_by_each_of_their_keys(tmp_path: Path) -> None:
    with Index(tmp_path, Word) as index:
        assert index.find("a") == ()
        index.add(Word("one"), "a", "ә")
        index.add(Word("two"), "a")
        index.add(Word("three"))
        assert index.find("a") == (Word("one"), Word("two"))
        assert index.find("ә") == (Word("one"),)
        assert index.find("b") == ()
        assert index.find("\ud800") == ()


def test_values_between_two_places_are_in_their_order(tmp_path: Path) -> None:
    with Index(tmp_path, Word) as index:
        index.add(Word("one"), "a")
        start = index.end
        index.add(Word("two"), "a")
        index.add(Word("three"), "a")
        end = index.end
        index.add(Word("four"), "a")
        seen = []
        for value in index.between(start, end):
            index.find("a")  # moves the place in the file
            seen.append(value.text)
    assert seen == ["two", "three"]


def test_an_index_is_opened_again(tmp_path: Path) -> None:
    with Index(tmp_path / "a", Word) as index:
        index.add(Word("one"), "a")
    with Index(tmp_path / "a", Word) as index:
        index.add(Word("two"), "a")
        assert index.find("a") == (Word("one"), Word("two"))


def test_keys_in_memory_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_MOST_WAITING", 10)
    with Index(tmp_path, Word) as index:
        for number in range(3_000):
            index.add(Word(str(number)), str(number))
        assert index.find("17") == (Word("17"),)
        assert index.find("2999") == (Word("2999"),)
