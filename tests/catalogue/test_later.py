"""What is told of an article only while its moment is still to come."""

from archives import Archive


def test_an_update_that_is_still_to_come_is_told_until_it_has_come(archive: Archive) -> None:
    archive.article("a.md", date="2022-01-05", updated="2022-07-01 10:00")
    archive.article("b.md", date="2022-01-05", updated="2022-05-01")
    archive.article("c.md", date="2022-01-05", updated="2050-01-01", draft=True)
    for _ in range(2):
        (problem,) = archive.build_as_clean().problems
        assert (problem.code, problem.place.path, problem.place.line) == (
            "K0133",
            "articles/a.md",
            4,
        )
    archive.now += 86_400 * 40
    assert not archive.build_as_clean().problems
