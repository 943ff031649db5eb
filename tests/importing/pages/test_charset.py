"""The bytes of a page → its text."""

import pytest

from kazarchive.importing.encodings import NotRecognised
from kazarchive.importing.pages.charset import decoded

KK = "Үкімет бағаны қайта қарауға уәде берді, ал жиналғандар алаңнан кетпеді."
RU = "Правительство обещало пересмотреть цены, но люди не ушли с площади."
MARKUP = "<script>var words = 'many latin letters';</script><div class='column'></div>" * 200


def page(text: str, meta: str = "") -> str:
    return f"<html><head>{meta}{MARKUP}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "codec", "meta", "head", "name"),
    [
        (KK, "utf-8", "<meta charset=windows-1251>", None, "UTF-8"),
        (
            RU,
            "cp1251",
            '<meta http-equiv=a content="text/html; charset=Windows-1251">',
            None,
            "windows-1251",
        ),
        (RU, "cp1251", "", None, "windows-1251"),
        (RU, "cp1251", "<meta charset='iso-8859-1'>", None, "windows-1251"),
        (RU, "koi8-r", "<meta charset=koi8-r>", "windows-1251", "KOI8-R"),
        (KK, "kz1048", "<meta charset='x-cp1251'>", None, "KZ-1048"),
        (KK, "utf-16", "", None, "UTF-16LE"),
    ],
)
def test_the_letters_and_not_the_markup_decide(
    text: str, codec: str, meta: str, head: str | None, name: str
) -> None:
    read = decoded(page(text, meta).encode(codec), head)
    assert (read.encoding, text in read.text) == (name, True)


def test_kazakh_that_was_damaged_before_is_repaired() -> None:
    damaged = KK.encode("kz1048").decode("cp1251")
    read = decoded(page(damaged).encode(), None)
    assert KK in read.text
    assert read.repaired


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(NotRecognised):
        decoded(bytes(range(256)) * 20, None)
