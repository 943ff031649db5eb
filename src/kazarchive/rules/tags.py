"""Regular expressions for tags of HTML in the form that the sanitizer writes."""

import re

NAME = r'[^\s"=<>]++'
VALUE = r'=(?:"[^"]*+"|[^\s"<>]++)'


def up_to(names: str) -> str:
    """Matches the attributes up to the first of these names and its opening quotation mark."""
    return rf'(?:\s++(?!(?:{names})="){NAME}(?:{VALUE})?)*\s++(?:{names})="'


ATTRIBUTE = re.compile(rf'\s++({NAME})(?:="([^"]*+)"|{VALUE})?')
