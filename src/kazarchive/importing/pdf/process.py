"""Runs the process that reads one PDF file, and ends it if it takes too long."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import kazarchive
from kazarchive.importing.pdf.pages import LENGTH, Fault, Part

PATIENCE = 60.0
"""Seconds for a file, for a machine that is busy or does not limit processor time."""

_ROOT = str(Path(kazarchive.__file__).parents[1])
_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[2])
from kazarchive.importing.pdf import extraction
extraction.main(sys.argv[1])
"""


def read(path: Path, program: str = _PROGRAM) -> Sequence[Part]:
    """The parts of a file, or one Fault: those of extraction.py, and `time` and `crash`."""
    command = [sys.executable, "-P", "-c", program, str(path), _ROOT]
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [Fault("time")]
    if ended.returncode:
        is_late = ended.returncode == -getattr(signal, "SIGPROF", 0)
        return [Fault("time" if is_late else "crash")]
    return list(_parts(ended.stdout))


def _parts(output: bytes) -> Iterator[Part]:
    decoder = msgspec.msgpack.Decoder(Part)
    at = 0
    while at < len(output):
        start = at + LENGTH
        at = start + int.from_bytes(output[at:start])
        yield decoder.decode(output[start:at])
