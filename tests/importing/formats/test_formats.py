"""The table of formats."""

from importlib import import_module
from pathlib import Path, PurePath

import pytest

from kazarchive.importing import formats
from kazarchive.importing.formats import FORMATS, named, recognised
from kazarchive.importing.formats.source import Source
from kazarchive.problems import ProblemsFound


def test_every_format_has_a_name_of_its_own_and_a_reader() -> None:
    assert [named(each.name) for each in FORMATS] == list(FORMATS)
    assert named("none") is None
    for each in FORMATS:
        assert callable(
            import_module(f"kazarchive.importing.formats.{each.module or each.name}").documents
        )


def test_what_no_format_recognises_has_none() -> None:
    assert recognised(b"\x00\x01", PurePath("a.bin")) is None


def test_a_missing_package_is_named_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> object:
        raise ModuleNotFoundError("No module named 'lxml'", name="lxml")

    monkeypatch.setattr(formats, "import_module", missing)
    with pytest.raises(ProblemsFound) as found:
        FORMATS[0].documents(Source(tmp_path / "a.xml", "a.xml", "UTC"))
    (problem,) = found.value.problems
    assert (problem.code, problem.values["package"]) == ("K0808", "lxml")
    assert "pip install 'kazarchive[import]'" in problem.help
