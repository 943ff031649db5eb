"""Templates made up for tests: sets of files that extend, include and import one another.

Most are valid. They set and read the same few names in every scope.
"""

from collections.abc import Mapping
from random import Random
from typing import Any

from markupsafe import Markup
from msgspec import Struct


class Thing(Struct, frozen=True):
    """A value of a page, whose attributes may be read without asking the sandbox."""

    title: str
    day: int
    parts: tuple["Thing", ...] = ()

    def twice(self, text: str) -> str:
        return text + text


CONSTANTS: Mapping[str, Any] = {
    "known": Thing("<known> & such", 3, (Thing("one", 1), Thing("two <", 2))),
    "_": lambda text, **values: f"{text}!" % values if values else f"{text}!",
    "flag": False,
    "numbers": (1, 2, 3),
}

MACROS = (
    "{% set column = 'wide <' %}"
    "{% macro m(a, b='d') %}[{{ a }}|{{ b }}|{{ column }}]{% endmacro %}"
    "{% macro wrapped(a) %}<{{ a }}>{{ caller() }}</>{% endmacro %}"
)


def context(random: Random) -> dict[str, Any]:
    """What a page gives."""
    values: list[Any] = ["text", "<a & b>", "", 0, 3, None, True, Markup("<b>safe</b>")]
    given: dict[str, Any] = {name: random.choice(values) for name in ("a", "b")}
    for name in ("x", "flag2"):
        if random.random() < 0.5:
            given[name] = random.choice(values)
    things = [Thing(f"in <list> {n}", n, (Thing("part", 9),)) for n in range(random.randrange(4))]
    return given | {
        "thing": Thing("T & <t>", 5),
        "things": tuple(things),
        "page": {"title": "<p>", "k": 1, "lang": "kk"},
        "pairs": ((1, "<"), (2, "b")),
    }


