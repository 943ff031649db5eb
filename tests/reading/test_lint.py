"""What `check` tells of a text: what it passes over, how much it tells, how long it takes."""

import time

import pytest

from archives import CONFIG, Archive, article
from kazarchive.config import reader
from kazarchive.config.options import Site
from kazarchive.problems import Problem
from kazarchive.reading import article as reading


def found(site: Site, body: str) -> list[Problem]:
    read = reading.read(article(body).encode(), "articles/a.md", site)
    assert read.article is not None
    return list(read.problems)


@pytest.mark.parametrize(
    "body",
    [
        "One[^1], two[^2], one[^1].\n\n[^1]: A.\n\n[^2]: B, see[^1].\n",
        "`[^1]` and ``[^2] ` `` and \\[^3]\n\n~~~\n[^4]\n[]() \n#### x\n~~~\n",
        "<!-- [^5] []() -->\n",
        "[text](https://a.example/) <a id='x'></a> <https://a.example/> [top](#)\n",
        "- [ ] (to do)\n- [x] done\n",
        "[![Alt](https://a.example/i.png)](https://a.example/)\n",
        "## A\n\n### B\n\n#### C\n\n## D\n\n### E\n",
        "# A\n\n## B\n\n# C\n",
        "A\n---\n\nText.\n\n---\n\n### B\n",
    ],
)
def test_a_text_in_order_is_passed_over(site: Site, body: str) -> None:
    assert found(site, body) == []


@pytest.mark.parametrize(("html", "codes"), [("escape", ["K0417"]), ("trust", ["K0427"])])
def test_what_is_shown_or_kept_is_not_left_out(
    archive: Archive, html: str, codes: list[str]
) -> None:
    archive.configure(f'{CONFIG}[markdown]\nhtml = "{html}"\n')
    site = reader.load(archive.root)
    problems = found(site, "<iframe src='https://a.example/'></iframe> [a](ftp://a.example/)\n")
    assert [one.code for one in problems] == codes


def test_so_many_of_a_kind_are_told_of_one_article(site: Site) -> None:
    marks = " ".join(f"[^{number}]" for number in range(30))
    codes = [one.code for one in found(site, f"{marks}\n\n{'[a]() ' * 30}\n")]
    assert codes == ["K0411"] * 10 + ["K0414"] * 10


def test_a_place_is_the_passage_itself(site: Site) -> None:
    problems = found(site, "Жаңа\n\n## Баға\n\nБір `код` [](https://a.example/) екі[^жоқ].\n")
    told = [
        (one.code, one.place.text[one.place.column - 1 :][: one.place.width]) for one in problems
    ]
    assert told == [("K0413", "[]("), ("K0411", "[^жоқ]")]


@pytest.mark.parametrize(
    "part",
    [
        *(
            "[^a] ",
            "[^a]: x\n\n",
            "[](x) ",
            "[a]() ",
            "#### a\n\n",
            "`[^a] ",
            "``` [^a]\n",
            "<!-- ",
        ),
        *("<x ", "<x y=", "<a href=", "<a ", "[a](x:y) ", "[a]: x:y\n", "&lt;x "),
    ],
)
def test_reviewing_a_text_takes_linear_time(archive: Archive, part: str) -> None:
    site = reader.load(archive.root)
    body = f"[^b] [](y)\n\n{part * (100_000 // len(part))}"
    began = time.process_time()
    found(site, body)
    assert time.process_time() - began < 1.5
