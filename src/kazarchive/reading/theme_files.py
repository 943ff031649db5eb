"""Where the bundled theme lies, and where a project's theme files are looked for."""

import os
from pathlib import Path

BUNDLED = "theme:"
"""Before the source paths of the files of the bundled theme."""

_PACKAGE = Path(__file__).resolve().parent.parent


def bundled() -> Path:
    """The folder with the bundled `templates/` and `static/`: in the package when installed,
    at the top of the repository in a checkout."""
    installed = _PACKAGE / "theme"
    return installed if installed.is_dir() else _PACKAGE.parent.parent


def template_layers(root: Path) -> tuple[Path, ...]:
    """The site's own templates before the bundled ones."""
    layers = (root / "templates", bundled() / "templates")
    return tuple(layer for layer in layers if layer.is_dir())


def resolve(root: Path, path: str) -> Path:
    """The file of a source path, which `theme:` marks as bundled."""
    if path.startswith(BUNDLED):
        return bundled() / path.removeprefix(BUNDLED)
    return root / path


def readable(layer: Path, name: str) -> bool:
    """Whether a file of the project, and no link out of it, stands below one of its folders."""
    path = Path(os.path.realpath(layer / name))
    return path.is_file() and path.is_relative_to(os.path.realpath(layer.parent))
