"""HEIC, as made by an iPhone, and other HEIF images (ISO 23008-12), which Pillow reads with the
extra `heic`.

Only the primary image of a file is read, which is what every program shows: never a thumbnail, a
depth map, or the film of a live photograph. Only this module imports pillow-heif.
"""

from importlib.util import find_spec

FORMAT = "HEIF"
"""Pillow's name of the format."""


def is_installed() -> bool:
    """Whether the extra is installed; it is not imported."""
    return find_spec("pillow_heif") is not None


def register() -> str:
    """Register the format in Pillow, in this process. Returns the versions of the decoder, which
    determine the pixels."""
    import pillow_heif

    pillow_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
    )
    return f"pillow-heif {pillow_heif.__version__}, libheif {pillow_heif.libheif_version()}"
