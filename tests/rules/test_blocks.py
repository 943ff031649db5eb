"""The tags of blocks, and their templates."""

from kazarchive.reading import theme_files
from kazarchive.rules import blocks


def test_every_bundled_block_has_a_template() -> None:
    folder = theme_files.bundled() / "templates" / "blocks"
    assert {file.stem for file in folder.glob("*.html")} == set(blocks.BUNDLED)


def test_blocks_are_drawn_from_the_inside() -> None:
    inner = blocks.opening("b", {"x": 'a "<b>'}, "") + "in\n" + blocks.CLOSING
    body = f"before {blocks.opening('a', {}, 'T')}{inner}{blocks.CLOSING} after"
    seen = []

    def draw(block: blocks.Block) -> str:
        seen.append((block.name, block.title, dict(block.options), block.html))
        return f"[{block.name}:{block.html}]"

    assert blocks.drawn(body, draw) == "before [a:[b:in]] after"
    assert seen == [("b", "", {"x": 'a "<b>'}, "in"), ("a", "T", {}, "[b:in]")]


def test_a_body_without_blocks_is_left_alone() -> None:
    assert blocks.drawn("<p>x</p>", lambda _: "y") == "<p>x</p>"
