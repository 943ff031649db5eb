"""A problem as its reader sees it."""

from kazarchive.problems import Place, Problem, drawing


def test_the_line_is_drawn_with_a_mark_below_it() -> None:
    place = Place("a.md", 12, 7, 3, "date: now")
    assert drawing.drawn_line(place) == (" 12 | date: now", "    |       ^^^")


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    problem = Problem("K0702", Place("public"), {"reason": "full"})
    assert drawing.drawn(problem).splitlines()[1] == " --> public"
    assert drawing.drawn_line(problem.place) == ()


def test_a_place_is_named_as_far_as_it_is_known() -> None:
    assert drawing.where(Place("a.md")) == "a.md"
    assert drawing.where(Place("a.md", 3)) == "a.md:3"
    assert drawing.where(Place("a\n.md", 3, 4)) == "a\\n.md:3:4"


def test_letters_of_two_columns_move_the_mark() -> None:
    _, mark = drawing.drawn_line(Place("a.md", 1, 3, 1, "中文x"))
    assert mark == "   |     ^"


def test_a_long_line_is_cut_around_its_mark() -> None:
    line, mark = drawing.drawn_line(Place("a.md", 1, 501, 2, "." * 500 + "!!" + "." * 500))
    assert len(line) == len(" 1 | ") + drawing.WIDEST
    assert line[mark.index("^")] == "!"
    assert mark.count("^") == 2


def test_a_part_of_a_line_keeps_its_mark() -> None:
    _, mark = drawing.drawn_line(Place("a.md", 1, 1_003, 1, "ab!", skipped=1_000))
    assert mark == "   |   ^"
