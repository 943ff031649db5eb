"""The addresses of the files of `root/`."""

import pytest

from kazarchive.rules import root_files


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("root/CNAME", "/CNAME"),
        ("root/.well-known/security.txt", "/.well-known/security.txt"),
        ("root/a/index.html", "/a/"),
        ("root/index.html", "/index.html"),
        ("static/root/a", None),
        ("root", None),
    ],
)
def test_a_path_gives_the_address(path: str, address: str | None) -> None:
    assert root_files.address(path) == address
