"""The index: what an edit rewrites, where it is split, and that both readers of it agree."""

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from archives import CONFIG, SEARCH, TRILINGUAL, Archive, difference
from kazarchive.rules import search_index, tokens
from search.reader import ask


@pytest.fixture
def year(archive: Archive) -> Archive:
    """Forty articles of one year, and one of the year before."""
    archive.configure(CONFIG + SEARCH)
    for n in range(40):
        day = f"2021-{n // 4 + 1:02}-{n % 4 + 1:02}"
        archive.article(
            f"a{n}.md", f"Text number{n} of all.", title=f"Title {n}", date=day, summary="All."
        )
    archive.article("old.md", title="Old", date="2020-01-05")
    archive.build()
    return archive


def index(archive: Archive) -> dict[str, bytes]:
    return {name: content for name, content in archive.tree().items() if name.startswith("search/")}


def changed(archive: Archive) -> set[str]:
    """The files of the index that a build changes, which ends as a clean one would."""
    before = index(archive)
    archive.build_as_clean()
    return difference(before, index(archive))


def test_without_the_switch_there_is_no_trace_of_search(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    assert not [name for name in archive.tree() if "search" in name]
    assert "search" not in archive.page("/")


def test_the_switch_may_be_turned_at_any_time(year: Archive) -> None:
    year.configure(CONFIG)
    year.build_as_clean()
    assert not index(year)
    year.configure(CONFIG + SEARCH)
    year.build_as_clean()
    assert index(year)


def test_a_word_more_changes_only_drawers_of_its_segment(year: Archive) -> None:
    year.article(
        "a3.md",
        "Text number3 of all, rewritten.",
        title="Title 3",
        date="2021-01-04",
        summary="All.",
    )
    files = changed(year)
    assert 1 <= len(files) <= search_index.drawers(40)
    assert all(name.startswith("search/en/2021/words-") for name in files)


def test_another_title_changes_its_own_block_and_the_drawers(year: Archive) -> None:
    year.article(
        "a3.md", "Text number3 of all.", title="Renamed 3", date="2021-01-04", summary="All."
    )
    files = changed(year)
    assert "search/en/2021/articles-0.bin" in files
    drawers = {f"search/en/2021/words-{n}.bin" for n in range(search_index.drawers(40))}
    assert files == {"search/en/2021/articles-0.bin"} | drawers


def test_an_article_of_today_leaves_older_blocks_and_years_alone(year: Archive) -> None:
    year.article("new.md", "New.", title="New", date="2021-12-31")
    files = {name for name in changed(year) if "words" not in name}
    assert files == {"search/en/2021/articles-5.bin", "search/segments.json"}


def test_an_article_that_comes_goes_or_moves_renumbers_what_is_later(year: Archive) -> None:
    year.article("a39.md", "Text number39 of all.", title="Title 39", date="2021-02-01")
    assert "search/en/2021/articles-4.bin" in changed(year)
    year.remove("articles/a0.md")
    assert "search/en/2021/articles-4.bin" in changed(year)
    year.article("first.md", title="First", date="2021-01-01")
    files = changed(year)
    assert {f"search/en/2021/articles-{n}.bin" for n in range(5)} <= files
    assert not [name for name in files if "2020" in name]


def test_a_full_year_is_split_by_months_and_joined_again(archive: Archive) -> None:
    archive.configure(CONFIG + SEARCH + "segment_size = 3\n")
    for n in range(1, 5):
        archive.article(f"a{n}.md", date=f"2021-0{n}-05")
        archive.build_as_clean()
        told = json.loads(index(archive)["search/segments.json"])["segments"]
        assert [one[1] for one in told] == (
            ["2021"] if n < 4 else ["2021-04", "2021-03", "2021-02", "2021-01"]
        )
    for n in range(6, 9):
        archive.article(f"a{n}.md", date=f"2021-04-0{n}")
        archive.build_as_clean()
    assert "search/en/2021-04-08/words-0.bin" in index(archive)
    for n in (1, 2, 3, 6):
        archive.remove(f"articles/a{n}.md")
        archive.build_as_clean()
    assert "search/en/2021/words-0.bin" in index(archive)
    assert len(index(archive)) == 4, "two files, the list and the page"


def test_a_draft_is_in_no_index(archive: Archive) -> None:
    archive.configure(CONFIG + SEARCH)
    archive.article("a.md", "Open.", title="Open")
    archive.article("b.md", "Hidden.", title="Hidden", draft=True)
    archive.article("c.md", "Later.", title="Later", date="2023-01-05")
    archive.build()
    drawer = zlib.decompress(index(archive)["search/en/2022/words-0.bin"]).decode()
    assert "open" in drawer
    assert "hidden" not in drawer
    assert "later" not in drawer


def stems(drawer: bytes) -> list[str]:
    """Those of a drawer, each written as what it adds to the one before."""
    whole = [""]
    for name in zlib.decompress(drawer).decode().split("\t")[1].split("\n"):
        whole.append(whole[-1][: int(name[0])] + name[1:])
    return whole[1:]


def test_a_stem_is_kept_wherever_its_forms_are_looked_for() -> None:
    texts = ["су судың суға сулар", "кітап кітабы кітаптар", "халық халқы", "үй үйі үйлер"]
    packed = [search_index.pack("", text, [], "kk") for text in texts * 20]
    segment = search_index.Segment([["/"]] * len(packed), packed, "kk")
    for form in " ".join(texts).split():
        number = tokens.drawer(form, search_index.drawers(len(packed)))
        assert tokens.stem(form, "kk") in stems(segment.drawer(number)), form


SPELT = (
    "Қазақстан qazaqstan Kazakhstan Назарбаев Nazarbayev Ёлка Йод café naïve don't Kazakhstan’s"
    " Жаңаөзен Zhanaozen Щучинск 2022 24-қаңтар U.S. ASCII Әлия ʼн İstanbul ﬁ ½ 日本 straße ŞY"
    " 5 000 26,750 2018 500 1.234 567\u00a0890 12345 678 ٣ 444 A.I.-based А.С. Пушкин i.e. a.bc"
    " бiлiм iPhoneда əлем Hұр Oʻzbek O‘z d`Arc " + "ю" * 49 + " 𐐀𐐁 \U0001f600 й й xerox"
)


def test_words_are_taken_apart_alike_in_python_and_in_the_browser(
    year: Archive, tmp_path: Path
) -> None:
    (spelt,) = ask(year.output, [{"text": SPELT}], tmp_path)
    ours = tokens.words(SPELT)
    assert spelt == [[word, tokens.skeleton(word), tokens.drawer(word, 64)] for word in ours]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("qazaqstan", "қазақстан"),
        ("kazakstan", "қазақстан"),
        ("nazarbayev", "назарбаев"),
        ("zhanaozen", "жаңаөзен"),
        ("janaozen", "жаңаөзен"),
        ("shymkent", "шымкент"),
        ("qaraghandy", "қарағанды"),
        ("almaty", "алматы"),
    ],
)
def test_latin_letters_mean_cyrillic_ones(written: str, meant: str) -> None:
    assert tokens.skeleton(written) == tokens.skeleton(meant)


