"""How seldom Python looks for cycles of values."""

import subprocess
import sys

from commands import environment

CODE = """
import gc
from kazarchive.execution.garbage import collect_seldom
collect_seldom()
assert gc.get_freeze_count() > 0
assert gc.get_threshold()[0] == 70_000
"""


def test_what_is_there_is_never_looked_at_again() -> None:
    subprocess.run([sys.executable, "-c", CODE], env=environment(), check=True)
