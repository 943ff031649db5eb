"""Media files in other processes."""

import gc
import random
import subprocess
import sys

from PIL import Image

from archives import Archive, difference
from photos import photo
from processes import environment


def test_an_archive_without_images_imports_no_pillow(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("articles/p.svg", "<svg/>")
    code = (
        "import sys; from kazarchive.cli.main import main\n"
        "sys.argv[1:] = ['build', '--quiet', '--jobs', '1']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'PIL' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=archive.root, env=environment(), check=True)


def test_any_number_of_processes_makes_the_same_bytes(archive: Archive) -> None:
    chance = random.Random(7)
    for number in range(3):
        noise = Image.effect_noise((600, 400), 60 + chance.randrange(9)).convert("RGB")
        archive.write(f"articles/p{number}.jpg", photo(image=noise))
        archive.article(f"a{number}.md", image=f"p{number}.jpg")
    gc.collect()  # of the builds before, whose connections are this thread's
    trees = [archive.build_clean(jobs=jobs)[1] for jobs in (1, 2, 8)]
    assert not difference(trees[0], trees[1])
    assert not difference(trees[0], trees[2])


def test_a_killed_build_leaves_no_half_image(shown: Archive) -> None:
    """What another process has begun to keep is never taken for whole."""
    before = shown.tree()
    (kept,) = (shown.state / "images").iterdir()
    (kept / "sums.json").unlink()
    kept.rename(kept.with_name(f".{kept.name}-1"))
    shown.build(full=True)
    assert shown.tree() == before
