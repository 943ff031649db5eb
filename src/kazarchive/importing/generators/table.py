"""The table of generators whose folders kazarchive reads untouched.

`pelican` and `nikola` are configured in Python, which is never run.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from kazarchive.importing.generators import hugo, jekyll, nikola, pelican
from kazarchive.importing.generators.adoption import Adoption

GENERATORS: Mapping[str, tuple[Callable[[Path], str | None], Callable[[Path], Adoption]]] = {
    "Jekyll": (jekyll.recognised, jekyll.adoption),
    "Pelican": (pelican.recognised, pelican.adoption),
    "Nikola": (nikola.recognised, nikola.adoption),
    "Hugo": (hugo.recognised, hugo.adoption),
}
"""Name → (the file by which a folder is recognised, how the folder is read), in this order."""
