"""The fields that `new` offers."""

from pathlib import Path

import pytest

from archives import CONFIG
from commands import run, write
from kazarchive.config import reader
from kazarchive.importing import offered


def lines(root: Path, *given: str) -> list[str]:
    return list(offered.lines(root, reader.load(root), set(given)))


def test_a_new_site_is_offered_its_taxonomies_a_summary_and_an_image(root: Path) -> None:
    write(root / "kazarchive.toml", f"{CONFIG}[taxonomies]\nregions = {{}}\n")
    found = lines(root, "tags")
    assert found[:5] == [
        offered.HEADING,
        "# authors: []",
        "# regions: []",
        "# summary:",
        "# image:",
    ]
    assert "#   caption:" in found
    assert not any("tags" in line for line in found)


def test_what_articles_of_the_newest_folder_have_is_offered(root: Path) -> None:
    front = "title: A\ndate: 2022-01-05\nkicker: Trade\nbadge: new\ndraft: true\nsource: B\n"
    for name in ("2022/a", "2022/b"):
        write(root / f"articles/{name}.md", f"---\n{front}---\n")
    write(root / "articles/2021/old.md", "---\ntitle: A\ndate: 2021-01-05\nsubtitle: B\n---\n")
    write(root / "articles/2022/broken.md", "---\ntitle: [")
    found = lines(root)
    assert "# kicker:" in found
    assert "# badge:" in found
    for other in ("title", "date", "draft", "source", "subtitle"):
        assert not any(line.startswith(f"# {other}") for line in found)


def test_a_field_of_one_article_alone_is_not_offered_if_it_means_nothing(root: Path) -> None:
    write(root / "articles/2022/a.md", "---\ntitle: A\ndate: 2022-01-05\nbadge: new\n---\n")
    assert "# badge:" not in lines(root)


def test_the_choices_of_a_field_are_named(root: Path) -> None:
    write(root / "articles/2022/a.md", "---\ntitle: A\ndate: 2022-01-05\ntype: opinion\n---\n")
    (line,) = (line for line in lines(root) if line.startswith("# type"))
    assert "news | opinion |" in line


@pytest.mark.parametrize("used", ["tags: [A]", "image:\n  src: https://a.example/a.jpg\n  alt: B"])
def test_what_is_offered_can_be_used_by_taking_the_marks_away(root: Path, used: str) -> None:
    run(root, "new", "A")
    path = root / "articles/2022/a.md"
    text = path.read_text("utf-8")
    assert run(root, "build").err == ""
    opened = "\n".join(
        line[2:] if line.startswith("# ") and "Remove" not in line else line
        for line in text.splitlines()
    )
    path.write_text(opened.replace("tags: []", used) if "tags" in used else opened, "utf-8")
    assert run(root, "build").err == ""
