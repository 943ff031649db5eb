"""The words that the extractor chooses."""

from kazarchive.importing import fragments
from kazarchive.importing.pages import extraction

TEXT = "The library of the town opens again on Monday, after repairs that took half a year."
PAGE = f"<html><body><nav><a href=/>Home</a></nav><h1>Library</h1><p>{TEXT}</p><ul><li>{TEXT}</ul>"


def test_each_block_is_one_text() -> None:
    tree, _ = fragments.page(PAGE)
    assert extraction.blocks(tree) == ("Library", TEXT, TEXT)
    assert tree.find(".//nav") is not None


def test_a_page_without_a_text_has_no_blocks() -> None:
    assert extraction.blocks(fragments.page("<html><body></body></html>")[0]) == ()


def test_the_article_of_the_extractor_itself() -> None:
    own = extraction.tree_of_its_own(fragments.page(PAGE)[0])
    assert TEXT in own.text_content()
    assert "Home" not in own.text_content()
