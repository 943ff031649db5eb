"""Values on disk between two steps."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from kazarchive.importing.document import Document, MediaFile, Note
from kazarchive.importing.spool import Spool


class Named(Struct, frozen=True):
    name: str


@given(st.lists(st.text()))
def test_what_is_added_comes_back_in_its_order_each_time(names: list[str]) -> None:
    with Spool(Named) as spool:
        for name in names:
            spool.add(Named(name))
        assert [value.name for value in spool] == names
        assert [value.name for value in spool] == names


def test_a_document_comes_back_as_it_was() -> None:
    media = (MediaFile("a.png", "a.png", b"\x89\x00\xff"),)
    notes = (Note("lost", "кесте"),)
    document = Document(
        title="Тақырып", html="<p>Мәтін", original=b"\xff", media=media, notes=notes
    )
    with Spool(Document) as spool:
        spool.add(document)
        assert list(spool) == [document]


def test_it_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Spool(Named) as spool:
        spool.add(Named("x" * 100_000))
    assert os.listdir(tmp_path) == []
