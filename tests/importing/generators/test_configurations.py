"""The configuration of another generator → plain values."""

from pathlib import Path

import pytest

from kazarchive.importing.generators.configurations import first, lowered, read
from kazarchive.problems import ProblemsFound


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "title: A\nlist: [1, x]\ntable:\n  yes: true\n"),
        ("a.toml", 'title = "A"\nlist = [1, "x"]\n[table]\nyes = true\n'),
        ("a.json", '{"title": "A", "list": [1, "x"], "table": {"yes": true}}'),
        ("a.py", "title = 'A'\nlist = [1, 'x']\ntable = {'yes': True}\n"),
    ],
)
def test_every_format_gives_the_same_values(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    expected = {"title": "A", "list": [1, "x"], "table": {"yes": True}}
    assert read(tmp_path / name) == expected


def test_python_is_not_run(tmp_path: Path) -> None:
    file, mark = tmp_path / "a.py", tmp_path / "mark"
    file.write_text(f"open({str(mark)!r}, 'w')\nA = 'x'\nB = {{A: A}}\nC = open('x')\nD = [C]\n")
    assert read(file) == {"A": "x", "B": {"x": "x"}}
    assert not mark.exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "a: b: c\n"),
        ("a.toml", "a = b\n"),
        ("a.json", "{"),
        ("a.py", "a = (\n"),
        ("a.py", "a = 1\0\n"),
        ("a.toml", "a = \udcff"),
    ],
)
def test_a_broken_configuration_is_a_problem(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8", errors="surrogateescape")
    with pytest.raises(ProblemsFound, match="K0852"):
        read(tmp_path / name)


def test_the_first_file_that_exists_counts_and_names_lose_their_case(tmp_path: Path) -> None:
    (tmp_path / "b.toml").touch()
    assert first(tmp_path, ("a.toml", "b.toml")) == tmp_path / "b.toml"
    assert first(tmp_path, ("a.toml",)) is None
    assert lowered({"BaseURL": {"X": "Y"}}) == {"baseurl": {"x": "Y"}}
