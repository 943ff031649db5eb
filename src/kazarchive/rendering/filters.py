"""The filters of templates, in addition to those of Jinja."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import jinja2
from markupsafe import Markup

from kazarchive.config.options import Site
from kazarchive.rules import addresses, dates, html, jsonld, locales, urls
from kazarchive.values import Address, Cell, Entry, Facet, Picture


def filters(site: Site) -> dict[str, Callable[..., Any]]:
    base, path = site.base_url.rstrip("/"), site.base_path
    at = site.addresses

    def in_page_language(write: Callable[[Any, str], str]) -> Callable[..., str]:
        @jinja2.pass_context
        def filtered(context: jinja2.runtime.Context, value: Any) -> str:
            return write(value, context.parent["page"].lang)

        return filtered

    def srcset(picture: Picture, address: Address, format: str, src: str = "") -> str:
        """The value of the attribute. Each size keeps the query of the image's own URL, `src`."""
        query = urls.apart(src)[1].partition("#")[0]
        sizes = ((addresses.size(address, step, format), width) for step, width in picture.sizes)
        return ", ".join(f"{path}{addresses.url(each)}{query} {width}w" for each, width in sizes)

    written = {
        name: in_page_language(getattr(locales, name))
        for name in (
            "long_day",
            "short_day",
            "month_title",
            "month_name",
            "weekday",
            "short_weekday",
            "clock",
            "number",
            "file_size",
        )
    }
    return {
        **written,
        "period_title": in_page_language(_period_title),
        "period_day": dates.day_of,
        "language_name": lambda code: locales.language_name(code, code),
        "headline": _headline,
        "json_ld": lambda node: Markup(jsonld.text(node)),
        "territorial": locales.territorial,
        "url": lambda address: path + addresses.url(address),
        "srcset": srcset,
        "tail": urls.tail,
        "absolute": lambda address: base + addresses.url(address),
        "listing": lambda term, lang: at.listing(Cell(Facet(lang, term.taxonomy, term.slug))),
        "sections": lambda body: tuple(html.sections(body)),
        "rfc822": _rfc822,
        "iso": lambda moment: moment.isoformat(),
    }


def _rfc822(moment: datetime) -> str:
    """A moment as RSS writes it (RFC 822, section 5)."""
    from email.utils import format_datetime  # few sites have RSS

    return format_datetime(moment)


def _headline(entry: Entry) -> str:
    """The title of an article, with its emphasis."""
    return Markup(entry.title_html) if entry.title_html else entry.title


def _period_title(period: str, lang: str) -> str:
    write = {4: lambda day, _: f"{day.year}", 7: locales.month_title, 10: locales.long_day}
    return write[len(period)](dates.day_of(period), lang)
