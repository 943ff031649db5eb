"""The name of an image file → whether it is an image, and the name under which it is published."""


def is_image(name: str) -> bool:
    """Whether a file name is that of an image that can have several sizes."""
    return name.lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"))


_UNKNOWN_TO_BROWSERS = {
    **dict.fromkeys((".tif", ".tiff", ".heic", ".heif", ".hif", ".jfif", ".jpe"), ".jpg"),
    **dict.fromkeys((".bmp", ".dib"), ".png"),
}
"""Endings of images that servers or browsers do not know → the ending of the converted file."""


def is_photograph(name: str) -> bool:
    """Whether a file name is that of a raster image."""
    return is_image(shown_name(name))


def is_foreign(name: str) -> bool:
    """Whether a file name is that of an image that few browsers show. All show BMP."""
    return name.lower().endswith(
        (".tif", ".tiff", ".heic", ".heif", ".hif", ".jp2", ".jxl", ".psd", ".eps", ".dng", ".cr2")
    )


def shown_name(name: str) -> str:
    """The name under which a media file is published if images are converted: `scan.tiff` →
    `scan.tiff.jpg`, which every server and browser knows as an image."""
    return name + _UNKNOWN_TO_BROWSERS.get(name[name.rfind(".") :].lower(), "")
