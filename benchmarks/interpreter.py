"""Which Python runs what is measured, and whether it was built with profile-guided optimisation.

Without PGO, as pyenv builds by default, CPython takes about 15 % more processor time.
"""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

QUESTION = """
import json, platform, sys, sysconfig
names = "CONFIG_ARGS", "PY_CORE_CFLAGS", "PGO_PROF_USE_FLAG"
print(json.dumps([platform.python_version(), sys.base_prefix, *sysconfig.get_config_vars(*names)]))
"""


@dataclass(frozen=True, slots=True)
class Interpreter:
    version: str
    base: str
    """Where it is installed; that of a virtual environment is that of the Python that made it."""
    optimised: bool | None
    """Whether it was built with PGO; absent where the build does not record it."""

    def __str__(self) -> str:
        recorded = {True: "with PGO", False: "without PGO", None: "(PGO not recorded)"}
        return f"Python {self.version} {recorded[self.optimised]}"


def ask(python: Path) -> Interpreter:
    """Raises CalledProcessError."""
    done = subprocess.run([python, "-c", QUESTION], capture_output=True, text=True, check=True)
    version, base, *recorded = json.loads(done.stdout)
    return Interpreter(version, base, optimised(*(value or "" for value in recorded)))


def optimised(configured: str, flags: str, use_flag: str) -> bool | None:
    """Whether the records of a build tell of PGO: `CONFIG_ARGS`, the flags of the compiler, and
    the flag that configure notes for a compiler which knows PGO, used or not.

    Absent without that note: Debian removes what tells of PGO from the records of its packages. A
    plain `configure` and `make profile-opt` leave no trace, so they count as without PGO.
    """
    if "--enable-optimizations" in configured or "-fprofile-use" in flags:
        return True
    return False if use_flag else None