class Writer:
    """Writes templates by chance."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.blocks = 0

    def chosen(self, *ways: str) -> str:
        return self.random.choice(ways)

    def site(self) -> dict[str, str]:
        top = "".join(self.statement(1) for _ in range(self.random.randrange(3)))
        sets = "".join(self.setting(1) for _ in range(self.random.randrange(3)))
        own = f"{{% block main %}}{self.body(3)}{{% endblock %}}"
        if self.random.random() < 0.5:
            own += f"{{% block head %}}{self.body(2)}{{{{ super() }}}}{{% endblock %}}"
        reading = ""
        if self.random.random() < 0.2:
            reading = "{% macro r(a) %}{{ x | default('-') }}{{ a }}{% endmacro %}"
        page = f"{{% extends 'base.html' %}}{MACROS}{reading}{sets}{own}"
        if self.random.random() < 0.3:
            page = f"{MACROS}{top}{self.body(3)}"
        imported = self.chosen("", "{% from 'macros.html' import m, wrapped %}")
        base = (
            f"{imported}{self.body(2)}<h>{{% block head %}}{self.body(2)}{{% endblock %}}</h>"
            f"{self.setting(1)}{{% block main %}}{self.body(1)}{{% endblock %}}{self.body(1)}"
        )
        part = f"[{self.body(1, is_part=True)}]"
        return {"page.html": page, "base.html": base, "part.html": part, "macros.html": MACROS}

    def body(self, depth: int, *, is_part: bool = False) -> str:
        count = self.random.randrange(1, 4)
        return "".join(self.statement(depth, is_part=is_part) for _ in range(count))

    # --- statements ---------------------------------------------------------------------------

    def statement(self, depth: int, *, is_part: bool = False) -> str:
        plain = (self.hole, self.hole, self.text, lambda: self.setting(depth))
        others = (self.condition, self.loop, self.condition, self.loop, self.set_block, self.call)
        chance = self.random.random()
        if depth <= 0 or chance < 0.5:
            return self.random.choice(plain)()
        if chance < 0.6 and not is_part:
            return self.chosen(
                "{% include 'part.html' %}",
                "{% from 'macros.html' import m as n, column with context %}{{ n(a) }}{{ column }}",
                "{% import 'macros.html' as module %}{{ module.m('i') }}{{ module.column }}",
            )
        if chance < 0.63:
            return self.rare(depth)
        return self.random.choice(others)(depth - 1)

    def rare(self, depth: int) -> str:
        body = self.body(depth - 1)
        self.blocks += 1
        return self.chosen(
            f"{{% block nested{self.blocks} %}}{body}{{% endblock %}}",
            f"{{% with x = {self.value()} %}}{body}{{% endwith %}}",
            f"{{% filter upper %}}{body}{{% endfilter %}}",
            f"{{% autoescape false %}}{body}{{% endautoescape %}}",
            "{{ absent }}",
            "{{ a.b.c }}",
            "{{ 1 / 0 }}",
            "{{ self.main() }}",
            "{{ a | nosuch }}" if self.random.random() < 0.1 else "",
        )

    def text(self) -> str:
        return self.chosen(" ", "plain ", "<b>&amp;", "'\"", "қазақ\n", "\n")

    def hole(self) -> str:
        return f"{{{{ {self.value()} }}}}"

    def setting(self, depth: int) -> str:
        name = self.chosen("x", "y", "a", "known2")
        if self.random.random() < 0.2:
            return f"{{% set {name}, z = {self.value()}, {self.value()} %}}{{{{ z }}}}"
        return f"{{% set {name} = {self.value()} %}}"

    def condition(self, depth: int) -> str:
        middle = ""
        if self.random.random() < 0.3:
            middle = f"{{% elif {self.test()} %}}{self.body(depth)}"
        if self.random.random() < 0.5:
            middle += f"{{% else %}}{self.body(depth)}"
        return f"{{% if {self.test()} %}}{self.body(depth)}{middle}{{% endif %}}"

    def loop(self, depth: int) -> str:
        target, members = self.random.choice(
            [
                ("x", "things"),
                ("x", "known.parts"),
                ("x", "numbers"),
                ("x", f"({self.value()}, {self.value()})"),
                ("x, y", "pairs"),
                ("y", "'ab'"),
                ("y", "[]"),
                ("x", "numbers[1:]"),
                ("y", "range(3)"),
            ]
        )
        test = f" if {self.test()}" if self.random.random() < 0.3 else ""
        inside = self.chosen("", "", "{{ loop.index }}", "{{ ',' if not loop.last }}")
        otherwise = f"{{% else %}}{self.body(depth)}" if self.random.random() < 0.2 else ""
        body = self.body(depth)
        return f"{{% for {target} in {members}{test} %}}{inside}{body}{otherwise}{{% endfor %}}"

    def set_block(self, depth: int) -> str:
        return f"{{% set {self.chosen('x', 'y')} %}}{self.body(depth)}{{% endset %}}"

    def call(self, depth: int) -> str:
        return f"{{% call wrapped({self.value()}) %}}{self.body(depth)}{{% endcall %}}"

    # --- expressions --------------------------------------------------------------------------

    def value(self) -> str:
        """Something that can be shown."""
        return self.chosen(
            "a",
            "b",
            "a",
            "x | default('no x')",
            "y | default('no y', true)",
            "x",
            "thing.title",
            "thing.parts",
            "known.title",
            "known.parts[1].title",
            "known.parts | length",
            "page.title",
            "page.lang",
            "page['k']",
            "_('constant <')",
            f"_('text %(v)s <', v={self.simple()})",
            "thing.twice('<>')",
            f"m({self.simple()})",
            f"m({self.simple()}, b={self.simple()})",
            f"({self.simple()} ~ {self.simple()})",
            f"({self.simple()} if {self.test()} else {self.simple()})",
            f"({self.simple()} if {self.test()})",
            f"({self.simple()} or {self.simple()})",
            f"({self.simple()} and {self.simple()})",
            f"({self.simple()} | string | upper)",
            f"{self.simple()} | safe",
            f"{self.simple()} | e",
            f"{self.simple()} | shout",
            "thing.title | shout",
            f"{self.simple()} | forceescape",
            f"{self.simple()} | tojson",
            f"({self.simple()} | string | replace('a', '<'))",
            "things | map(attribute='title') | join(', ')",
            "things | length",
            "numbers | sum",
            "known.parts | map(attribute='title') | list",
            f"[{self.simple()}, {self.simple()}] | join('<')",
            f"{{'k': {self.simple()}}}",
            f"({self.simple()}, {self.simple()})[0]",
            "'%s<' | format(a)",
            "2 + 3 * 4 - -1",
            "numbers[0] // 2",
            f"{self.simple()} is string",
        )

    def simple(self) -> str:
        return self.chosen(
            "a", "b", "x | default('d')", "'lit <'", "7", "none", "thing.title", "known.title",
            "flag", "thing.day", "'<i>' | safe",
        )  # fmt: skip

    def test(self) -> str:
        return self.chosen(
            "a",
            "b",
            "flag",
            "not flag",
            "known",
            "things",
            "x is defined",
            "y is undefined",
            "a is none",
            "thing.day > 3",
            "1 < thing.day < 9",
            "known.day == 3",
            "'a' in thing.title",
            "2 not in numbers",
            f"{self.simple()} == {self.simple()}",
            f"{self.simple()} and {self.simple()}",
            "page.lang == 'kk'",
        )
