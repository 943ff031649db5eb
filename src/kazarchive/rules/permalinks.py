"""The address that an article sets itself, as in Jekyll (`permalink`) and Hugo (`url`)."""

import re
from datetime import date

_TOKEN = re.compile(r":([A-Za-z_]+)")


def filled(written: str, day: date, slug: str) -> str:
    """An address with its tokens filled in; unknown ones stay."""
    values = {
        "year": f"{day:%Y}",
        "short_year": f"{day:%y}",
        "month": f"{day:%m}",
        "i_month": f"{day.month}",
        "day": f"{day:%d}",
        "i_day": f"{day.day}",
        "title": slug,
        "slug": slug,
    }
    return _TOKEN.sub(lambda token: values.get(token[1], token[0]), written.strip())


def day(address: str) -> str | None:
    """The day in an address, `/news/2022/01/05/…`, as YYYY-MM-DD."""
    found = re.search(r"(?<![^/])(\d{4})/(\d\d?)/(\d\d?)/", address)
    return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}" if found else None


def fault(address: str) -> str | None:
    """Why a filled address cannot be interpreted; None if it can."""
    if token := _TOKEN.search(address):
        return f"`{token[0]}` is not known here"
    if "://" in address:
        return "it is a full URL"
    return "it contains a template" if "{{" in address or "{%" in address else None
