"""The fields that say where an article is listed: terms, the section, search, the front
page."""

from datetime import datetime, time, timedelta

from msgspec import Struct

from kazarchive.config.content import Taxonomy
from kazarchive.fields import INDEX, LEAD, PINNED, terms
from kazarchive.problems import Problem, suggestion
from kazarchive.reading import verdicts
from kazarchive.reading.fieldvalues import FieldValues
from kazarchive.reading.source import Value
from kazarchive.rules import dates
from kazarchive.rules import terms as names
from kazarchive.values import SECTION, Cell, Facet, Term


class Placed(Struct, frozen=True):
    """Where an article is shown besides its listings: fields of the entry with the same names."""

    indexed: bool
    pinned: int | None
    lead: bool


class Placement(FieldValues):
    """Has one method for each field."""

    def terms(self, lang: str) -> tuple[Term, ...]:
        by_slug: dict[tuple[str, str], Term] = {}
        too_many: Value | None = None
        for taxonomy in self.site.taxonomies:
            fixed = {names.fold(name): slug for name, slug in taxonomy.slugs}
            written = self.texts(terms(taxonomy.name))
            for name, value in self.single(written) if taxonomy.name == SECTION else written:
                slug = fixed.get(names.fold(name)) if fixed else None
                if taxonomy.terms and (slug := self.configured(taxonomy, name, value) or slug):
                    name = taxonomy.term(slug, lang) if slug in taxonomy.slugs_in_order else name
                term = Term(taxonomy.name, slug or names.slug(name, lang), name)
                first = by_slug.setdefault((term.taxonomy, term.slug), term)
                if first.name != name:
                    self.check_same_slug(first, term, lang, value)
                elif first is term and len(by_slug) == names.MOST + 1:
                    too_many = value
        if too_many:
            limits = {"count": f"{len(by_slug):,}", "most": f"{names.MOST}"}
            self.problems.append(Problem("K0211", self.place(too_many), limits))
        return tuple(by_slug.values())

    def single(self, written: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
        """The first section; the others are reported."""
        for name, value in written[1:]:
            values = {"field": SECTION, "first": written[0][0], "second": name}
            self.problems.append(Problem("K0141", self.place(value), values))
        return written[:1]

    def configured(self, taxonomy: Taxonomy, name: str, value: Value) -> str | None:
        """The slug of a term of the configuration; a term that is not there is reported."""
        slug = taxonomy.slug_of(name)
        if slug is None:
            near = suggestion(name, [*taxonomy.slugs_in_order, *taxonomy.names])
            known = ", ".join(f"`{each}`" for each in taxonomy.slugs_in_order)
            values = {"taxonomy": taxonomy.name, "term": name, "suggestion": near, "known": known}
            self.problems.append(Problem("K0142", self.place(value), values))
        return slug

    def check_same_slug(self, first: Term, second: Term, lang: str, value: Value) -> None:
        """Report a second term with the same address, or another spelling of the first one."""
        values = {"taxonomy": first.taxonomy, "first": first.name, "second": second.name}
        code = "K0206"
        if names.differ(first.name, second.name):
            facet = Facet(lang, first.taxonomy, first.slug)
            code, values["address"] = "K0205", self.addresses.listing(Cell(facet))
        self.problems.append(Problem(code, self.place(value), values))

    def placed(self) -> Placed:
        return Placed(self.indexed(), self.pinned(), self.switch(LEAD) or False)

    def indexed(self) -> bool:
        """Whether search engines and search may know the article. A word such as `no` is reported,
        since its author meant one of the two."""
        value = self.fields.get(INDEX.name)
        is_word = value and not isinstance(value.data, bool) and verdicts.folded(value.text or "")
        if value and is_word in _WORDS:
            self.wrong(INDEX.name, value, "`true` or `false`", "without quotes, `index: false`")
        return self.switch(INDEX) is not False

    def pinned(self) -> int | None:
        """Until when it is pinned, in seconds since 1970-01-01 UTC: with a day, until its end."""
        value = self.fields.get(PINNED.name)
        if value is None or value.is_empty or value.data is False:
            return None
        if value.data is True:
            return int(dates.NEVER.timestamp())
        read = self.date(PINNED)
        if read is None:
            return None
        moment, timed = read
        if timed:
            return int(moment.timestamp())
        following = moment.date() + timedelta(days=1)
        midnight = datetime.combine(following, time(), dates.zone(self.site.timezone))
        return int(midnight.timestamp())


_WORDS = (verdicts.YES | verdicts.NO) - {"0", "1"}
