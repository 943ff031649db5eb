"""Under which keys a capture is looked for."""

from kazarchive.importing.captures import capture
from kazarchive.importing.captures.capture import Capture

URL, OTHER = "https://www.news.example/a/", "http://news.example/a"


def test_spellings_of_an_address_have_one_key() -> None:
    assert capture.at(URL) == capture.at(OTHER)
    assert len({capture.at(URL), capture.to(URL), capture.framed(URL)}) == 3


def test_each_kind_has_its_keys() -> None:
    page = Capture(kind="page", url=URL, digest="sha1:A")
    assert list(page.keys) == [capture.at(OTHER), capture.content("sha1:A")]
    revisit = Capture(kind="revisit", url=URL, digest="sha1:A")
    assert list(revisit.keys) == [capture.at(OTHER)]
    redirect = Capture(kind="redirect", url="http://news.example/old", target=URL)
    assert list(redirect.keys) == [capture.to(OTHER)]
    assert list(Capture(kind="frame", url=URL).keys) == [capture.framed(OTHER)]
    mark = Capture(kind="mark", url=URL, ids=("<a>", "<b>"))
    assert list(mark.keys) == [capture.record("<a>"), capture.record("<b>")]
