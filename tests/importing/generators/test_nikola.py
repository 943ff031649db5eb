"""A folder of Nikola → how it is read."""

from pathlib import Path

from importing.generators.folders import NIKOLA, write
from kazarchive.importing.generators import nikola


def test_the_configuration_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path, NIKOLA)
    plan = nikola.adoption(folder)
    assert nikola.recognised(folder) == "conf.py"
    assert plan.site["languages"] == ["en", "ru"]
    assert plan.articles["folder"] == "posts"
    assert plan.articles["permalink"] == "/blog/{folder}/{slug}.html"


def test_several_folders_of_posts_are_read(tmp_path: Path) -> None:
    posts = "POSTS = [('a/*.md', 'x', 't'), ('b/*.md', '', 't'), ('a/*.rst', 'x', 't')]\n"
    plan = nikola.adoption(write(tmp_path, {"conf.py": posts}))
    assert (plan.articles["folder"], plan.articles["other_folders"]) == ("a", ["b"])
    assert plan.articles["permalinks"] == {"b": "/{folder}/{slug}/"}


def test_a_configuration_of_sphinx_is_not_one_of_nikola(tmp_path: Path) -> None:
    assert nikola.recognised(write(tmp_path, {"conf.py": "extensions = []\n"})) is None


def test_what_only_an_import_reads_is_said(tmp_path: Path) -> None:
    files = {
        "conf.py": "POSTS = [('posts/*.md', 'p', 't')]\nREDIRECTIONS = [('a', 'b')]\n",
        "posts/a.meta": "",
    }
    losses = nikola.adoption(write(tmp_path, files)).losses
    assert sum("`kazarchive import FOLDER`" in loss for loss in losses) == 2
