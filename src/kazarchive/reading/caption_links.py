"""Links in the captions of images, `![alt](a.jpg "by [name](url)")`, for Python-Markdown.

It looks for links before images, so that a link in a caption would lose its address. Signs stand
for the brackets of such a link until the image is read; CommonMark needs none.
"""

import re

from kazarchive.reading import signs

_IMAGE = re.compile(
    r"(!\[[^\[\]\n]{0,1000}\]\(\s*+(?:<[^<>\n]{1,1000}>|[^\s()<>\"']{1,1000})"
    r"(?:[ \t]++\n?|\n)[ \t]*+)"
    r"(\"[^\"\n]*+\"|'[^'\n]*+')"
)


def hidden(body: str) -> str:
    """The body with signs in place of `[` and `]` in captions."""
    if "![" not in body:
        return body
    signed = str.maketrans({bracket: sign for sign, bracket in _signs(body).items()})
    return _IMAGE.sub(
        lambda image: image[1] + (image[2].translate(signed) if "](" in image[2] else image[2]),
        body,
    )


def restored(html: str, body: str) -> str:
    """The HTML of a body of `hidden`. `body`: as it was before."""
    for sign, bracket in _signs(body).items() if "![" in body else ():
        html = html.replace(sign, bracket)
    return html


def _signs(body: str) -> dict[str, str]:
    """What stands for which bracket."""
    return {
        signs.sign(body, signs.FOR_BRACKETS[:2]): "[",
        signs.sign(body, signs.FOR_BRACKETS[2:]): "]",
    }
