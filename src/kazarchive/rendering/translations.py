"""The gettext catalogues of a site by language: its own `templates/locale/` before the bundled one.

The only translations there are: the theme, labels of taxonomies, citations and the preview take
their words from here. The message is the English text.
"""

import codecs
import gettext
import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import theme_files
from kazarchive.rendering import usercache
from kazarchive.rendering.usercache import UserCache
from kazarchive.state import fingerprint

Catalogue = gettext.NullTranslations


class Translations:
    """Each catalogue is read at its first use."""

    def __init__(self, layers: Iterable[Path], cache_folder: Path | None = None) -> None:
        """`layers`: template folders, the site's own first. `cache_folder`: where compiled
        catalogues are kept for the next build."""
        self.layers, self._cache_folder = tuple(layers), cache_folder
        self._by_language: dict[str, Catalogue] = {}

    def of(self, lang: str) -> Catalogue:
        """Raises ProblemsFound (K0503)."""
        if lang not in self._by_language:
            self._by_language[lang] = self._read(lang)
        return self._by_language[lang]

    def or_english(self, lang: str) -> Catalogue:
        """For what is shown on a page: English where the catalogue cannot be read, which is
        reported when the page is rendered."""
        try:
            return self.of(lang)
        except ProblemsFound:
            return Catalogue()

    def digest(self) -> str:
        """SHA-256 of all translation files: a template can name a language that the site does not
        have."""
        files = (file for layer in self.layers for file in (layer / "locale").glob("*.po"))
        digests = [
            f"{lang} {hashlib.sha256(file.read_bytes()).hexdigest()}"
            for lang in sorted({file.stem for file in files})
            for file in self._files(lang)
        ]
        return hashlib.sha256("\n".join(digests).encode()).hexdigest()

    def _files(self, lang: str) -> Iterator[Path]:
        """The translation files of a language, in the order of precedence."""
        for layer in self.layers:
            if theme_files.readable(layer, f"locale/{lang}.po"):
                yield layer / "locale" / f"{lang}.po"

    def _read(self, lang: str) -> Catalogue:
        catalogue = Catalogue()
        cache = usercache.opened(self._cache_folder) if self._cache_folder else None
        for file in self._files(lang):
            binary = io.BytesIO(_binary(file, cache))
            catalogue.add_fallback(gettext.GNUTranslations(binary))
        return catalogue


def _binary(file: Path, cache: UserCache | None) -> bytes:
    source = file.read_bytes()
    if cache is None:
        return compiled_po(file, source)
    key = hashlib.sha256(f"{fingerprint.program()}\n".encode() + source).hexdigest()
    binary = cache.get(key)
    if binary is None:
        binary = compiled_po(file, source)
        cache.put(key, binary)
    return binary


def compiled_po(file: Path, source: bytes) -> bytes:
    """A translation file in gettext's binary form. Raises ProblemsFound (K0503)."""
    from babel.messages.mofile import write_mo  # not needed for a compiled catalogue
    from babel.messages.pofile import PoFileError, read_po

    try:
        binary, plain = io.BytesIO(), io.BytesIO(source.removeprefix(codecs.BOM_UTF8))
        write_mo(binary, read_po(plain, abort_invalid=True))
        gettext.GNUTranslations(io.BytesIO(binary.getvalue()))
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        line = error.lineno + 1 if isinstance(error, PoFileError) else 0
        reason = str(error).removesuffix(f" on {line - 1}")
        if isinstance(error, UnicodeDecodeError):
            byte = error.object[error.start]
            reason = f"it is not {error.encoding.upper()}: byte 0x{byte:02X} is invalid here"
        text = line_of(str(file), line)
        place = Place(f"templates/locale/{file.name}", line, min(line, 1), len(text) or 1, text)
        raise ProblemsFound([Problem("K0503", place, {"reason": reason})]) from None
    return binary.getvalue()


def line_of(path: str, line: int) -> str:
    """A line of a file, counted from 1; empty if there is none."""
    try:
        return Path(path).read_text("utf-8").splitlines()[line - 1] if line else ""
    except (OSError, IndexError, UnicodeDecodeError):
        return ""
