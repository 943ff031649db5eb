"""What front pages show without a configuration."""

from kazarchive.config.front_options import ASIDE, BLOCKS, FrontBlock, FrontOptions


def test_without_blocks_a_front_page_shows_what_it_always_did() -> None:
    usual = [block.kind for block in FrontOptions().shown]
    assert usual == ["lead", "pinned", "newest", "search", "topics", "years", "pages"]
    assert set(ASIDE) < set(BLOCKS)
    assert not FrontOptions().shows("on-this-day")
    assert FrontOptions((FrontBlock("on-this-day"),)).shows("on-this-day")
