"""The places of theme files: those of the bundled theme, and those of an archive."""

import os
from pathlib import Path

BUNDLED = "theme:"
"""The prefix of the source paths of bundled theme files."""

_PACKAGE = Path(__file__).resolve().parent.parent


def bundled() -> Path:
    """The folder with the bundled `templates/` and `static/`: inside the installed package, or the
    root of the repository in a checkout."""
    installed = _PACKAGE / "theme"
    return installed if installed.is_dir() else _PACKAGE.parent.parent


def template_layers(root: Path) -> tuple[Path, ...]:
    """The template folders that exist: the site's own before the bundled one."""
    layers = (root / "templates", bundled() / "templates")
    return tuple(layer for layer in layers if layer.is_dir())


def resolve(root: Path, path: str) -> Path:
    """The file of a source path; `theme:` marks a bundled one."""
    if path.startswith(BUNDLED):
        return bundled() / path.removeprefix(BUNDLED)
    return root / path


def readable(layer: Path, name: str) -> bool:
    """Whether a file exists in a layer and is not a link that leads out of it."""
    file = os.path.join(layer, name)
    if not os.path.isfile(file):
        return False
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(layer.parent))
