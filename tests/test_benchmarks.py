"""The benchmark can be trusted: it measures, notices what is not comparable, writes its tables."""

import base64
import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import checks
import compare
import edits
import environment
import generate
import growth
import interpreter
import letter_pairs
import measure
import million
import race
import report
import rows
import serving
import sides
from environment import Program
from kazarchive.rules.letter_pairs import SYMBOLS
from measure import CommandFailed, Run
from sides import Build, Side

ROOT = Path(__file__).parent.parent


@pytest.fixture
def kazarchive(monkeypatch: pytest.MonkeyPatch) -> dict[str, Program]:
    """This checkout, without an environment of its own."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setattr(compare, "SETTLED", 0)
    return {"kazarchive": Program((sys.executable, "-m", "kazarchive"), "1.0")}


def build(seconds: float, megabytes: int = 50, others: int = 0) -> Build:
    own = megabytes * 1_000_000
    run = Run(seconds, seconds * 2, max(own, others), own, others, "", "")
    return Build(run, rendered=1234, written=7)


def side(folder: Path, name: str = "kazarchive") -> Side:
    program = {name.partition("-")[0]: Program(("true",), "1.0")}
    (made,) = sides.chosen(folder, [name], program)
    return made


# --- a whole run ----------------------------------------------------------------------------------


def test_twenty_articles_by_kazarchive_alone(
    tmp_path: Path, kazarchive: dict[str, Program]
) -> None:
    folder = tmp_path / "new" / "benchmark"
    (alone,) = sides.chosen(folder, ["kazarchive"], kazarchive)
    result = compare.compare(folder, 20, 1, [alone])
    assert result.faults == []
    assert result.outputs[alone].articles == 20
    done = {name: build for (_, name), (build,) in result.measured.items()}
    assert list(done) == [step.name for step in edits.STEPS]
    assert (done["nothing changed"].rendered, done["nothing changed"].written) == (0, 0)
    assert done["first build"].written > done["one title edited"].written > 0
    assert done["template edited"].written >= 22
    assert "| one tag renamed in one article | " in result.tables()
    generate.remove(folder)
    assert not folder.exists()


def test_a_page_that_is_lost_is_not_comparable(
    tmp_path: Path, kazarchive: dict[str, Program]
) -> None:
    (alone,) = sides.chosen(tmp_path, ["kazarchive"], kazarchive)
    compare.write(tmp_path, [alone], 3)
    sides.build(alone)
    first, second, third = checks.listed(tmp_path)
    (alone.output / first.address[1:] / "index.html").unlink()
    page = alone.output / second.address[1:] / "index.html"
    page.write_text(page.read_text("utf-8").replace(second.title, "Another title"), "utf-8")
    (alone.output / third.address[1:] / "index.html").write_text("x", "utf-8")
    outputs = {alone: checks.output(alone, tmp_path)}
    expected = {alone: [checks.Expected(second.address, "Edited in round 1.")]}
    found = "\n".join(checks.faults(outputs, tmp_path, expected, []))
    assert f"the page {second.address} lacks `Edited in round 1.`" in found
    assert "kazarchive has 2 of 3 articles" in found
    assert "kazarchive: no title for 3 of 3" in found


def test_much_larger_pages_of_another_program_are_not_comparable(tmp_path: Path) -> None:
    (tmp_path / generate.LIST).touch()
    made = {
        side(tmp_path, "kazarchive"): checks.Output(1, (), 0, 5000, 5000),
        side(tmp_path, "hugo"): checks.Output(1, (), 0, 9000, 9000),
    }
    (fault,) = checks.faults(made, tmp_path, {one: [] for one in made}, [])
    assert fault.endswith("far apart: kazarchive 5,000 bytes, Hugo 9,000 bytes")


@pytest.mark.long
def test_growth_and_a_small_million_are_measured(
    tmp_path: Path, kazarchive: dict[str, Program]
) -> None:
    grown = growth.growth(tmp_path / "growth", [3, 6], kazarchive, 1)
    assert growth.table(grown).count("\n| ") == 3
    assert all(build.run.own_bytes > 10_000_000 for builds in grown.values() for build in builds)
    built, found = million.million(tmp_path / "million", 5, kazarchive)
    assert list(built) == ["first build", "nothing changed", "one title edited"]
    assert found["articles"].files == 5
    assert found["state"].apparent > 0
    assert "| site | " in million.folders(found, 5)
    assert list(tmp_path.iterdir()) == []


# --- the archives ---------------------------------------------------------------------------------


def test_the_same_number_gives_the_same_archive(tmp_path: Path) -> None:
    for name in ("one", "other"):
        generate.generate(tmp_path / name, list(generate.FORMS), 5, 1, short=False)
    one, other = (contents(tmp_path / name) for name in ("one", "other"))
    assert one == other
    assert len([name for name in one if name.endswith(".md")]) == 5 * len(generate.FORMS)


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(FileExistsError):
        generate.generate(tmp_path, ["kazarchive"], 5, 1, short=False)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", sides.SIDES)
def test_a_first_build_finds_nothing_but_sources(name: str, tmp_path: Path) -> None:
    (made,) = sides.chosen(tmp_path, [name], {name.partition("-")[0]: Program(("true",), "1.0")})
    generate.generate(tmp_path, [name], 2, 1, short=True)
    before = contents(made.site)
    for folder in made.derived:
        (made.site / folder).mkdir()
        (made.site / folder / "left").touch()
    edits.from_scratch(made, edits.Turn(1, next(checks.listed(tmp_path))))
    assert contents(made.site) == before


# --- measuring ------------------------------------------------------------------------------------


def test_a_command_and_its_descendants_are_measured_apart(tmp_path: Path) -> None:
    hold = "import time; held = bytearray({}); time.sleep(0.2)"
    parent = f"import subprocess, sys; {hold}; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    command = [sys.executable, "-c", parent.format(60_000_000), hold.format(120_000_000)]
    run = measure.run(command, tmp_path)
    assert 60_000_000 < run.own_bytes < 100_000_000
    assert 120_000_000 < run.others_bytes < 160_000_000
    assert run.peak_bytes >= run.others_bytes
    assert run.seconds > 0.4


def test_a_command_that_fails_ends_the_benchmark(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="ended with 3:\nno room"):
        measure.run(["sh", "-c", "echo no room; exit 3"], tmp_path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kazarchive", '{"kind": "problem"}\n{"rendered": 1}\n'),
        ("hugo", "WARN  deprecated\n  Pages │ 3 │ 4 \n"),
        ("hugo", "nothing of pages\n"),
        ("pelican", "[12:00:00] WARNING  no date\n"),
        ("eleventy", "Copied 1\n"),
    ],
)
def test_a_warning_ends_the_benchmark(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        side(tmp_path, name).rendered(Run(1, 1, 1, 1, 0, said, ""))


def test_what_the_programs_say_is_understood(tmp_path: Path) -> None:
    said = {
        "kazarchive": '{"rendered": 12}\n',
        "hugo": " Pages            │ 5 │ 3 \n Paginator pages  │ 2 │ 2 \n",
        "eleventy": "[11ty] Copied 1 Wrote 12 files in 3.17 seconds\n",
    }
    for name, text in said.items():
        assert side(tmp_path, name).rendered(Run(1, 1, 1, 1, 0, text, "")) == 12


# --- the tables -----------------------------------------------------------------------------------


def test_variants_are_compared_with_the_first_side_and_with_what_is_nearest(tmp_path: Path) -> None:
    names = ("kazarchive", "kazarchive-plain", "hugo", "pelican")
    compared = [side(tmp_path, name) for name in names]
    measured = {
        (one.name, step.name): [build(number)]
        for number, one in enumerate(compared, 2)
        for step in edits.STEPS
    }
    _, _, *shown = report.variants(compared, measured).splitlines()
    assert shown[0] == "| first build: kazarchive, plain against kazarchive | 3.00 | 2.00 | 1.50 |"
    assert shown[-1] == "| template edited: Hugo against kazarchive, plain | 4.00 | 3.00 | 1.33 |"
    assert len(shown) == 6


def test_a_table_shows_medians_spreads_and_ratios(tmp_path: Path) -> None:
    ours, hugo, pelican = (side(tmp_path, name) for name in ("kazarchive", "hugo", "pelican"))
    measured = {
        ("kazarchive", "first build"): [build(2), build(1), build(3)],
        ("Hugo", "first build"): [build(4), build(4), build(4)],
        ("kazarchive", "nothing changed"): [build(0.1)],
        ("Hugo", "nothing changed"): [build(5)],
        ("Pelican", "first build"): [build(30)],
    }
    head, rule, first, nothing, *_ = report.times([ours, hugo, pelican], measured).splitlines()
    assert head == "| work | kazarchive, s | Hugo, s | ÷ | Pelican, s | ÷ |"
    assert rule == "| --- | ---: | ---: | ---: | ---: | ---: |"
    assert first == "| first build | 2.00 (1.00–3.00) | 4.00 | 2.00 | 30.00 | 15.0 |"
    assert nothing == "| nothing changed | 0.10 | 5.00 | 50.0 | – | – |"


@pytest.mark.long
def test_the_previews_are_measured(tmp_path: Path, kazarchive: dict[str, Program]) -> None:
    (side,) = sides.chosen(tmp_path, ["kazarchive"], kazarchive)
    compare.write(tmp_path, [side], 12)
    served = serving.measured(side, checks.evenly_spread(tmp_path, 12, 2), 1)
    assert len(served.told) == len(served.shown) == 2
    assert all(0 < told < shown for told, shown in zip(served.told, served.shown, strict=True))
    assert serving.table({"kazarchive": [served]}).count("\n| ") == 6


def test_growth_is_shown_from_row_to_row() -> None:
    builds = {1000: [build(1, 50, 60_000_000)], 2000: [build(2.2, 51, 60_000_000)]}
    assert growth.table(builds).splitlines()[2:] == [
        "| 1,000 | 1.00 | – | 2.00 | – | 50.0 | – | 60.0 | – |",
        "| 2,000 | 2.20 | 2.20 | 4.40 | 2.20 | 51.0 | 1,000 | 60.0 | 0 |",
    ]


def test_results_take_the_place_of_the_earlier_ones(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# B\n\n{report.BEGIN}\n{report.END}\n\nEnd.\n", "utf-8")
    report.publish("1,000 articles on tmpfs", "First.", readme)
    report.publish("10,000 articles on tmpfs", "Second.", readme)
    report.publish("1,000 articles on tmpfs", "Third.", readme)
    assert readme.read_text("utf-8") == (
        f"# B\n\n{report.BEGIN}\n\n### 1,000 articles on tmpfs\n\nThird.\n"
        f"\n### 10,000 articles on tmpfs\n\nSecond.\n\n{report.END}\n\nEnd.\n"
    )


def test_the_readme_has_a_place_for_the_results() -> None:
    text = report.README.read_text("utf-8")
    assert text.count(f"\n{report.BEGIN}\n") == text.count(f"\n{report.END}\n") == 1


def test_every_program_tells_how_it_is_called() -> None:
    for name in ("generate", "compare", "growth", "serving", "million", "photos", "race"):
        program = ROOT / "benchmarks" / f"{name}.py"
        done = subprocess.run([sys.executable, program, "--help"], capture_output=True, text=True)
        assert done.stdout.startswith(f"usage: {name}.py")


# --- the race -------------------------------------------------------------------------------------


def raced(name: str, articles: int, folder: Path) -> compare.Comparison:
    """Builds of a second, two seconds … by the sides of a race, in the order of its table."""
    compared = [side(folder, key) for key in rows.competing(name, articles)]
    steps = {line.step.name for line in rows.RACES[name].lines}
    measured = {
        (one.name, step): [build(seconds)]
        for seconds, one in enumerate(compared, 1)
        for step in steps
    }
    return compare.Comparison(compared, measured, {}, [])


def test_a_race_tells_how_many_times_faster_kazarchive_is(tmp_path: Path) -> None:
    assert race.figures("first", 10_000, raced("first", 10_000, tmp_path)) == {
        "10,000: first build, Hugo, lean ÷ kazarchive": "4.00 × (4.00 ÷ 1.00 s)",
        "10,000: first build, Hugo ÷ kazarchive": "3.00 × (3.00 ÷ 1.00 s)",
        "10,000: first build, Hugo, rich ÷ kazarchive": "5.00 × (5.00 ÷ 1.00 s)",
        "10,000: first build, Hugo, lean ÷ kazarchive, plain": "2.00 × (4.00 ÷ 2.00 s)",
    }


def test_a_size_has_the_sides_of_its_aims() -> None:
    assert rows.competing("first", 100_000) == ["kazarchive", "hugo", "hugo-lean"]
    assert "hugo-rich" in rows.competing("first", 200)
    assert rows.competing("million", 1_000_000) == ["kazarchive"]


def test_a_search_index_is_told_by_the_processor_time_that_it_adds(tmp_path: Path) -> None:
    found = race.figures("search", 10_000, raced("search", 10_000, tmp_path))
    assert list(found.values()) == ["+2.0 s CPU (2.0 → 4.0)"]


def test_a_row_takes_the_place_of_its_earlier_one_and_leaves_the_others() -> None:
    edits_ = "2026-01-02, `python benchmarks/race.py edits FOLDER --articles 10000 --rounds 5`: A."
    first = "2026-01-03, `python benchmarks/race.py first FOLDER --articles 10000 --rounds 5`: B."
    text = race.section({"10,000: one title edited": "0.30 s"}, edits_, "")
    text = race.section({"10,000: first build, Hugo ÷ kazarchive": "1.00 ×"}, first, text)
    text = race.section({"10,000: one title edited": "0.20 s"}, edits_.replace("A", "C"), text)
    command = "race.py edits FOLDER --articles 10000"
    assert f"| 10,000: one title edited | 0.20 s | ≤ 0.2 s | `{command}` |" in text
    assert "| 10,000: first build, Hugo ÷ kazarchive | 1.00 × | ≥ 1.4 × |" in text
    assert "| 100,000: one title edited | – | ≤ 0.4 s |" in text
    assert text.endswith(f"\n\n- {first}\n- {edits_.replace('A', 'C')}")


def test_an_edit_follows_one_first_build_in_every_round() -> None:
    plan = rows.RACES["million"].plan
    names = [[step.name for step in plan(number)] for number in (1, 2)]
    assert names == [
        ["first build", "nothing changed", "one title edited"],
        ["nothing changed", "one title edited"],
    ]


def test_every_row_of_the_table_names_a_command_that_measures_it() -> None:
    text = report.published()[race.HEADING]
    every = [line.label(n) for one in rows.RACES.values() for line in one.lines for n in line.aims]
    assert len(every) == len(set(every)) == text.count("\n| ") - 1
    for name, one in rows.RACES.items():
        for line in one.lines:
            for articles, aim in line.aims.items():
                assert f"| {line.label(articles)} | " in text
                assert f" | {aim} | " in text
                assert set(line.sides) <= set(rows.competing(name, articles))
                assert f" | `{race.command(name, articles)}` |" in text


@pytest.mark.long
def test_edits_are_raced_over_one_first_build(
    tmp_path: Path, kazarchive: dict[str, Program]
) -> None:
    result = race.raced(tmp_path / "race", "edits", 12, 2, kazarchive)
    assert result.faults == []
    assert [len(builds) for builds in result.measured.values()] == [1, 2, 2]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_photographs_are_raced(tmp_path: Path, kazarchive: dict[str, Program]) -> None:
    result = race.raced(tmp_path / "race", "photographs", 1, 1, kazarchive)
    (found,) = race.figures("photographs", 1, result).values()
    assert found.endswith(" s")
    assert result.measured["kazarchive", "first build"][0].written > 3
    assert list(tmp_path.iterdir()) == []


# --- the sides of Hugo ----------------------------------------------------------------------------

HUGO = ("hugo", "hugo-lean", "hugo-rich")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Side]:
    """A hundred articles by each side of Hugo: the installed one, or the one that is named."""
    named = os.environ.get("KAZARCHIVE_HUGO")
    try:
        command = (named,) if named else environment.command("hugo")
    except ValueError:
        pytest.skip("needs Hugo: benchmarks/race.py installs it; or name it in KAZARCHIVE_HUGO")
    folder = tmp_path_factory.mktemp("hugo")
    generate.generate(folder, HUGO, 100, 1, short=False)
    compared = sides.chosen(folder, HUGO, {"hugo": Program(command, "0")})
    for one in compared:
        sides.build(one)
    return {one.key: one for one in compared}


def test_every_side_of_hugo_has_all_articles_titles_links_and_listings(
    built: dict[str, Side],
) -> None:
    folder = built["hugo"].site.parent
    outputs = {one: checks.output(one, folder) for one in built.values()}
    faults = checks.faults(outputs, folder, {one: [] for one in outputs}, [])
    assert [fault for fault in faults if "far apart" not in fault] == []


def test_a_rich_page_has_what_the_theme_has(built: dict[str, Side]) -> None:
    rich, (article, *_) = built["hugo-rich"], checks.listed(built["hugo"].site.parent)
    page = (rich.output / article.address[1:] / "index.html").read_text("utf-8")
    (graph,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    news, crumbs = json.loads(graph)["@graph"]
    assert (news["headline"], crumbs["@type"]) == (article.title, "BreadcrumbList")
    files = [base64.b64decode(one).decode() for one in re.findall(r";base64,([^\"]+)", page)]
    bibtex, ris, csl = files
    assert f"title = {{{{{article.title}}}}}," in bibtex
    assert ris.startswith("TY  - NEWS\r\nAU  - ")
    assert json.loads(csl)[0]["title"] == article.title
    assert "APA 7" in page
    assert "ГОСТ Р 7.0.5-2008" in page


def test_the_neighbours_of_a_rich_page_are_earlier_and_later(built: dict[str, Side]) -> None:
    rich, folder = built["hugo-rich"], built["hugo"].site.parent
    english = sorted(one.address for one in checks.listed(folder) if one.address.startswith("/20"))
    page = (rich.output / english[3][1:] / "index.html").read_text("utf-8")
    around = page.partition('<nav class="neighbours')[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', around) == [english[2], english[4]]


def test_rich_feeds_timelines_and_calendars_are_made(built: dict[str, Side]) -> None:
    output = built["hugo-rich"].output
    for feed in output.rglob("feed.xml"):
        ElementTree.parse(feed)
    for kind in ("tags", "authors", "months"):
        terms = [one for one in (output / kind).iterdir() if one.is_dir()]
        assert terms
        assert all((term / "feed.xml").is_file() for term in terms)
    calendar = next((output / "months").glob("*/index.html")).read_text("utf-8")
    assert calendar.count('<th scope="col">') == 7
    assert len(re.findall(r"<td>(?:<a[^>]*>)?\d", calendar)) >= 28
    # That of few articles is not written, not even as an empty file.
    timelines = [page.read_text("utf-8") for page in (output / "timeline").rglob("*.html")]
    assert timelines
    assert all(page.count("<li><time") >= 10 for page in timelines)


# --- the Python that runs -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("configured", "flags", "use_flag", "told"),
    [
        ("'--enable-optimizations'", "-O3", "-fprofile-use", "Python 3.11.7 with PGO"),
        ("'--enable-shared'", "-O3", "-fprofile-use", "Python 3.11.7 without PGO"),
        ("'--enable-shared'", "-O2", "", "Python 3.11.7 (PGO not recorded)"),
    ],
)
def test_a_python_tells_whether_it_was_built_with_pgo(
    configured: str, flags: str, use_flag: str, told: str
) -> None:
    optimised = interpreter.optimised(configured, flags, use_flag)
    assert str(interpreter.Interpreter("3.11.7", "/usr", optimised)) == told


def test_the_python_that_runs_is_asked() -> None:
    found = interpreter.ask(Path(sys.executable))
    assert (found.version, found.base) == (platform.python_version(), sys.base_prefix)


def test_few_rounds_are_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    compare.warn_of_few(2)
    compare.warn_of_few(5)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("warning: 2 of 5 rounds")


# --- the table of letter pairs --------------------------------------------------------------------


def test_the_table_of_letter_pairs_is_made_from_texts() -> None:
    assert letter_pairs.symbols("Газ — 120 gas. ГАЗ") == " газ газ "
    heading, *rows = letter_pairs.rows(["газ газ gas"])
    assert heading.startswith("#")
    assert {len(row) for row in rows} == {len(rows)} == {len(SYMBOLS)}
    position = SYMBOLS.index
    likely, unlikely = (int(rows[position("г")][position(next_)], 36) for next_ in "аз")
    assert likely < unlikely


def test_the_program_writes_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_pairs, "TABLE", tmp_path / "table.txt")
    letter_pairs.main()
    written = (tmp_path / "table.txt").read_text("ascii").splitlines()
    there = letter_pairs.ROOT / "src/kazarchive/rules/letter_pairs.txt"
    assert len(written) == len(there.read_text("ascii").splitlines())
