"""Captures of several files, and how one refers to another."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from importing.web_captures import redirect, request, response, revisit, warc
from kazarchive.importing.captures.capture import Capture
from kazarchive.importing.captures.collection import MOST_FORMER, Collection
from kazarchive.importing.captures.parts import Part
from kazarchive.problems import ProblemsFound

SITE = "http://news.example"


def collection(folder: Path, *files: Sequence[Any]) -> Collection:
    parts = []
    for number, records in enumerate(files):
        path = folder / f"{number}.warc.gz"
        path.write_bytes(warc(*records))
        parts.append(Part(path, path.name))
    found = Collection(folder / "collection", parts)
    found.scan()
    return found


def pages(found: Collection, number: int) -> list[Capture]:
    return list(found.pages(number))


def test_each_file_has_its_own_pages(tmp_path: Path) -> None:
    found = collection(tmp_path, [response(f"{SITE}/a")], [response(f"{SITE}/b")])
    with found:
        assert [[each.url for each in found.pages(n)] for n in (0, 1)] == [
            [f"{SITE}/a"],
            [f"{SITE}/b"],
        ]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    with collection(tmp_path, [response(f"{SITE}/a")]) as found:
        parts = found.parts
    (tmp_path / "0.warc.gz").unlink()
    with Collection(tmp_path / "collection", parts) as again:
        again.scan()
        assert [each.url for each in again.pages(0)] == [f"{SITE}/a"]
        assert again.media(f"{SITE}/a", "") is None


def test_a_file_that_cannot_be_read_is_its_own_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(warc(response(f"{SITE}/a")))
    parts = [Part(tmp_path / "none", "none"), Part(path, "a.warc")]
    with Collection(tmp_path / "collection", parts) as found:
        found.scan()
        assert len(pages(found, 1)) == 1
        with pytest.raises(ProblemsFound):
            found.scanned(0)


# --- revisits -----------------------------------------------------------------------------------


def test_a_revisit_finds_its_content_in_another_file(tmp_path: Path) -> None:
    first, other = response(f"{SITE}/a"), response(f"{SITE}/b", b"<p>Other.")
    digest = first.rec_headers["WARC-Payload-Digest"]
    again = [
        revisit(f"{SITE}/c", f"{SITE}/a", digest),
        revisit(f"{SITE}/c", f"{SITE}/a", "sha1:OTHER"),
        revisit(f"{SITE}/c", f"{SITE}/moved", digest),
        revisit(f"{SITE}/c", "", digest),
        revisit(f"{SITE}/c", f"{SITE}/none", "sha1:NONE"),
        revisit(f"{SITE}/c", f"{SITE}/a", "sha1:NONE", of="2021-01-01T00:00:00Z"),
    ]
    with collection(tmp_path, again, [other, first]) as found:
        originals = [found.original(each) for each in pages(found, 0)]
    assert [each and each.url for each in originals] == [f"{SITE}/a"] * 4 + [None] * 2


def test_of_equal_contents_that_of_the_address_is_the_original(tmp_path: Path) -> None:
    records = [response(f"{SITE}/{name}") for name in "ab"]
    digest = records[1].rec_headers["WARC-Payload-Digest"]
    again = revisit(f"{SITE}/b", f"{SITE}/b", digest, of="2021-01-01T00:00:00Z")
    with collection(tmp_path, [*records, again]) as found:
        original = found.original(pages(found, 0)[-1])
    assert original
    assert original.url == f"{SITE}/b"


def test_any_other_capture_has_its_own_content(tmp_path: Path) -> None:
    with collection(tmp_path, [response(f"{SITE}/a")]) as found:
        (page,) = found.pages(0)
        assert found.original(page) == page


# --- media --------------------------------------------------------------------------------------


def image(url: str, date: str) -> Any:
    return response(url, b"\xff\xd8", "image/jpeg", date=date)


def test_an_image_is_the_nearest_in_time(tmp_path: Path) -> None:
    url = f"{SITE}/a.jpg"
    dates = ["2021-12-31T23:00:00Z", "2022-01-05T10:00:00Z", "2022-03-01T00:00:00Z"]
    with collection(tmp_path, [image(url, date) for date in dates], [response(url)]) as found:
        times = ("20220101000000", "20220105120000", "20230101000000", "none")
        nearest = [found.media(url.replace("http:", "https:"), time) for time in times]
    years = ["20211231230000", "20220105100000", "20220301000000", "20211231230000"]
    assert [each and each.time for each in nearest] == years


def test_an_image_may_be_a_revisit(tmp_path: Path) -> None:
    first = image(f"{SITE}/a.jpg", "2022-01-05T10:00:00Z")
    digest = first.rec_headers["WARC-Payload-Digest"]
    again = [revisit(f"{SITE}/b.jpg", f"{SITE}/a.jpg", digest), first]
    with collection(tmp_path, again) as found:
        shown = found.media(f"{SITE}/b.jpg", "20220106100000")
    assert shown
    assert shown.url == f"{SITE}/a.jpg"


# --- what leads to a page, and what is none -----------------------------------------------------


def test_redirects_are_former_addresses(tmp_path: Path) -> None:
    links = [("/old", "/a"), ("/older", "/old"), ("/loop", "/older"), ("/a", "/loop"), ("/x", "/y")]
    records = [redirect(f"{SITE}{one}", other) for one, other in links]
    with collection(tmp_path, [*records, response(f"{SITE}/a")]) as found:
        former = found.former("https://www.news.example/a")
    assert former == (f"{SITE}/old", f"{SITE}/older", f"{SITE}/loop")


def test_a_page_for_all_that_is_gone_has_no_former_addresses(tmp_path: Path) -> None:
    records = [redirect(f"{SITE}/{number}", "/a") for number in range(MOST_FORMER + 1)]
    with collection(tmp_path, records) as found:
        assert found.former(f"{SITE}/a") == ()


def test_a_page_in_a_frame_or_after_a_form_is_no_article(tmp_path: Path) -> None:
    form = response(f"{SITE}/search")
    records = [
        response(f"{SITE}/a", b"<iframe src='/ad'>"),
        response(f"{SITE}/ad"),
        form,
        request(f"{SITE}/search", "POST", of=form.rec_headers["WARC-Record-ID"]),
        response(f"{SITE}/search", date="2022-02-01T10:00:00Z"),
    ]
    with collection(tmp_path, records) as found:
        kinds = [found.no_article(each) for each in pages(found, 0)]
    frame = "pages in frames, or read by scripts"
    assert kinds == ["", frame, "answers to forms", ""]
