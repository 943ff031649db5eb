"""The site's own search.js, run by node on the published files."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def ask(site: Path, asked: Sequence[dict[str, str]], place: Path) -> list[Any]:
    """What comes of each query; `place` is a folder to work in."""
    node = shutil.which("node")
    if node is None:
        assert not os.environ.get("CI"), "CI has node"
        pytest.skip("no node here to run search.js")
    shutil.copy(site / "static/search.js", place / "search.mjs")
    shutil.copy(HERE / "asking.mjs", place)
    lines = "".join(json.dumps(one) + "\n" for one in asked)
    done = subprocess.run(
        [node, place / "asking.mjs", site], input=lines, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def names(answer: dict[str, Any]) -> list[str]:
    """The last segments of the addresses that were found."""
    return [address.split("/")[-2] for address in answer["addresses"]]
