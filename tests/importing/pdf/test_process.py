"""The process that reads a file, and its end."""

import signal
import time
from pathlib import Path

import pytest

from importing.pdf.pdfs import At, pdf
from kazarchive.importing.pdf import process
from kazarchive.importing.pdf.pages import Fault, Head, Page

LIMITED = """
import sys
sys.path.insert(0, sys.argv[2])
from kazarchive.importing.pdf import extraction
"""


def test_a_file_is_read_by_another_process(tmp_path: Path) -> None:
    path = tmp_path / "құжат.pdf"
    path.write_bytes(pdf([At(50, 700, "Үкімет")], [At(50, 700, "Ақтау")]))
    head, *pages = process.read(path)
    assert isinstance(head, Head)
    assert [page.text for page in pages if isinstance(page, Page)] == ["Үкімет", "Ақтау"]


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (LIMITED + "extraction.SECONDS = 0.1\nextraction._limit()\nwhile True: pass", "time"),
        (LIMITED + "extraction._limit()\nx = b'x' * 400_000_000", "crash"),
        ("import os\nos.abort()", "crash"),
        ("raise ValueError", "crash"),
    ],
)
@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="no limit of processor time here")
def test_a_process_that_takes_too_much_is_ended(program: str, reason: str, tmp_path: Path) -> None:
    assert process.read(tmp_path, program) == [Fault(reason)]


def test_a_process_that_does_nothing_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "PATIENCE", 0.2)
    begun = time.monotonic()
    assert process.read(tmp_path, "import time\ntime.sleep(60)") == [Fault("time")]
    assert time.monotonic() - begun < 10
