"""What other systems do not have: a build without it publishes the same site.

Linux is the system of the tests. Here the parts of Python that Windows lacks are taken away, and
`msvcrt` is imitated, so that every branch for it runs.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kazarchive
from archives import Archive, tree
from photos import photo

WITHOUT = """
import os, signal, subprocess, sys, types  # subprocess looks for msvcrt too

LOCKED = set()


def locking(descriptor, mode, size):
    assert size == 1
    if mode == 1:
        if HELD:
            raise PermissionError(13, "Permission denied")
        LOCKED.add(descriptor)
    else:
        LOCKED.discard(descriptor)


HELD = "--held" in sys.argv
sys.modules["fcntl"] = None
sys.modules["termios"] = None
sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=1, LK_UNLCK=0)
for name in ("fork", "getuid", "pread", "O_NONBLOCK", "O_NOFOLLOW", "sched_getaffinity"):
    delattr(os, name)
for name in ("SIGALRM", "SIGPROF", "setitimer", "pthread_sigmask", "SIGKILL"):
    delattr(signal, name)

from kazarchive.cli.main import main

sys.argv = ["kazarchive", *(one for one in sys.argv[1:] if one != "--held")]
try:
    main()
except SystemExit as end:
    assert not LOCKED
    raise
"""


def run(archive: Archive, *words: str) -> "subprocess.CompletedProcess[str]":
    source = str(Path(kazarchive.__file__).parents[1])
    environment = {"PYTHONPATH": source, "PATH": os.environ["PATH"], "HOME": str(archive.folder)}
    command = [sys.executable, "-c", WITHOUT, *words]
    return subprocess.run(
        command, cwd=archive.root, env=environment, capture_output=True, text=True
    )


@pytest.fixture
def lively(trilingual: Archive) -> Archive:
    for number in range(4):
        trilingual.article(f"a{number}.md", "![](p.jpg)", tags=["Fuel"])
    trilingual.write("articles/p.jpg", photo((600, 400)))
    return trilingual


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_same_site_is_published_without_what_posix_systems_have(
    lively: Archive, jobs: str
) -> None:
    done = run(lively, "build", "--jobs", jobs, "--now", "2022-06-01")
    assert done.stderr == ""
    assert done.returncode == 0
    assert tree(lively.root / "public") == lively.build_clean()[1]
    lively.article("a0.md", "Another text.", tags=["Fuel"])
    done = run(lively, "build", "--jobs", jobs, "--now", "2022-06-01")
    assert done.stderr == ""
    assert done.returncode == 0
    assert tree(lively.root / "public") == lively.build_clean()[1]


def test_a_lock_that_another_process_has_is_told_there_too(lively: Archive) -> None:
    done = run(lively, "--held", "build")
    assert done.returncode == 11
    assert "K0703" in done.stderr


@pytest.mark.parametrize("command", ["check", "explain /", "new Title", "clean --yes"])
def test_other_commands_run_without_it(lively: Archive, command: str) -> None:
    assert run(lively, "build").returncode == 0
    done = run(lively, *command.split())
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
