"""The originals of imported articles, unchanged, each once: `originals/ab/abcd….html`.

An original is kept under its SHA-256, which the article records as `source.sha256`. Not every one
can be read alone as it was read in its source: the caption of a gallery may stand elsewhere in an
export, and an encoding may have been named by the editor. Then its text as it was read is kept
beside it, in `….read.html`.
"""

import hashlib
import os
import re
from html import escape
from pathlib import Path

from kazarchive.config.options import Site
from kazarchive.importing import article_file
from kazarchive.importing.document import Document
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, forms

FOLDER = "originals"
"""The folder, if `[import] originals` names none."""

READ = ".read.html"
"""The ending of a text as it was read."""

_BEGINNING = '<!doctype html>\n<meta charset="utf-8">\n'
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")
_OF_PARTS = ((b"<!doctype html", ".html"), (b"<html", ".html"), (b"<", ".xml"), (b"{", ".json"))
"""How a part of a file begins → its ending, for people who open it."""


class Originals:
    """The folder of originals of an archive."""

    def __init__(self, root: Path, site: Site) -> None:
        self._root = root
        self.folder = site.imports.originals or FOLDER
        """Relative to the root of the archive."""

    def path(self, sha256: str, record: str) -> str | None:
        """Where the original with this SHA-256 is, relative to the root; None if there is none.
        `record`: the name of the file that it comes from."""
        expected = self._path(sha256, _ending(record))
        if os.path.isfile(self._root / expected):
            return expected
        folder = self._root / self.folder / sha256[:2]
        names = sorted(os.listdir(folder)) if folder.is_dir() else []
        found = (each for each in names if each.startswith(sha256) and not each.endswith(READ))
        return next((f"{self.folder}/{sha256[:2]}/{name}" for name in found), None)

    def keep(self, document: Document, file: Path, shown: str) -> str:
        """Keep the original of a document; its path. `file`: its source, which is the original if
        the document is no part of it.

        Raises ProblemsFound (K0302, K0303, K0702; K0894 if the original is not what was read).
        """
        part = document.original
        ending = _ending(file.name) if part is None else _ending_of_part(part)
        path = self._path(document.sha256, ending)
        if os.path.exists(self._root / path):
            return path
        if part is None:
            article_file.write(self._root, path, file)
            digest = files.digest(self._root / path, path)
        else:
            digest = hashlib.sha256(part).hexdigest()
            if digest == document.sha256:
                article_file.write(self._root, path, part)
        if digest != document.sha256:
            Path(forms.real(self._root / path)).unlink(missing_ok=True)
            raise ProblemsFound([Problem("K0894", Place(shown))])
        return path

    def keep_text(self, document: Document) -> None:
        """Keep the text of a document as it was read. Raises ProblemsFound (K0302, K0702)."""
        paragraphs = "\n".join(f"<p>{escape(each)}</p>" for each in document.paragraphs)
        text = f"{_BEGINNING}{document.html or paragraphs}\n"
        path = self._path(document.sha256, READ)
        article_file.write(self._root, path, text.encode("utf-8", "surrogatepass"))

    def text(self, sha256: str) -> str | None:
        """The text as it was read, as HTML, if it is kept. Raises ProblemsFound (K0303)."""
        path = self._path(sha256, READ)
        if not os.path.isfile(self._root / path):
            return None
        raw = files.read(self._root / path, path)
        return raw.decode("utf-8", "replace").removeprefix(_BEGINNING)

    def _path(self, sha256: str, ending: str) -> str:
        return f"{self.folder}/{sha256[:2]}/{sha256}{ending}"


def _ending(name: str) -> str:
    """That of a file name, if every system allows it."""
    ending = os.path.splitext(name)[1].lower()
    return ending if _ENDING.fullmatch(ending) else ""


def _ending_of_part(part: bytes) -> str:
    beginning = part[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((ending for start, ending in _OF_PARTS if beginning.startswith(start)), ".txt")
