"""The name of a media file → what it is, for files that are not images."""

from typing import Literal

VIDEO = frozenset(".mp4 .m4v .webm .ogv .mov".split())
AUDIO = frozenset(".mp3 .m4a .aac .oga .ogg .opus .wav .flac".split())
DOCUMENTS = frozenset(
    ".pdf .djvu .epub .doc .docx .odt .rtf .txt .xls .xlsx .ods .csv .tsv .ppt .pptx .odp"
    " .json .geojson .zip".split()
)

TABLES = (".csv", ".tsv")
"""Endings of files whose figures charts show."""

COMMENTS = ".comments.jsonl"
"""End of the name of a file with the comments of readers, which `import` writes beside an article
and which no page shows."""

POSTERS = (".jpg", ".jpeg", ".png", ".webp", ".avif")
"""Endings of an image that stands for a video of the same name."""

SUBTITLES = ".vtt"

TYPES = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
}
"""Ending → media type (IANA; RFC 5334 for Ogg)."""


def is_subtitle(path: str) -> bool:
    return path.lower().endswith(SUBTITLES)


Kind = Literal["video", "audio", "document", ""]


def kind(path: str) -> Kind:
    """What a file is, by its ending; empty for images and unknown files."""
    ending = path[path.rfind(".") :].lower()
    if ending in VIDEO:
        return "video"
    if ending in AUDIO:
        return "audio"
    return "document" if ending in DOCUMENTS else ""


def type_of(path: str) -> str:
    """The media type of a video or sound; empty for other files."""
    return TYPES.get(path[path.rfind(".") :].lower(), "")


def form(path: str) -> str:
    """The ending as readers know it: `PDF`."""
    return path[path.rfind(".") + 1 :].upper()


def companions(path: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The files that belong to a video or sound if they exist: `clip.jpg`, its poster, and
    `clip.vtt` and `clip.kk.vtt`, its subtitles."""
    stem = path[: path.rfind(".")]
    subtitles = (f"{stem}.{lang}{SUBTITLES}" for lang in languages)
    posters = (stem + ending for ending in POSTERS) if kind(path) == "video" else ()
    return (*posters, stem + SUBTITLES, *subtitles)
