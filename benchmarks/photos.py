"""What photographs cost: a first build of an archive that shows some, and the builds after it.

    python benchmarks/photos.py --photos 500

Makes the archive in a temporary folder: photographs of six megapixels, each other than all others,
one an article. Prints wall and processor time and the memory of each build, as a table for
benchmarks/README.md; with --write it only makes the archive, in a folder that stays. Needs
Pillow and an installed kazarchive.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

import measure

SIZE = (3000, 2000)

CONFIG = 'title = "Photographs"\nbase_url = "https://archive.example/"\n'

KAZARCHIVE = [sys.executable, "-m", "kazarchive", "build"]


def photograph(number: int) -> Image.Image:
    """Clouds of several sizes in three colours: it is compressed about as a landscape is."""
    chance = random.Random(number)
    image = Image.new("RGB", SIZE, tuple(chance.randrange(256) for _ in range(3)))
    for across, weight in ((6, 0.6), (40, 0.4), (300, 0.25), (SIZE[0] // 2, 0.06)):
        small = across, across * SIZE[1] // SIZE[0]
        levels = [
            Image.frombytes("L", small, chance.randbytes(small[0] * small[1])) for _ in range(3)
        ]
        layer = Image.merge("RGB", levels).resize(SIZE, Image.Resampling.BICUBIC)
        image = Image.blend(image, layer, weight)
    return image


def write(root: Path, photos: int) -> None:
    (root / "articles").mkdir(parents=True)
    (root / "kazarchive.toml").write_text(CONFIG, "utf-8")
    for number in range(photos):
        photograph(number).save(root / f"articles/p{number}.jpg", quality=88)
        write_article(root, number, "Text.")


def write_article(root: Path, number: int, body: str) -> None:
    head = f"---\ntitle: Article {number}\ndate: 2022-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
    image = f"image: {{src: p{number}.jpg, alt: A landscape}}\n---\n\n"
    (root / f"articles/a{number}.md").write_text(f"{head}{image}{body}\n", "utf-8")


def steps(root: Path) -> list[tuple[str, list[str], Callable[[], object]]]:
    """(what is measured, options, what is done before)."""
    return [
        ("first build", [], lambda: None),
        ("nothing changed", [], lambda: None),
        ("one article edited", [], lambda: write_article(root, 0, "Another text.")),
        ("one photograph exchanged", [], lambda: photograph(-1).save(root / "articles/p0.jpg")),
        ("everything anew (`--full`)", ["--full"], lambda: None),
        ("the site removed", [], lambda: shutil.rmtree(root / "public")),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure builds of an archive with photographs.")
    parser.add_argument("--photos", type=int, default=500, metavar="N")
    parser.add_argument("--jobs", default="2", metavar="N")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="make the archive, no more")
    chosen = parser.parse_args(arguments)
    if chosen.write:
        write(chosen.write, chosen.photos)
        return 0
    with tempfile.TemporaryDirectory(prefix="kazarchive-photos-") as folder:
        root = Path(folder) / "archive"
        write(root, chosen.photos)
        size = sum(file.stat().st_size for file in root.glob("articles/*.jpg"))
        print(f"{chosen.photos:,} photographs of {SIZE[0]} × {SIZE[1]}, {size / 1e6:,.0f} MB\n")
        print("| build | s | processor s | MB of memory |\n| --- | --- | --- | --- |")
        for name, options, prepare in steps(root):
            prepare()
            run = measure.run([*KAZARCHIVE, "--quiet", "--jobs", chosen.jobs, *options], root)
            memory = run.peak_bytes / 1e6
            print(f"| {name} | {run.seconds:.1f} | {run.cpu_seconds:.1f} | {memory:.0f} |")
        published = sum(file.stat().st_size for file in root.glob("public/**/p*.jpg*"))
        print(f"\npublished images: {published / 1e6:,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
