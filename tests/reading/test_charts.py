"""The figures of a chart, from its table or a file, in both engines."""

import re
import time
from collections.abc import Mapping
from html import unescape

import msgspec
import pytest

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import markup
from kazarchive.rules.figures import Figures

ENGINES = ("commonmark", "python-markdown")
TABLE = "| | 2021 | *2022* |\n| --- | --: | --: |\n| Oil | 31 | 46,9 |\n| [Gas](b.md) | – | −3 |\n"


def rendering(
    text: str, engine: str = "commonmark", lang: str = "ru", files: Mapping[str, bytes] = {}
) -> markup.Rendering:
    def beside(path: str) -> bytes:
        if path not in files:
            raise ProblemsFound([Problem("K0304", Place(path))])
        return files[path]

    options = MarkdownOptions(engine=engine)
    return markup.rendering(text, options, lang, "articles/sub/a.md", 10, beside=beside)


def drawn(html: str) -> Figures:
    options = re.findall(r'<kaz-block name="chart" options="([^"]*)">', html)
    return msgspec.json.decode(msgspec.json.decode(unescape(options[0]))["figures"], type=Figures)


def told(text: str, files: Mapping[str, bytes] = {}) -> list[tuple[str, str, int, int]]:
    places = ((each.code, each.place) for each in rendering(text, files=files).problems)
    return [(code, place.path, place.line, place.column) for code, place in places]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_is_read_and_stays(engine: str) -> None:
    shown = rendering(f":::chart Экспорт {{unit=$}}\n{TABLE}:::\n", engine)
    assert not shown.problems
    read = drawn(shown.html)
    assert read.labels == ("Oil", "Gas")
    assert [(each.name, each.values) for each in read.series] == [
        ("2021", ("31", None)),
        ("2022", ("46.9", "-3")),
    ]
    assert shown.html.count("<table>") == 1
    assert '<a href="b.md">Gas</a>' in shown.html


def test_both_engines_read_the_same() -> None:
    texts = [rendering(f":::chart\n{TABLE}:::", engine).html for engine in ENGINES]
    assert drawn(texts[0]) == drawn(texts[1])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_becomes_the_table_and_a_link(engine: str) -> None:
    content = "Жыл;Мұнай <b>\n2021;1 234,50\n2022;\n".encode("utf-8-sig")
    text = ':::chart {file="t/x.csv" type=line}\n:::'
    shown = rendering(text, engine, "kk", {"articles/sub/t/x.csv": content})
    assert not shown.problems
    assert drawn(shown.html).series[0].values == ("1234.50", None)
    assert "<th>Жыл</th>" in shown.html
    assert "Мұнай &lt;b&gt;" in shown.html
    assert '<td>2021</td><td class="align-right">1\u00a0234,50</td>' in shown.html
    assert '<a href="t/x.csv">x.csv</a>' in shown.html


def test_an_escaped_bar_is_part_of_its_cell() -> None:
    shown = rendering(":::chart\n| | A |\n| - | - |\n| x \\| y | 3 |\n:::")
    assert drawn(shown.html).labels == ("x | y",)


PATH = "articles/sub/a.md"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f":::chart {{type=pie}}\n{TABLE}:::", [("K0445", PATH, 10, 1)]),
        ("A\n\n:::chart\nno table\n:::", [("K0446", PATH, 12, 1)]),
        (f":::chart\n{TABLE}\n{TABLE}:::", [("K0446", PATH, 10, 1)]),
        (f':::chart {{file="x.csv"}}\n{TABLE}:::', [("K0446", PATH, 10, 1)]),
        (
            ":::chart\n| | A |\n| - | - |\n| x | a |\n| y | 2 | 3 |\n:::",
            [("K0448", PATH, 13, 7), ("K0449", PATH, 14, 11)],
        ),
        (
            ":::chart {type=pie}\n| | A |\n| - | - |\n| x | a |\n:::",
            [("K0445", PATH, 10, 1), ("K0448", PATH, 13, 7)],
        ),
        (":::chart {colour=red}\nno table\n:::", [("K0444", PATH, 10, 1)]),
        (':::chart {file="no.csv"}\n:::', [("K0447", PATH, 10, 1)]),
        (':::chart {file="../b.csv"}\n:::', [("K0447", PATH, 10, 1)]),
        (':::chart {file="/etc/passwd"}\n:::', [("K0447", PATH, 10, 1)]),
        (':::chart {file="a.md"}\n:::', [("K0447", PATH, 10, 1)]),
        (':::chart {file="https://host/x.csv"}\n:::', [("K0447", PATH, 10, 1)]),
        (":::chart {file}\n:::", [("K0447", PATH, 10, 1)]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, expected: list[tuple[str, str, int, int]]
) -> None:
    assert told(text) == expected


def test_faults_of_a_file_are_told_in_the_file() -> None:
    name = "articles/sub/x.csv"
    text = ':::chart {file="x.csv"}\n:::'
    assert told(text, {name: b"a;b\n\nc;d\ne;1;2\n"}) == [
        ("K0448", name, 3, 3),
        ("K0449", name, 4, 5),
    ]
    assert told(text, {name: b'a;b\nc;"1\n'}) == [("K0447", name, 2, 0)]
    assert told(text, {name: b""}) == [("K0446", PATH, 10, 1)]
    assert told(text, {name: b"\xff"}) == [("K0447", PATH, 10, 1)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_map_has_one_column_of_regions(engine: str) -> None:
    text = ":::map\n| | A | B |\n| - | - | - |\n| Абай | 1 | 2 |\n| Астанна | 3 | 4 |\n:::"
    problems = rendering(text, engine).problems
    assert [(each.code, each.place.line) for each in problems] == [("K0450", 11), ("K0451", 14)]
    assert "did you mean `Астана`" in problems[1].message
    text = text.replace("Астанна", "Астана").replace(" B |", "").replace("| 2 |", "|")
    assert [each.code for each in rendering(text, engine).problems] == ["K0449"]
    assert not rendering(text.replace("| 4 |", "|"), engine).problems


def test_a_map_is_no_type_of_chart() -> None:
    assert [code for code, *_ in told(f":::chart {{type=map}}\n{TABLE}:::")] == ["K0445"]


def test_a_text_that_has_no_folder_has_no_file() -> None:
    options = MarkdownOptions()
    shown = markup.rendering(':::chart {file="x.csv"}\n:::', options, "en", "pages/a.md", 3)
    assert [each.code for each in shown.problems] == ["K0447"]


@pytest.mark.parametrize("engine", ENGINES)
def test_charts_stand_in_other_blocks(engine: str) -> None:
    shown = rendering(f":::aside\n:::chart\n{TABLE}:::\n:::", engine)
    assert not shown.problems
    assert drawn(shown.html).labels == ("Oil", "Gas")


def test_it_takes_linear_time() -> None:
    start = time.process_time()
    rendering(":::chart\n| a | b |\n| - | - |\n" + "| [x](" * 20_000 + "\n:::")
    rendering(":::chart\n| a | b |\n| - | - |\n| " + "_" * 50_000 + "a |\n:::")
    rendering(":::chart\n| a | b |\n|" + " -" * 20_000 + "\n:::")
    rendering(":::chart\n" + "| a |\n| - |\n\n" * 3_000 + "\n:::")
    rendering(f":::chart\n| a | b |\n{' ' * 200_000}c\n:::")
    assert time.process_time() - start < 4
