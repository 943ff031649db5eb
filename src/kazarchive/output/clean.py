"""`clean`: removes what kazarchive made, and nothing else."""

import shutil

from kazarchive.config.options import Site
from kazarchive.options import Options
from kazarchive.output import folder as output_folder
from kazarchive.output import publish
from kazarchive.state import folder as state_folder
from kazarchive.state import journal as pages


def published(options: Options, site: Site) -> int:
    """The number of published files in the output folder. Raises ProblemsFound (K0701)."""
    if not options.output.is_dir():
        return 0
    with state_folder.opened(options.state) as opened:
        opened.confirm()
        output_folder.claim(options, opened, site.base_url)
        return pages.total(opened.connection)


def remove_site(options: Options, site: Site) -> int:
    """Remove every published file; returns how many. Raises ProblemsFound (K0701), WriteFailed."""
    with state_folder.opened(options.state) as opened:
        opened.confirm()
        folder = output_folder.claim(options, opened, site.base_url)
        return publish.erase(folder, opened.connection)


def remove_state(options: Options) -> None:
    """Remove the state folder. Raises Locked while a build is running."""
    with state_folder.opened(options.state):
        shutil.rmtree(options.state, ignore_errors=True)
