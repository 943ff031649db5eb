"""What the name of an image file says, and under which name it is published."""


def is_image(name: str) -> bool:
    """Whether a file's name is that of an image of which sizes can be made."""
    return name.lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"))


_UNKNOWN_TO_BROWSERS = {
    **dict.fromkeys((".tif", ".tiff", ".heic", ".heif", ".hif", ".jfif", ".jpe"), ".jpg"),
    **dict.fromkeys((".bmp", ".dib"), ".png"),
}
"""Endings of photographs that servers or browsers do not know as such, and that of what is made."""


def is_photograph(name: str) -> bool:
    """Whether a file's name says that it is an image with pixels."""
    return is_image(shown_name(name))


def shown_name(name: str) -> str:
    """Under which a media file is published where images are converted: `scan.tiff` →
    `scan.tiff.jpg`, which every server and browser knows to be an image."""
    return name + _UNKNOWN_TO_BROWSERS.get(name[name.rfind(".") :].lower(), "")
