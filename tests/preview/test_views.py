"""What the preview shows."""

from kazarchive.preview.views import FOREVER, Viewing


def test_with_what_is_unpublished_every_article_is_due() -> None:
    clock = Viewing(lambda: 5).clock()
    assert clock.shows(FOREVER, draft=True)
    assert clock.moment == 5


def test_without_it_the_clock_decides_and_drafts_are_hidden() -> None:
    clock = Viewing(lambda: 5, unpublished=False).clock()
    assert clock.shows(5, draft=False)
    assert not clock.shows(6, draft=False)
    assert not clock.shows(5, draft=True)
    assert clock.moment == 5
