"""`clean`: removing what kazarchive made, and nothing else."""

import shutil

from kazarchive.catalogue import published as pages
from kazarchive.config import Site
from kazarchive.orders import Options
from kazarchive.publishing import output, state


def published(options: Options, site: Site) -> int:
    """How many files of the output folder are ours. Raises ProblemsFound (K0701)."""
    if not options.output.is_dir():
        return 0
    with state.opened(options.state) as opened:
        opened.confirm()
        output.claim(options.output, options.shown, opened.connection, site.base_url, opened.moved)
        return pages.total(opened.connection)


def remove_site(options: Options, site: Site) -> int:
    """Remove every file that was published. Raises ProblemsFound (K0701), WriteFailed."""
    with state.opened(options.state) as opened:
        opened.confirm()
        folder = output.claim(
            options.output, options.shown, opened.connection, site.base_url, opened.moved
        )
        return output.erase(folder, opened.connection)


def remove_state(options: Options) -> None:
    """Remove the state folder. Raises Locked while a build is at work."""
    with state.opened(options.state):
        shutil.rmtree(options.state, ignore_errors=True)
