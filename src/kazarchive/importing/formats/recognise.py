"""The first bytes of a file → whether it has a format.

No parser is needed for this, so that a file of any format is recognised without the packages that
would read it.
"""

import re
from pathlib import PurePath

_WXR = re.compile(rb"<rss\b[^>]*\bxmlns:wp\s*=|https?://wordpress\.org/export/\d")


def wordpress(head: bytes, _: PurePath) -> bool:
    """An RSS file with the namespace that every WordPress export declares."""
    return _WXR.search(head) is not None


def text(_: bytes, path: PurePath) -> bool:
    """Any bytes may be text in some encoding, so the name decides."""
    return path.suffix.lower() == ".txt"
