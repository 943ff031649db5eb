"""`check` finds Kazakh that was damaged before it became UTF-8, and says how to repair it."""

import re
import shutil
import subprocess

import pytest

from archives import Archive
from commands import run
from importing.own_texts import OTHERS, texts
from kazarchive.rules import misread

DAMAGE = str.maketrans(misread.MEANT, misread.DAMAGED)
TEXT = "Бұл мақала Қазақстан Республикасының Үкіметі қабылдаған жаңа ережелер туралы."


@pytest.mark.parametrize("path", ["articles/a.md", "articles/it's new.md", "pages/a.md"])
def test_the_command_that_is_named_repairs_the_file(archive: Archive, path: str) -> None:
    front = "" if path.startswith("pages") else "date: 2022-01-05\n"
    file = f"---\ntitle: Қазақша\n{front}---\n{TEXT}\n"
    archive.article("another.md")
    archive.write(path, file.translate(DAMAGE))
    assert archive.build().problems == (), "a build does not tell"
    outcome = run(archive.root, "check")
    assert outcome.code == 1
    assert (
        "warning[K0432]: these Kazakh letters are damaged: `Ќазаќша` was `Қазақша`" in outcome.err
    )
    assert f"--> {path}:2:8\n" in outcome.err
    command = outcome.err.partition("repair the file with ")[2].partition("\n")[0]
    if shutil.which("perl") is None:
        pytest.skip("without perl the command cannot be tried")
    subprocess.run(["sh", "-c", command], cwd=archive.root, check=True)
    assert (archive.root / path).read_text("utf-8") == file
    assert run(archive.root, "check").code == 0


@pytest.mark.parametrize("text", [*map(" ".join, OTHERS.values()), TEXT, "Text."])
def test_other_articles_are_passed_over(archive: Archive, text: str) -> None:
    archive.article("a.md", text)
    assert run(archive.root, "check").code == 0


def test_every_article_of_this_project_is_passed_over(archive: Archive) -> None:
    for number, text in enumerate(texts("kk") + texts("ru")):
        archive.article(
            f"{number}.md", re.sub("^---$", "", text, flags=re.MULTILINE), title=f"{number}"
        )
    outcome = run(archive.root, "check")
    assert f"in {number + 1} articles" in outcome.out
    assert "K0432" not in outcome.err
