"""The one value with the paths of a build: tasks get no other path of this machine, so that another
executor can give its workers different ones."""

from pathlib import Path

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.output.folder import Folder


class Workspace(Struct, frozen=True):
    """What a task needs to know of the build."""

    root: Path
    """The archive's folder."""
    state: Path
    """The state folder."""
    site: Site
    folder: Folder
    """The output folder."""
    cache: Path | None = None
    """The folder of compiled templates."""
