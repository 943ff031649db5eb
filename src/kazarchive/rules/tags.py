"""Tags of HTML as the sanitiser writes it, taken apart by regular expressions."""

import re

NAME = r'[^\s"=<>]++'
VALUE = r'=(?:"[^"]*+"|[^\s"<>]++)'


def up_to(names: str) -> str:
    """The attributes before the first of these names and its opening quotation mark."""
    return rf'(?:\s++(?!(?:{names})="){NAME}(?:{VALUE})?)*\s++(?:{names})="'


ATTRIBUTE = re.compile(rf'\s++({NAME})(?:="([^"]*+)"|{VALUE})?')
