"""A conflict of addresses between two articles → its line in the file of the second one.

The catalogue finds conflicts, but does not know lines; the few refused files are read again.
"""

import posixpath
from urllib.parse import quote

from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.fields import ALIASES, DATE, PERMALINK, SLUG, terms
from kazarchive.problems import Place, Problem
from kazarchive.reading import frontmatter, link_tags
from kazarchive.reading.article import Reader
from kazarchive.reading.source import Value
from kazarchive.rules import addresses
from kazarchive.values import Address


def located(problem: Problem, raw: bytes, site: Site) -> Problem:
    """The problem of an article (K0201, K0205) with the line of the field. Raises ProblemsFound if
    the file is not an article any more."""
    source = link_tags.rewritten(frontmatter.decode(raw, problem.place.path), site)
    reader = Reader(frontmatter.parse(source), site)
    find = _of_term if problem.code == "K0205" else _of_address
    return replace(problem, place=find(reader, problem))


def _of_term(reader: Reader, problem: Problem) -> Place:
    """The line of the second term."""
    named = reader.texts(terms(problem.values["taxonomy"]))
    second = (value for name, value in named if name == problem.values["second"])
    return _place(reader, next(second, None))


def _of_address(reader: Reader, problem: Problem) -> Place:
    """The line of an alias, of a media file, or of the field that decides on the address."""
    address = problem.values["address"]
    for written, value in reader.texts(ALIASES):
        if addresses.alias(value.text or written) == address:
            return reader.place(value)
    if address != _own_address(reader):
        name = posixpath.basename(address)
        index = max(reader.source.text.find(written) for written in (name, quote(name)))
        if name and index >= 0:
            return reader.source.place_at(index)
    fields = (reader.fields.get(field.name) for field in (PERMALINK, SLUG, DATE))
    return _place(reader, next(filter(None, fields), None))


def _own_address(reader: Reader) -> Address | None:
    lang, moment = reader.lang(), reader.moment()
    if lang is None or moment is None:
        return None
    return reader.address(lang, moment[0].date(), reader.slug(lang))


def _place(reader: Reader, value: Value | None) -> Place:
    return reader.place(value) if value else reader.first_line()
