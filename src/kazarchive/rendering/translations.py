"""The gettext catalogues of the templates: a site's own before the bundled ones."""

import codecs
import gettext
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import theme_files
from kazarchive.rendering.bytecode import Compiled


def of_language(
    layers: Iterable[Path], lang: str, kept: Compiled | None
) -> gettext.NullTranslations:
    """The catalogue of a language; its own templates/locale/LANG.po goes before ours.

    Raises ProblemsFound (K0503).
    """
    translations: gettext.NullTranslations = gettext.NullTranslations()
    for file in files(layers, lang):
        source, compiled = file.read_bytes(), partial(compiled_po, file)
        binary = kept.translations(source, compiled) if kept else compiled(source)
        translations.add_fallback(gettext.GNUTranslations(io.BytesIO(binary)))
    return translations


def files(layers: Iterable[Path], lang: str) -> Iterator[Path]:
    """The translation files of a language, in the order in which they are asked."""
    for layer in layers:
        if theme_files.readable(layer, f"locale/{lang}.po"):
            yield layer / "locale" / f"{lang}.po"


def digest(layers: Sequence[Path], languages: Iterable[str]) -> str:
    """SHA-256 of all translation files of some languages."""
    digests = [
        f"{lang} {hashlib.sha256(file.read_bytes()).hexdigest()}"
        for lang in languages
        for file in files(layers, lang)
    ]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def compiled_po(file: Path, source: bytes) -> bytes:
    """A translation file as gettext wants it. Raises ProblemsFound (K0503)."""
    from babel.messages.mofile import write_mo  # what is kept is not read again
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
