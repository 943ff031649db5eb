"""Links in the captions of images, `![alt](a.jpg "by [name](url)")`, for Python-Markdown.

It looks for links before images, so that a link in a caption would lose its address. A sign stands
for the bracket that begins such a link until the image is read; CommonMark needs none.
"""

import re

from kazarchive.reading import signs

_IMAGE = re.compile(
    r"(!\[[^\[\]\n]{0,1000}\]\(\s*+(?:<[^<>\n]{1,1000}>|[^\s()<>\"']{1,1000})[ \t]++)"
    r"(\"[^\"\n]*+\"|'[^'\n]*+')"
)


def hidden(body: str) -> str:
    """The body with signs in place of `[` in captions."""
    if "![" not in body:
        return body
    sign = signs.sign(body, signs.FOR_BRACKETS)
    return _IMAGE.sub(
        lambda image: image[1] + (image[2].replace("[", sign) if "](" in image[2] else image[2]),
        body,
    )


def restored(html: str, body: str) -> str:
    """The HTML of a body of `hidden`. `body`: as it was before."""
    return html.replace(signs.sign(body, signs.FOR_BRACKETS), "[") if "![" in body else html
