"""What a build prints at its end."""

import re
from pathlib import Path

from archives import CONFIG
from errors.running import run


def test_a_site_without_articles_counts_its_pages(tmp_path: Path) -> None:
    (tmp_path / "kazarchive.toml").write_text(CONFIG + "[articles]\nenabled = false\n")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.md").write_text("# A\n")
    first, second = (run(tmp_path, "build").out for _ in range(2))
    made = re.match(r"Built (\d+) pages \(\1 written, 0 removed\) in ", first)
    assert made
    assert second.startswith(f"Built {made[1]} pages (0 written, 0 removed) in ")
