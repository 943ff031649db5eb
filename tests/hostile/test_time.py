"""No text takes for ever: linear time with CommonMark, a limit with Python-Markdown."""

import gc
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from archives import CONFIG, Archive, article
from config.configuring import load
from hostile.patterns import CMARK, OURS, Pattern
from kazarchive.config import options
from kazarchive.problems import WORDINGS, ProblemsFound
from kazarchive.reading import article as reading
from kazarchive.reading import markup

PYTHON_MARKDOWN = CONFIG + '[markdown]\nengine = "python-markdown"\n'

TOLD_BY_CHECK = {code for code, wording in WORDINGS.items() if wording.told == "check"}


GROWTH = 2.3
"""At most, of the time when the text becomes twice as long."""

FLOOR = 0.02
"""Seconds below which the noise of a machine is larger than any growth."""

EVERY = CMARK | OURS

KNOWN = {"K0404", "K0406", "K0409", "K0410", "K0420", "K0429", "K0431"}
"""What may be told of such texts, besides what `check` alone tells."""

NOT_LINEAR = {"ampersands", "character references"}
"""Of these nh3 takes time by the square, so many are refused: see rules/nesting.py."""


def seconds(body: str, site: options.Site, times: int = 1) -> tuple[float, list[str]]:
    """The least processor time of reading an article with a body, and the codes of its errors.
    Python looks for cycles by the size of all that the tests hold, workers seldom: here not."""
    raw, least, codes = article(body).encode(), float("inf"), []
    gc.disable()
    for _ in range(times):
        began = time.process_time()
        codes = [one.code for one in reading.read(raw, "articles/a.md", site).problems]
        least = min(least, time.process_time() - began)
    gc.enable()
    return least, codes


def growth(pattern: Pattern, size: int, site: options.Site) -> float:
    """The larger factor of time over three sizes, each twice the one before; 1 below the floor.
    What a machine's noise may have spoilt is measured again, and each size keeps its least time."""
    sizes = (size // 4, size // 2, size)
    least = dict.fromkeys(sizes, float("inf"))
    factor = float("inf")
    for times in (1, 3, 9, 9):
        for part in sizes:
            least[part] = min(least[part], seconds(pattern(part), site, times)[0])
        pairs = [(one, two) for one, two in pairwise(least.values()) if two > 2 * FLOOR]
        factor = max((two / max(one, FLOOR) for one, two in pairs), default=1.0)
        if factor <= GROWTH:
            break
    return factor


def test_there_are_all_the_patterns_of_cmark() -> None:
    assert len(CMARK) == 25
    for name, pattern in EVERY.items():
        assert 95_000 < len(pattern(100_000)) < 135_000, name


@pytest.mark.parametrize("name", EVERY)
def test_commonmark_reads_100_kilobytes_in_a_second(name: str, tmp_path: Path) -> None:
    site = load(tmp_path, CONFIG)
    least, codes = seconds(EVERY[name](100_000), site, 2)
    assert least < 1
    assert set(codes) <= TOLD_BY_CHECK | {"K0410", "K0420", "K0424"}


def test_commonmark_takes_linear_time(
    tmp_path: Path, long: bool, tally: Callable[[str], None]
) -> None:
    site = load(tmp_path, CONFIG)
    size = 200_000 if long else 100_000  # beyond, the processor's caches make steps
    linear = EVERY.keys() - NOT_LINEAR
    tried = sorted(linear)[:: 1 if long else 5]
    factors = {name: growth(EVERY[name], size, site) for name in tried}
    assert {name: f"{one:.2f}" for name, one in factors.items() if one > GROWTH} == {}
    tally(
        f"pathological patterns with commonmark: {len(factors)} of {len(factors)} grow by at most"
        f" {max(factors.values()):.2f} when the text doubles to {size:,} letters"
    )


@pytest.mark.parametrize("name", sorted(NOT_LINEAR))
def test_what_is_not_linear_has_a_bound(name: str, tmp_path: Path) -> None:
    site = load(tmp_path, CONFIG)
    for size in (90_000, 100_000, 190_000, 210_000, 1_000_000):
        assert seconds(EVERY[name](size), site)[0] < 1


def test_python_markdown_takes_linear_time_or_is_stopped(
    tmp_path: Path, long: bool, tally: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 2 if long else 0.2
    monkeypatch.setattr(markup, "SECONDS", limit)
    site = load(tmp_path, PYTHON_MARKDOWN)
    size = 40_000 if long else 10_000
    stopped, refused, slow = [], [], {}
    for name, pattern in EVERY.items():
        took, codes = seconds(pattern(size), site)
        assert took < limit * (1 + size / 1_000_000) + 1, name
        assert set(codes) <= TOLD_BY_CHECK | KNOWN
        if "K0409" in codes:
            stopped.append(name)
        elif {"K0406", "K0410"} & {*codes}:
            refused.append(name)
        elif long and (factor := growth(pattern, size, site)) > GROWTH:
            slow[name] = factor
    assert stopped, "some of these take for ever"
    tally(
        f"pathological patterns with python-markdown at {size:,} letters, a limit of {limit} s:"
        f" {len(stopped)} of {len(EVERY)} stopped, {len(refused)} refused"
        + (f", {len(slow)} grow faster than the text but end in time" if long else "")
    )


@pytest.mark.long
def test_the_limit_is_ten_seconds(tmp_path: Path) -> None:
    took, codes = seconds("[a" * 40_000, load(tmp_path, PYTHON_MARKDOWN))
    assert codes == ["K0409"]
    assert 10 < took < 14


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_is_stopped_does_not_stop_the_others(
    archive: Archive, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "SECONDS", 0.3)
    archive.configure(PYTHON_MARKDOWN)
    for n in range(140):  # more than is read without a pool
        archive.article(f"a{n}.md", "[a" * 20_000 if n in (3, 70) else "Text.")
    with pytest.raises(ProblemsFound) as found:
        archive.build(jobs=jobs)
    assert [(one.code, one.place.path) for one in found.value.problems] == [
        ("K0409", "articles/a3.md"),
        ("K0409", "articles/a70.md"),
    ]
    assert all(one.place.line == 5 for one in found.value.problems)
    report = archive.build(jobs=jobs, keep_going=True)
    assert (report.articles, report.refused) == (138, 2)
