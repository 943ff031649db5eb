"""Footnotes as pulldown-cmark writes them."""


def cited(label: str) -> str:
    return f'<sup class="footnote-reference"><a href="#{label}">1</a></sup>'


def note(label: str, text: str) -> str:
    return (
        f'<div class="footnote-definition" id="{label}"><sup class="footnote-definition-label">'
        f"1</sup>\n<p>{text}</p>\n</div>\n"
    )
