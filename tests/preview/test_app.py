"""The preview's answers over HTTP, as a browser gets them."""

import json
from collections.abc import Iterator

import pytest

from archives import Archive
from preview import previews
from preview.previews import Running


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    archive = Archive(tmp_path_factory.mktemp("app"))
    archive.article("a.md", title="The cap")
    archive.write("static/own.txt", "own")
    with previews.running(archive.root) as preview:
        yield preview


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html"),
        ("/2022/01/05/a/", 200, "text/html"),
        ("/static/own.txt", 200, "text/plain"),
        ("/feed.xml", 200, "application/xml"),
        ("/nowhere/", 404, "text/html"),
    ],
)
def test_an_address_is_answered_with_its_type(
    running: Running, path: str, status: int, kind: str
) -> None:
    answer = running.get(path)
    assert answer.status == status
    assert answer.headers["content-type"].startswith(kind)


def test_pages_carry_the_script_and_other_files_do_not(running: Running) -> None:
    assert "/_kazarchive/" in running.get("/2022/01/05/a/").text
    assert "/_kazarchive/" not in running.get("/feed.xml").text


def test_what_is_known_of_a_page_is_json(running: Running) -> None:
    state = json.loads(running.get("/_kazarchive/page?address=/2022/01/05/a/").content)
    assert state["facts"]
    assert json.loads(running.get("/_kazarchive/problems").content)["count"] == 0