def test_what_is_typed_finds_what_is_meant(
    trilingual: Archive, tmp_path: Path, tally: Callable[[str], None]
) -> None:
    trilingual.configure(TRILINGUAL + SEARCH)
    texts = {
        "kk": ["Қазақтар туралы", "Қазақстанның газы", "Казак станицасы"],
        "ru": ["Газ подорожал в Актау", "Ёлка в городе", "Цена газа и нефти"],
        "en": ["Gas prices", "Car market", "Karaoke"],
    }
    for lang, titles in texts.items():
        for n, title in enumerate(titles):
            trilingual.article(f"a{n}.{lang}.md", "…", title=title, tags=["Fuel"][: n % 2])
    trilingual.build()
    for lang, typed, found in (
        ("kk", "qazaqstan", ["1"]),
        ("kk", "kazakhstan", ["1"]),
        ("kk", "казактар", ["2", "0"]),
        ("kk", "қазақ", ["0"]),
        ("ru", "цены газ", ["2"]),
        ("ru", "елки", ["1"]),
        ("ru", "aktau", ["0"]),
        ("en", "price", ["0"]),
        ("en", "car", ["1"]),
        ("en", "gas market", ["1", "0"]),
        ("en", '"gas prices"', ["0"]),
        ("en", '"prices gas"', []),
    ):
        (answer,) = ask(trilingual.output, [{"lang": lang, "q": typed}], tmp_path)
        names = [address.rstrip("/")[-1] for address in answer["addresses"]]
        assert names == found, typed
