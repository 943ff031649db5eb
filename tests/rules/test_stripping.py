"""An image file without what it says beside its pixels."""

from contextlib import suppress

import pytest

from images.telling import telling
from kazarchive.rules import signatures, stripping


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_file_cut_anywhere_is_refused_or_tells_nothing(format: str) -> None:
    raw = telling(format)
    kind = signatures.kind(raw)
    whole = stripping.stripped(raw, kind)
    for end in range(8, len(raw), 7):
        with suppress(stripping.Unclear):
            assert stripping.stripped(raw[:end], kind)[:4] == whole[:4]
