"""Values of a kind: texts, lists, dates."""

import pytest

from reading.articles import article, codes, reading, unknown_fields


@pytest.mark.parametrize("written", ["", "[]", "~", "null", '""', "['']"])
@pytest.mark.parametrize("field", ["tags", "authors", "aliases"])
def test_an_empty_list_is_none(field: str, written: str) -> None:
    made = article(f"{field}: {written}")
    assert (made.entry.terms, made.entry.aliases) == ((), ())


@pytest.mark.parametrize(
    "field", "date updated summary slug image source translation_key license".split()
)
@pytest.mark.parametrize("written", ["", "~"])
def test_an_empty_field_is_none(field: str, written: str) -> None:
    made = reading(f"title: A\n{field}: {written}", path="articles/2022-01-05-a.md")
    plain = reading("title: A", path="articles/2022-01-05-a.md")
    assert made.article is not None
    assert plain.article is not None
    assert (made.article.entry, made.problems) == (plain.article.entry, ())


@pytest.mark.parametrize(
    ("tags", "told"),
    [("1,000", False), ("1,5 billion", False), ("a, b", True), ("Almaty,Astana", True)],
)
def test_a_comma_in_a_number_parts_no_terms(tags: str, told: bool) -> None:
    assert ("K0134" in codes(reading(f"title: A\ndate: 2022-01-05\ntags: {tags}"))) == told


@pytest.mark.parametrize("line", ["draft:true", "published: no", "Draft:True", "private:yes"])
def test_a_flag_that_a_longer_text_swallows_is_told(line: str) -> None:
    result = reading(f"title: A\ndate: 2022-01-05\nsummary: Text\n  {line}")
    assert result.article is None
    assert {*codes(result)} <= {"K0136", "K0110"}


@pytest.mark.parametrize("written", ["a; b", "|\n  a\n  b", "a, b", '"a; b; c"'])
def test_a_text_that_reads_as_a_list_is_told(written: str) -> None:
    assert "K0134" in codes(reading(f"title: A\ndate: 2022-01-05\ntags: {written}"))


@pytest.mark.parametrize("written", ["1,000 days", "A&amp;B", '["a; b"]', "one", "|\n  one\n"])
def test_a_text_of_one_term_is_not_told(written: str) -> None:
    assert "K0134" not in codes(reading(f"title: A\ndate: 2022-01-05\ntags: {written}"))


def test_an_item_that_is_a_comment_is_told() -> None:
    given = reading("title: A\ndate: 2022-01-05\ntags:\n  - #oil\n  - gas # ours\n  -\n  - coal")
    assert [(one.code, one.place.line) for one in given.problems] == [("K0116", 5), ("K0116", 6)]
    assert "K0116" not in codes(reading("title: A\ndate: 2022-01-05\ntags: # none\nimage: # x"))


@pytest.mark.parametrize(
    ("tags", "reason", "hint"),
    [
        ("[#oil, #gas]", "`#` begins a comment", '`["#one"]`'),
        ("\n* oil\n* gas", "no text may begin with this sign", "`- oil`"),
    ],
)
def test_a_list_of_another_form_gets_its_help(tags: str, reason: str, hint: str) -> None:
    (problem,) = reading(f"title: A\ndate: 2022-01-05\ntags: {tags}").problems
    assert problem.code == "K0110"
    assert reason in problem.message
    assert hint in problem.help


@pytest.mark.parametrize("word", ["post", "[a]", "{a: b}"])
def test_a_type_of_another_generator_is_a_field_without_a_meaning(word: str) -> None:
    made = reading(f"title: A\ndate: 2022-01-05\ntype: {word}")
    assert made.article
    assert unknown_fields(made) == ("type",)
    assert "type" in made.article.extra


@pytest.mark.parametrize("word", ["opinion", "News", "", "~"])
def test_a_type_of_ours_has_a_meaning(word: str) -> None:
    made = reading(f"title: A\ndate: 2022-01-05\ntype: {word}")
    assert made.article
    assert (made.unknown, made.article.extra) == ((), {})
    assert made.article.entry.type == ("opinion" if word == "opinion" else "")


@pytest.mark.parametrize(
    ("written", "draft"),
    [("yes", True), ("On", True), ("no", False), ("off", False), ("true", True), ("False", False)],
)
def test_a_flag_can_be_written_in_the_words_of_yaml(written: str, draft: bool) -> None:
    assert article(f"draft: {written}").draft == draft


@pytest.mark.parametrize("written", ['"yes"', "y", "да", "1", "[yes]", "ja"])
def test_another_word_is_no_flag(written: str) -> None:
    assert codes(reading(f"title: A\ndate: 2022-01-05\ndraft: {written}")) == ["K0105"]


@pytest.mark.parametrize("written", ["21.11.2026", "26 ноября 2026 года", "2026 ж. 26 қараша"])
def test_a_date_in_words_is_read_where_one_day_is_meant(written: str) -> None:
    assert article(f"updated: {written}").entry.updated is not None


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("regions: [Алматы, Астана]", "K0139"),
        ("regions: [R&D, 'C++', Node.js at work]", "K0139"),
        ("regions: Алматы", "K0107"),
        ("regions: []", "K0107"),
        ("regions: [1, 2]", "K0107"),
        ("regions: [a.jpg]", "K0107"),
        ("regions: [https://a.example/]", "K0107"),
        ("regions: [{a: b}]", "K0107"),
        (f"regions: [{'long ' * 20}]", "K0107"),
        ("Region Names: [Алматы]", "K0107"),
        ("feed: [Алматы]", "K0107"),
        ("type: [Алматы]", "K0107"),
    ],
)
def test_an_unknown_list_of_names_may_be_a_taxonomy(field: str, code: str) -> None:
    (problem,) = reading(f"title: A\ndate: 2022-01-05\n{field}").unknown
    assert problem.code == code
