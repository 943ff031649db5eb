"""`new` writes the skeleton of an article."""

from pathlib import Path

from archives import CONFIG
from commands import page, run, write
from processes import Outcome


def test_new_writes_a_skeleton_and_prints_its_path(root: Path) -> None:
    outcome = run(root, "new", 'Cap: "lifted"', "--date", "2022-01-05 18:30", "--tag", "Fuel")
    assert outcome == Outcome(0, "articles/2022/cap-lifted.md\n", "")
    assert (root / "articles/2022/cap-lifted.md").read_text("utf-8") == (
        '---\ntitle: "Cap: \\"lifted\\""\ndate: 2022-01-05 18:30\ntags: ["Fuel"]\n'
        "# Remove the # before a field to use it:\n# authors: []\n# summary:\n"
        "# image:\n#   src:\n#   alt:\n#   caption:\n#   credit:\n---\n\n"
    )


def test_new_begins_an_article_that_builds(root: Path) -> None:
    run(root, "new", 'Cap: "lifted" # not', "--tag", "A, B", "--tag", "Отын")
    outcome = run(root, "build")
    assert (outcome.code, outcome.err) == (0, "")
    text = page(root, "2022/06/01/cap-lifted-not").read_text("utf-8")
    assert "<h1>Cap: &#34;lifted&#34; # not</h1>" in text
    assert "A, B" in text


def test_new_in_another_language_is_named_for_it(root: Path) -> None:
    write(root / "kazarchive.toml", CONFIG + 'languages = ["en", "kk"]\n')
    outcome = run(root, "new", "Әлеуметтік желі", "--lang", "kk", "--date", "2022-01-05")
    assert outcome.out == "articles/2022/aleumettik-zheli.kk.md\n"
    assert run(root, "build").code == 0
    assert page(root, "kk/2022/01/05/aleumettik-zheli").exists()


def test_new_is_dated_today(root: Path) -> None:
    run(root, "new", "Today")
    assert "\ndate: 2022-06-01\n" in (root / "articles/2022/today.md").read_text("utf-8")


def test_new_never_overwrites(root: Path) -> None:
    path = root / "articles/2022/cap.md"
    write(path, "Mine.")
    outcome = run(root, "new", "Cap", "--date", "2022-01-05")
    assert outcome.code == 2
    assert outcome.out == ""
    assert "error[K0802]" in outcome.err
    assert path.read_text("utf-8") == "Mine."
