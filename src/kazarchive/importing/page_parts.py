"""Which files of a folder belong to pages and are no documents: images, styles, scripts, fonts,
what browsers save beside a page, and what programs that copy sites leave."""

import re
from collections.abc import Set

_SAVED_BESIDE = re.compile(
    r"(?P<page>.+)[._ -](?:files?|файлы|файлдары?|bestanden|dateien|fichiers|archivos|ficheiros"
    r"|arquivos|pliki|soubory|filer|tiedostot|dosyalar)",
    re.IGNORECASE,
)
"""Browsers and Word name the folder after the page, in the language of the system."""
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".mht")
_ENDINGS = frozenset(
    "avif bmp cur gif heic ico jfif jpe jpeg jpg png svg tif tiff webp"
    " css js map mjs woff woff2 ttf otf eot"
    " aac flac m4a mp3 oga ogg opus wav avi m4v mkv mov mp4 mpeg mpg ogv webm wmv".split()
)
_OF_COPIES = re.compile(r"hts-(?:log|err)\.txt|hts-.*\.lock|.*\.delayed|robots\.txt|cookies\.txt")
_FOLDERS_OF_COPIES = frozenset({"hts-cache"})


def is_part(name: str, beside: Set[str]) -> bool:
    """By the name of a file, and the names of all files beside it. `s.css?v=3` is named as in its
    address."""
    if _OF_COPIES.fullmatch(name):
        return True
    if page_of_original(name, beside):
        return True
    bare = re.split(r"[?@]", name, maxsplit=1)[0]
    return any(each.rpartition(".")[2].lower() in _ENDINGS for each in (name, bare) if "." in each)


def page_of_original(name: str, beside: Set[str]) -> str | None:
    """The page of which wget has kept the original, as `x.html.orig` or `x.orig`."""
    page = name.removesuffix("orig").removesuffix(".")
    if page == name:
        return None
    return next((each for each in (page, f"{page}.html") if each in beside), None)


def holds_parts(name: str, beside: Set[str]) -> bool:
    """By the name of a folder, and the names of all files and folders beside it."""
    saved = _SAVED_BESIDE.fullmatch(name)
    page = saved["page"] if saved else ""
    return name in _FOLDERS_OF_COPIES or any(page + ending in beside for ending in _PAGES if page)
