"""A message → its article: every file in cases/eml/ is an input and what is expected.

`WRITE_CASES=1 pytest tests/importing/formats/test_eml.py` rewrites what is expected; review the
diff.
"""

from pathlib import Path, PurePath

import pytest

from importing.formats import imported
from kazarchive.importing.formats import recognised

CASES = sorted((Path(__file__).parent / "cases/eml").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_message_becomes_an_article(case: Path, tmp_path: Path) -> None:
    imported.check(case, tmp_path)
    source = case.read_text("utf-8").split("=== ")[1].partition("\n")[2]
    chosen = recognised(source.encode(), PurePath("a"))
    assert chosen
    assert chosen.name == "eml"
