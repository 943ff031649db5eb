"""The fields of an article → values of each kind (texts, lists, dates, tables), and the unknown
fields.

Every problem is collected.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from kazarchive.config.keys import TAXONOMY
from kazarchive.config.options import RESERVED_NAMES, Site
from kazarchive.fields import (
    DATE,
    FIELDS,
    INDEX,
    LEAD,
    LIVE,
    PERMALINK,
    TYPE,
    Choice,
    Date,
    Switch,
    Table,
    Terms,
    Text,
    Texts,
    Url,
)
from kazarchive.problems import Place, Problem, suggestion
from kazarchive.reading import (
    frontmatter,
    layouts,
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
from kazarchive.rules import dateforms, dates, text, written_dates
from kazarchive.values import (
    BYLINE,
)

RENAME = "rename it here, or for all articles with `rename` under [articles] in kazarchive.toml"

Moment = tuple[datetime, bool]
"""A moment, and whether a time of day was written."""

URL = r"https?://\S+$"
_TERM = re.compile(r"(?!https?:|\d+$|[\w./-]*\.\w{2,5}$)[^\W_][^/:<>{}\n]{0,50}")
"""A text that can be a term: no address, number or file."""


class FieldValues:
    """Reads the fields of one article, collecting every problem."""

    def __init__(
        self, front: FrontMatter, site: Site, remember: Remember = markup.convert_at_once
    ) -> None:
        self.front, self.site, self.source = front, site, front.source
        self.remember = remember
        self.path = front.source.path
        named = naming.fields(front, site)
        self.fields = quotes.without_quotes(named.values, site.taxonomy_names)
        self.given = named.given
        self.problems: list[Problem] = [*map(self.judged, front.problems), *named.problems]
        self.problems += second.review(front, site)
        self.unknown = self.unknown_fields()
        """Fields and parts of fields without a meaning."""
        self.extra: dict[str, object] = {name: self.fields[name].data for name in self.unknown}
        own = (each.name for each in site.articles.fields)
        may_hide = [name for name in (PERMALINK.name, layouts.NAME, *own) if name in self.fields]
        may_hide = [*self.unknown, *(name for name in may_hide if name not in self.unknown)]
        self.findings = visibility.findings(named, may_hide)
        self.hiding = [each for each in self.findings if each.verdict is Verdict.HIDDEN]
        self.unfit: tuple[Problem, ...] = ()
        self.queried: list[tuple[str, Value]] = []
        self.body = ""
        """The HTML, once it is rendered."""
        self.addresses = site.addresses
        self.name = FileName.of(self.path, site)

    def unknown_fields(self) -> list[str]:
        """The names of unknown fields that are allowed; other unknown fields are reported."""
        type = self.choice(TYPE)
        foreign = {TYPE.name} if type is None else set[str]()
        foreign |= {field.name for field in (INDEX, LEAD) if self.switch(field) is None}
        if type != "live":
            foreign.add(LIVE.name)  # nor is a field `line` a misspelt one
        if self.fields.keys() <= FIELDS.keys() - foreign:
            return []
        names = {*FIELDS, *self.site.own_names} - foreign
        others = [name for name in self.fields if name not in names]
        return [name for name in others if self.is_allowed(name, self.fields[name], names)]

    def choice(self, field: Choice) -> str | None:
        """The word of a field in lower case, empty without one; None for a word that means nothing
        here, because other generators have their own."""
        value = self.fields.get(field.name)
        if value is None or value.is_empty:
            return ""
        word = (value.text or "").strip().lower()
        return word if word in field.choices else None

    def switch(self, field: Switch) -> bool | None:
        """The value of a field; None for one that means nothing here, because other generators have
        texts and numbers there."""
        value = self.fields.get(field.name)
        if value is None or value.is_empty:
            return field.usual
        return value.data if isinstance(value.data, bool) else None

    def is_allowed(self, name: str, value: Value, names: set[str]) -> bool:
        policy = self.site.articles.unknown_fields
        near = suggestion(name, names) if policy != "keep" else ""
        if near:
            values = {"field": name, "suggestion": near, "hint": RENAME}
            self.problems.append(Problem("K0106", self.name_place(name, value), values))
        elif policy == "error":
            values = {"field": name, "known": ", ".join(sorted(names))}
            self.problems.append(Problem("K0108", self.name_place(name, value), values))
        return not near and policy != "error"

    def keep_parts(self, name: str, table: object, others: Mapping[str, Value]) -> None:
        """Keep unknown parts of a field, which templates find in `extra`."""
        kept = [part for part, value in others.items() if self.is_part_allowed(name, part, value)]
        self.unknown += [f"{name}.{part}" for part in kept]
        if kept:
            self.extra[name] = table

    def is_part_allowed(self, name: str, part: str, value: Value) -> bool:
        field = FIELDS.get(name)
        names = field.part_names if isinstance(field, Table) else tables.NAMES[:1]
        policy = self.site.articles.unknown_fields
        near = suggestion(part, names) if policy != "keep" else ""
        if near or policy == "error":
            values = {"field": name, "part": part, "suggestion": near, "known": ", ".join(names)}
            self.problems.append(Problem("K0130", self.name_place(part, value), values))
        return not near and policy != "error"

    def without_meaning(self) -> dict[str, None]:
        """The unknown fields, without those that hide the article, which are reported already."""
        hiding = {each.name.partition(".")[0] for each in self.hiding}
        return dict.fromkeys(name for name in self.unknown if name not in {*hiding, "published"})

    def warnings_of_unknown(self) -> tuple[Problem, ...]:
        """A warning for each field without a meaning."""
        place = Place(self.path)
        return tuple(
            Problem("K0139" if self.is_like_a_taxonomy(name) else "K0107", place, {"field": name})
            for name in self.without_meaning()
        )

    def is_like_a_taxonomy(self, name: str) -> bool:
        """Whether a field is a list of short texts and could be a taxonomy."""
        value = self.fields.get(name)
        if not value or not re.fullmatch(TAXONOMY, name) or name in {*RESERVED_NAMES, *FIELDS}:
            return False
        texts = [item.text for item in value.items or ()]
        return bool(texts) and all(text and _TERM.fullmatch(text) for text in texts)

    def name_place(self, name: str, value: Value) -> Place:
        if not value.key_line:
            return self.place(value)
        return self.source.place(value.key_line, value.key_column, len(name))

    def place(self, value: Value) -> Place:
        return self.source.place(value.line, value.column, value.width)

    def first_line(self) -> Place:
        """The place for problems of the file name or of a missing field."""
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
        """The texts of a field that is a text or a list of texts, each with its place."""
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
        written = [(self.value_text(name, item), item) for item in items]
        return [(text.clean(item_text), item) for item_text, item in written if item_text]

    def check_commented(self, name: str, items: Iterable[Value]) -> None:
        """Report items of a list that are comments in YAML, such as `- #oil`."""
        for item in items if self.front.comments else ():
            if item.text == "" and frontmatter.comment_follows(item, self.front):
                place = self.source.place(item.line, item.column, 1_000)
                self.problems.append(Problem("K0116", place, {"field": name}))

    def named_terms(self, name: str, value: Value) -> list[Value]:
        """The values that name the terms of a taxonomy."""
        names: list[Value] = []
        if value.text is not None:
            commas = len(re.findall(r"(?<!\d),|,(?!\d)", value.text))  # not that of `1,000`
            listed = re.search(r";\s|\n\s*\S", value.text) is not None
            if value.line and (listed or commas > (name == BYLINE)):  # `Satpayev, Kanysh`
                self.problems.append(Problem("K0134", self.place(value), {"field": name}))
            return [value]
        for term, named in tables.named(value):
            if named is None:
                hint = f"write `{name}: [one, two]`, or give the table a string `name`"
                self.wrong(name, term, "a string or a list of strings", hint)
                continue
            names.append(named)
            if term.fields:
                others = {part: each for part, each in term.fields.items() if each is not named}
                self.keep_parts(name, value.data, others)
        return names

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
            moment = written_dates.parse(written, self.site.timezone)
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
            written = moment[0].isoformat(" ", "minutes")
            values = {"field": name, "offset": offset, "moment": written}
            self.problems.append(Problem("K0132", self.place(value), values))
        return moment

    def day_of_name(self) -> datetime | None:
        """The last second of the day in the file name: if `date` names this day with an invalid
        time, the article must not be published too early."""
        try:
            day, _ = dates.parse(self.name.date or "", self.site.timezone)
        except dates.NotADate:
            return None
        return day.replace(hour=23, minute=59, second=59)

    def parts(self, table: Table, value: Value) -> dict[str, str]:
        """Part → text, for a field that is a table."""
        name, names = table.name, table.part_names
        if value.fields is None:
            self.wrong(name, value, "a table", f"write `{name}:` and below it `  {names[0]}: …`")
            return {}
        parts = tables.parts(table, value.fields)
        for part, meant in parts.misspelt.items():
            self.problems.append(self.misspelt(name, part, meant, parts.others[part]))
        others = {part: other for part, other in parts.others.items() if part not in parts.misspelt}
        self.keep_parts(name, {part: other.data for part, other in others.items()}, others)
        read = {part: self.value_text(f"{name}.{part}", own) for part, own in parts.own.items()}
        texts = {part: written for part, written in read.items() if written}
        for field in table.parts:
            if isinstance(field, Url) and not re.match(URL, texts.get(field.name, "https://x")):
                written, hint = parts.own[field.name], "begin with `https://`"
                self.wrong(f"{name}.{field.name}", written, "a full URL", hint)
        return texts

    def misspelt(self, name: str, part: str, meant: str, value: Value) -> Problem:
        values = {
            "field": f"{name}.{part}",
            "suggestion": f"; did you mean `{meant}`?",
            "hint": naming.plain(meant),
        }
        return Problem("K0106", self.name_place(part, value), values)

    def judged(self, problem: Problem) -> Problem:
        """A repeated field is only a warning if it has no meaning and unknown fields are kept."""
        if problem.code != "K0109" or self.site.articles.unknown_fields != "keep":
            return problem
        name, within = problem.values["field"], problem.values["within"]
        if naming.is_known(within, self.site) or visibility.rule_of(name):
            return problem
        return Problem("K0129", problem.place, problem.values)
