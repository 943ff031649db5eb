"""The fields of one article as values of a kind: texts, lists, dates, tables; and those that have
no meaning. Every problem is collected."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from kazarchive.config.options import Site
from kazarchive.fields import (
    DATE,
    FIELDS,
    Date,
    Table,
    Terms,
    Text,
    Texts,
    Url,
)
from kazarchive.problems import Place, Problem, suggestion
from kazarchive.reading import (
    frontmatter,
    markup,
    naming,
    quotes,
    second,
    tables,
    visibility,
)
from kazarchive.reading.filename import FileName
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.markup import Remember
from kazarchive.reading.source import Value
from kazarchive.reading.verdicts import Verdict
from kazarchive.rules import dateforms, dates, text
from kazarchive.values import (
    BYLINE,
)

RENAME = "rename it here, or for all articles with `rename` under [articles] in kazarchive.toml"

Moment = tuple[datetime, bool]
"""And whether a time of day was written."""

URL = r"https?://\S+$"


class FieldValues:
    """Reads the fields of one article one after the other, collecting every problem."""

    def __init__(
        self, front: FrontMatter, site: Site, remember: Remember = markup.convert_at_once
    ) -> None:
        self.front, self.site, self.source = front, site, front.source
        self.remember = remember
        self.path = front.source.path
        named = naming.fields(front, site)
        self.fields = quotes.left_out(named.values, site.taxonomy_names)
        self.given = named.given
        self.problems: list[Problem] = [*map(self.judged, front.problems), *named.problems]
        self.problems += second.review(front, site)
        self.unknown = self.unknown_fields()
        """Fields and parts of fields without a meaning."""
        self.extra: dict[str, object] = {name: self.fields[name].data for name in self.unknown}
        self.findings = visibility.findings(named, self.unknown)
        self.hiding = [one for one in self.findings if one.verdict is Verdict.HIDDEN]
        self.unfit: tuple[Problem, ...] = ()
        self.queried: list[tuple[str, Value]] = []
        self.body = ""
        """As HTML, once it is rendered."""
        self.addresses = site.addresses
        self.name = FileName.of(self.path, site)

    def unknown_fields(self) -> list[str]:
        """Those without a meaning here that are allowed; others are reported."""
        if self.fields.keys() <= FIELDS.keys():
            return []
        known = {*FIELDS, *self.site.taxonomy_names}
        others = [name for name in self.fields if name not in known]
        return [name for name in others if self.is_allowed(name, self.fields[name], known)]

    def is_allowed(self, name: str, value: Value, known: set[str]) -> bool:
        policy = self.site.articles.unknown_fields
        near = suggestion(name, known) if policy != "keep" else ""
        if near:
            values = {"field": name, "suggestion": near, "hint": RENAME}
            self.problems.append(Problem("K0106", self.name_place(name, value), values))
        elif policy == "error":
            values = {"field": name, "known": ", ".join(sorted(known))}
            self.problems.append(Problem("K0108", self.name_place(name, value), values))
        return not near and policy != "error"

    def keep_parts(self, name: str, whole: object, others: Mapping[str, Value]) -> None:
        """Parts without a meaning: templates find them under `extra`."""
        kept = [part for part, value in others.items() if self.is_part_allowed(name, part, value)]
        self.unknown += [f"{name}.{part}" for part in kept]
        if kept:
            self.extra[name] = whole

    def is_part_allowed(self, name: str, part: str, value: Value) -> bool:
        field = FIELDS.get(name)
        known = field.part_names if isinstance(field, Table) else tables.NAMES[:1]
        policy = self.site.articles.unknown_fields
        near = suggestion(part, known) if policy != "keep" else ""
        if near or policy == "error":
            values = {"field": name, "part": part, "suggestion": near, "known": ", ".join(known)}
            self.problems.append(Problem("K0130", self.name_place(part, value), values))
        return not near and policy != "error"

    def without_meaning(self) -> dict[str, None]:
        """The unknown fields, but for those that hide the article, which is told already."""
        hiding = {one.name.partition(".")[0] for one in self.hiding}
        return dict.fromkeys(one for one in self.unknown if one not in {*hiding, "published"})

    def name_place(self, name: str, value: Value) -> Place:
        if not value.key_line:
            return self.place(value)
        return self.source.place(value.key_line, value.key_column, len(name))

    def place(self, value: Value) -> Place:
        return self.source.place(value.line, value.column, value.width)

    def first_line(self) -> Place:
        """Where to tell of what the file's name says, or of what is not there."""
        return self.source.place(1, 1, 3)

    def wrong(self, name: str, value: Value, wanted: str, hint: str) -> None:
        values = {"field": name, "found": value.described, "wanted": wanted, "hint": hint}
        self.problems.append(Problem("K0105", self.place(value), values))

    def value_text(self, name: str, value: Value) -> str | None:
        if value.is_empty:
            return None
        if value.text is None:
            self.wrong(name, value, "a string", f"write `{name}: …` on one line")
            return None
        if frontmatter.comment_cuts(value, self.front):
            self.problems.append(Problem("K0116", self.place(value), {"field": name}))
        return text.clean_prose(value.text) or None

    def text(self, field: Text) -> str | None:
        value = self.fields.get(field.name)
        return self.value_text(field.name, value) if value else None

    def texts(self, field: Texts) -> list[tuple[str, Value]]:
        """A text or a list of texts."""
        name, value = field.name, self.fields.get(field.name)
        if value is None:
            return []
        if isinstance(field, Terms):
            items = self.named_terms(name, value)
        elif value.fields:
            self.wrong(name, value, "a string or a list of strings", f"write `{name}: [one, two]`")
            return []
        else:
            items = [value] if value.items is None else [*value.items]
        self.check_commented(name, value.items or ())
        found = [(self.value_text(name, one), one) for one in items]
        return [(text.clean(one), value) for one, value in found if one]

    def check_commented(self, name: str, items: Iterable[Value]) -> None:
        """Items of a list that are but a comment to YAML, such as `- #oil`."""
        for one in items if self.front.comments else ():
            if one.text == "" and frontmatter.comment_follows(one, self.front):
                place = self.source.place(one.line, one.column, 1_000)
                self.problems.append(Problem("K0116", place, {"field": name}))

    def named_terms(self, name: str, value: Value) -> list[Value]:
        found: list[Value] = []
        if value.text is not None:
            commas = len(re.findall(r"(?<!\d),|,(?!\d)", value.text))  # none of `1,000`
            listed = re.search(r";\s|\n\s*\S", value.text) is not None
            if value.line and (listed or commas > (name == BYLINE)):  # `Satpayev, Kanysh`
                self.problems.append(Problem("K0134", self.place(value), {"field": name}))
            return [value]
        for whole, named in tables.named(value):
            if named is None:
                hint = f"write `{name}: [one, two]`, or give the table a string `name`"
                self.wrong(name, whole, "a string or a list of strings", hint)
                continue
            found.append(named)
            if whole.fields:
                others = {part: one for part, one in whole.fields.items() if one is not named}
                self.keep_parts(name, value.data, others)
        return found

    def date(self, field: Date) -> tuple[datetime, bool] | None:
        name, value = field.name, self.fields.get(field.name)
        if value is None or value.is_empty:
            return None
        if value.text is None:
            self.wrong(name, value, "a date", f"write `{name}: 2024-12-05`")
            return None
        return self.parsed_date(name, value.text, value)

    def parsed_date(
        self, name: str, written: str, value: Value | None
    ) -> tuple[datetime, bool] | None:
        try:
            moment = dates.parse(written, self.site.timezone)
        except dates.NotADate as error:
            hint = dateforms.hint(written, self.site.timezone)
            values = {"field": name, "reason": str(error), "hint": hint}
            place = self.place(value) if value else self.first_line()
            day = self.day_of_name() if name == DATE.name and value else None
            if day and dateforms.is_of_day(written, day.date(), self.site.timezone):
                values["day"] = f"{day.date()}"
                self.problems.append(Problem("K0137", place, values))
                return day, False
            self.problems.append(Problem("K0103", place, values))
            return None
        if value and (offset := dates.odd_offset(written)):
            told = {"field": name, "offset": offset, "moment": moment[0].isoformat(" ", "minutes")}
            self.problems.append(Problem("K0132", self.place(value), told))
        return moment

    def day_of_name(self) -> datetime | None:
        """The last second of the day in the file's name: an article whose `date` names that day at
        a time that cannot be read is never published before its time."""
        try:
            day, _ = dates.parse(self.name.date or "", self.site.timezone)
        except dates.NotADate:
            return None
        return day.replace(hour=23, minute=59, second=59)

    def parts(self, table: Table, value: Value) -> dict[str, str]:
        """The texts of a field that is a table."""
        name, known = table.name, table.part_names
        if value.fields is None:
            self.wrong(name, value, "a table", f"write `{name}:` and below it `  {known[0]}: …`")
            return {}
        found = tables.parts(table, value.fields)
        for part, meant in found.misspelt.items():
            self.problems.append(self.misspelt(name, part, meant, found.others[part]))
        others = {one: found.others[one] for one in found.others if one not in found.misspelt}
        self.keep_parts(name, {part: one.data for part, one in others.items()}, others)
        texts = {part: self.value_text(f"{name}.{part}", one) for part, one in found.known.items()}
        parts = {part: whole for part, whole in texts.items() if whole}
        for one in table.parts:
            if isinstance(one, Url) and not re.match(URL, parts.get(one.name, "https://x")):
                written, hint = found.known[one.name], "begin with `https://`"
                self.wrong(f"{name}.{one.name}", written, "a full URL", hint)
        return parts

    def misspelt(self, name: str, part: str, meant: str, value: Value) -> Problem:
        values = {
            "field": f"{name}.{part}",
            "suggestion": f"; did you mean `{meant}`?",
            "hint": naming.plain(meant),
        }
        return Problem("K0106", self.name_place(part, value), values)

    def judged(self, problem: Problem) -> Problem:
        """A second field of one name is a warning where the first is only kept."""
        if problem.code != "K0109" or self.site.articles.unknown_fields != "keep":
            return problem
        name, within = problem.values["field"], problem.values["within"]
        if naming.is_known(within, self.site) or visibility.sign_of(name):
            return problem
        return Problem("K0129", problem.place, problem.values)
