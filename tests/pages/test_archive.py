"""The page of all years and months."""

from archives import Archive


def test_it_lists_the_years_and_months_with_their_numbers(trilingual: Archive) -> None:
    trilingual.article("a.md", date="2022-01-05")
    trilingual.article("b.md", date="2022-01-07")
    trilingual.article("c.md", date="2020-12-31")
    trilingual.article("d.kk.md", date="2021-03-01")
    trilingual.build()
    page = trilingual.page("/archive/")
    assert page.index('href="/base/2022/"') < page.index('href="/base/2020/"')
    assert '<a href="/base/2022/01/">January</a> <span class="count">2</span>' in page
    assert '<a href="/base/2020/12/">December</a> <span class="count">1</span>' in page
    assert '<a href="/base/kk/2021/03/">Наурыз</a>' in trilingual.page("/kk/archive/")
    assert "2021" not in page
    assert 'href="/base/ru/archive/"' in trilingual.page("/ru/")


def test_an_edit_that_changes_no_number_leaves_it_alone(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    archive.article("a.md", title="Another")
    assert "/archive/" not in {one.address for one in archive.build_as_clean().reasons}
    archive.article("a.md", date="2022-02-05")
    assert "/archive/" in {one.address for one in archive.build_as_clean().reasons}
    archive.remove("articles/a.md")
    archive.build_as_clean()
    assert "There is nothing here yet." in archive.page("/archive/")


def test_only_its_own_address_is_reserved(archive: Archive) -> None:
    archive.article("a.md", aliases=["/archive/a.html"])
    assert not archive.build().problems
