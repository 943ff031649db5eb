"""Tasks on media files for the pool: examine a file, and make the sizes of an image.

They import their libraries when they run, so that a build with nothing to do does not load them.
"""

from collections.abc import Sequence
from pathlib import Path

from kazarchive.catalogue.images import ExaminedFile, MadeVariants
from kazarchive.rules.image_names import is_photograph
from kazarchive.values import Picture
from kazarchive.workspace import Workspace


def examine_chunk(workspace: Workspace, paths: Sequence[str]) -> list[ExaminedFile]:
    """What is known of the images, and of the files with a fault, among some media files."""
    examined = (examine(workspace, path) for path in paths)
    return [result for result in examined if result]


def examine(workspace: Workspace, path: str) -> ExaminedFile | None:
    """What is known of a media file; None of a file that is neither an image nor at fault. Raises
    ProblemsFound if it cannot be read."""
    from kazarchive.reading import forms, media
    from kazarchive.rules import signatures

    file = Path(forms.real(workspace.root / path))
    kind = media.kind(file, path)
    image = kind in signatures.PHOTOGRAPHS or kind in signatures.FOREIGN or is_photograph(path)
    try:
        if not (image and workspace.site.images.enabled):
            media.examine(file, path, kind)
            return None
        from kazarchive.images import probe

        return ExaminedFile(path, probe.look(file, path, workspace.site.images))
    except media.Fault as fault:
        return ExaminedFile(path, None, fault.reason, fault.code)


def examine_static(workspace: Workspace, path: str) -> ExaminedFile | None:
    """The fault of a static file, or None; no sizes are made of it. Raises ProblemsFound if it
    cannot be read."""
    from kazarchive.reading import forms, media

    file = Path(forms.real(workspace.root / path))
    try:
        media.examine(file, path, media.kind(file, path))
    except media.Fault as fault:
        return ExaminedFile(path, None, fault.reason, fault.code)
    return None


def make_variants(workspace: Workspace, picture: Picture, digest: str) -> MadeVariants:
    """Make the sizes of an image, unless they are in the cache."""
    from kazarchive.images.cache import VariantCache
    from kazarchive.reading.media import Fault

    cache = VariantCache(workspace.root, workspace.state, workspace.site.images)
    try:
        if cache.kept(picture, digest) is None:
            cache.make(picture, digest)
    except Fault as fault:
        return MadeVariants(picture.source, fault=fault.reason, code=fault.code)
    return MadeVariants(picture.source, cache.place(picture, digest))
