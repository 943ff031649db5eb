"""The language in which commands speak, and their texts in it.

The catalogues are compiled and kept as those of the theme (`rendering/translations.py`). English
needs none, and loads nothing.
"""

import io
import os
import sys
from functools import cache
from pathlib import Path

from kazarchive import __version__
from kazarchive.messages import languages, messages
from kazarchive.messages.messages import IN_ENGLISH, Messages

FOLDER = Path(messages.__file__).parent


def spoken() -> Messages:
    """By the command line and the environment of this process."""
    return in_language(languages.chosen(sys.argv[1:], os.environ))


def text(english: str, **values: object) -> str:
    """A sentence in the language of this process."""
    return spoken().text(english, **values)


def count(one: str, many: str, n: int, **values: object) -> str:
    """A sentence with a number, `{n}`, in the language of this process."""
    return spoken().count(one, many, n, **values)


@cache
def in_language(lang: str) -> Messages:
    """The texts of a language of the program."""
    if lang == languages.ENGLISH:
        return IN_ENGLISH
    return Messages(lang, messages.Catalogue(io.BytesIO(_binary(FOLDER / f"{lang}.po"))))


def _binary(file: Path) -> bytes:
    import hashlib  # takes as long to load as all of this module

    from kazarchive.rendering import usercache

    source, folder = file.read_bytes(), template_cache()
    key = hashlib.sha256(f"{__version__} messages\n".encode() + source).hexdigest()
    kept = usercache.opened(folder) if folder else None
    binary = kept.get(key) if kept else None
    if binary is None:
        from kazarchive.rendering.translations import compiled_po

        binary = compiled_po(file, source)
        if kept:
            kept.put(key, binary)
    return binary


def template_cache() -> Path | None:
    """The folder of compiled templates by the XDG Base Directory Specification, which ignores a
    relative path. None if Python must not write compiled code (`python -B`)."""
    if sys.dont_write_bytecode:
        return None
    cache_home = os.environ.get("XDG_CACHE_HOME", "")
    try:
        parent = Path(cache_home) if cache_home.startswith("/") else Path.home() / ".cache"
    except RuntimeError:  # there is no home
        return None
    return parent / "kazarchive" / "templates"
