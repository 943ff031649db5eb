"""The one value by which a task knows where a build works: no other path of this machine reaches
a task, so that another executor can give its workers a workspace of their own."""

from pathlib import Path

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.output.folder import Folder


class Workspace(Struct, frozen=True):
    """All that a task needs to know of the build."""

    root: Path
    """The archive's folder."""
    state: Path
    """The folder of the build's state."""
    site: Site
    folder: Folder
    """The output folder."""
    cache: Path | None = None
    """Where compiled templates are kept."""
