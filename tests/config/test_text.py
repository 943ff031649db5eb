"""The text of kazarchive.toml, or why it has none."""

import os
import socket
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from config.configuring import NEEDED, faults, load
from kazarchive.config import options, reader
from kazarchive.problems import ProblemsFound
from kazarchive.problems.drawing import drawn


@pytest.mark.parametrize(
    ("text", "line"),
    [("title = Test\n", 1), ('title = "Test"\ntitle = "Again"\n', 2)],
)
def test_what_is_not_toml_is_refused(tmp_path: Path, text: str, line: int) -> None:
    (fault,) = faults(tmp_path, text)
    assert fault.code == "K0601"
    assert fault.place.line == line


def test_what_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, b'title = "Caf\xe9"\n')
    assert fault.code == "K0601"
    assert "utf-8" in fault.message


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_what_editors_add_does_no_harm(tmp_path: Path, begin: str, ending: str) -> None:
    text = begin + NEEDED.replace("\n", ending)
    assert load(tmp_path, text.encode()) == load(tmp_path, NEEDED)


@pytest.mark.parametrize(
    ("raw", "place", "said"),
    [
        (b'title = "Caf\xe9"\n', (1, 13), "byte 0xE9 is invalid here"),
        ("title = 'Тест'\r\nx = '".encode() + b"\xff'\r\n", (2, 6), "byte 0xFF"),
        ("\ufefftitle = 'Т".encode() + b"\xd0'", (1, 11), "byte 0xD0"),
        (NEEDED.encode("utf-16"), (0, 0), "it is UTF-16"),
        (b"\xfe\xff" + NEEDED.encode("utf-16-be"), (0, 0), "it is UTF-16"),
        (NEEDED.encode("utf-32"), (0, 0), "it is UTF-32"),
        (b'title = "a\x00b"\n', (1, 11), "NUL character"),
        (NEEDED.encode("utf-16-le"), (1, 2), "NUL character"),
        (b"\x00" * 100, (1, 1), "NUL character"),
        (b"title = 'a'\rbase = 'b'\n", (1, 12), "newline"),
        (f"title = {'9' * 5_000}\n".encode(), (0, 0), "too many digits"),
        (b"title = " + b"[" * 100_000, (0, 0), "nested too deeply"),
    ],
)
def test_bytes_that_are_no_toml_have_their_place(
    tmp_path: Path, raw: bytes, place: tuple[int, int], said: str
) -> None:
    (fault,) = faults(tmp_path, raw)
    assert fault.code == "K0601"
    assert (fault.place.line, fault.place.column) == place
    assert said in fault.message
    assert "\x00" not in drawn(fault)


def put_pipe(file: Path) -> None:
    os.mkfifo(file)


def put_socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, chdir(file.parent):
        one.bind(file.name)


def put_large(file: Path) -> None:
    with file.open("wb") as writing:
        writing.truncate(1 << 30)


def put_link_to_pipe(file: Path) -> None:
    put_pipe(file.parent / "p")
    file.symlink_to("p")


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a named pipe": (put_pipe, "K0606"),
    "a socket": (put_socket, "K0606"),
    "a folder": (Path.mkdir, "K0606"),
    "a device": (lambda file: file.symlink_to("/dev/zero"), "K0606"),
    "a link to a pipe": (put_link_to_pipe, "K0606"),
    "a link to a folder": (lambda file: file.symlink_to("/"), "K0606"),
    "a link to nothing": (lambda file: file.symlink_to("nothing"), "K0607"),
    "a link to itself": (lambda file: file.symlink_to(file.name), "K0607"),
    "a gigabyte": (put_large, "K0608"),
    "an endless text": (lambda file: file.write_bytes(b"#" * 1_000_001), "K0608"),
}


@pytest.mark.parametrize("what", ODD)
def test_whatever_stands_in_its_place_nothing_waits(tmp_path: Path, what: str) -> None:
    put, code = ODD[what]
    put(tmp_path / options.FILE_NAME)
    with pytest.raises(ProblemsFound) as found:
        reader.load(tmp_path)
    (fault,) = found.value.problems
    assert fault.code == code
    if code == "K0606" and not what.startswith("a link"):
        assert fault.values["what"] == what
