"""How a text looks, as far as an article has a form for it."""

from msgspec import Struct


class Look(Struct, frozen=True):
    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: str = ""
    """`sup`, `sub` or nothing."""
    hidden: bool = False

    def html(self, text: str) -> str:
        """A text in HTML with its marks."""
        for on, tag in (
            (self.raised, self.raised),
            (self.struck, "s"),
            (self.italic, "em"),
            (self.bold, "strong"),
        ):
            text = f"<{tag}>{text}</{tag}>" if on and text else text
        return text
