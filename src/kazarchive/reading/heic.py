"""HEIC, as an iPhone makes it, and other HEIF images (ISO 23008-12): Pillow reads them where the
extra `heic` is installed.

The only importer of pillow-heif. Of a file its primary image alone is read, as that is what every
program shows: never a thumbnail, a map of depths, or the film of a photograph that moves.
"""

from importlib.util import find_spec

FORMAT = "HEIF"
"""Pillow's name of it."""


def is_there() -> bool:
    """Whether the extra is installed. It is not imported for that."""
    return find_spec("pillow_heif") is not None


def register() -> str:
    """Let Pillow know the format, in this process. Returns what will decode: the same pixels come
    of the same versions."""
    import pillow_heif

    pillow_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
    )
    return f"pillow-heif {pillow_heif.__version__}, libheif {pillow_heif.libheif_version()}"
