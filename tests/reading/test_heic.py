"""The extra that reads HEIC: known without being imported."""

import subprocess
import sys

import pytest

from commands import environment
from kazarchive.reading import heic


def test_the_extra_is_looked_for_and_not_imported() -> None:
    code = (
        "import sys; from kazarchive.reading import heic; heic.is_installed();"
        " assert 'pillow_heif' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(), check=True)


def test_without_the_extra_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    monkeypatch.setattr(heic, "find_spec", lambda name: None)
    assert not heic.is_installed()


def test_the_versions_that_decode_are_named() -> None:
    pytest.importorskip("pillow_heif")
    assert heic.register().startswith("pillow-heif ")
