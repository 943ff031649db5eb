"""The files of `root/` → their addresses."""

from kazarchive.values import Address


def address(path: str) -> Address | None:
    """The address of a source file in `root/`; None for any other file."""
    folder, below, name = path.partition("/")
    if folder != "root" or not below:
        return None
    return f"/{name}".removesuffix("index.html") if name.endswith("/index.html") else f"/{name}"
