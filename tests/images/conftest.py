"""What the tests of images share: an archive that shows one, and a count of what is encoded."""

from typing import Any

import pytest

from archives import Archive
from kazarchive.images import cache
from kazarchive.images import encode as encoding
from photos import photo


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose sizes were made, as often as they were."""
    made: list[str] = []
    encode = encoding.encoded

    def counted(raw: bytes, picture: Any, options: Any) -> Any:
        made.append(picture.source)
        return encode(raw, picture, options)

    monkeypatch.setattr(cache, "encoded", counted)
    return made


@pytest.fixture
def shown(small: Archive) -> Archive:
    """Two articles that show one image, one as its lead, and two that show none."""
    small.write("articles/p.jpg", photo((200, 120)))
    small.article("a.md", "![One](p.jpg)", date="2022-01-05")
    small.article("b.md", image="p.jpg", date="2022-03-05")
    small.article("c.md", date="2022-04-05")
    small.article("d.md", date="2022-06-05")
    small.build()
    return small
