"""The marks of templates in a text: shortcodes of Hugo, Zola and Nikola, tags of Liquid and
Nunjucks, components of MDX.

Each form is a function from a text to its marks, in order. Nothing is evaluated.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Literal, NamedTuple

Role = Literal["begin", "end", "alone", "value", "example", "left out"]


class Mark(NamedTuple):
    """One mark of a text."""

    start: int
    stop: int
    role: Role
    """`begin` may have no end; `example` is text that only shows a mark; what is `left out` has no
    meaning for readers."""
    name: str = ""
    said: str = ""
    """The arguments as written; of a value, the expression; of an example, the text."""


Form = Callable[[str], Iterator[Mark]]

_GO = re.compile(
    r"\{\{(?P<sign>[<%])[ \t\n]*(?:/\*(?P<example>(?:(?!\*/|\{\{).)*)\*/"
    r"|(?P<close>/)?[ \t\n]*(?P<name>[A-Za-z][\w./-]*)"
    r"(?P<said>(?:\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[^\"`>%{]|[>%](?!\}\})|\{(?!\{))*?)(?P<empty>/)?)"
    r"[ \t\n]*[>%]\}\}",
    re.DOTALL,
)


def go(text: str) -> Iterator[Mark]:
    """Hugo: `{{< name a="b" >}}…{{< /name >}}`, also with `%`."""
    for found in _GO.finditer(text):
        place = found.span()
        if found["example"] is not None:
            sign = found["sign"]
            shown = f"{{{{{sign}{found['example']}{'>' if sign == '<' else '%'}}}}}"
            yield Mark(*place, "example", "", shown)
        elif found["close"]:
            yield Mark(*place, "end", found["name"])
        else:
            role: Role = "alone" if found["empty"] else "begin"
            yield Mark(*place, role, found["name"].removesuffix(".html"), found["said"])


_NIKOLA = re.compile(
    r"\{\{%[ \t\n]*(?P<close>/)?[ \t]*(?P<name>[A-Za-z][\w./-]*)"
    r"(?P<said>(?:(?!%\}\}|\{\{%).)*)%\}\}",
    re.DOTALL,
)


def nikola(text: str) -> Iterator[Mark]:
    """Nikola: `{{% name a="b" %}}…{{% /name %}}`."""
    for found in _NIKOLA.finditer(text):
        role: Role = "end" if found["close"] else "begin"
        yield Mark(*found.span(), role, found["name"], found["said"])


_TERA = re.compile(
    r"\{\{[ \t\n]*(?:/\*(?P<example>(?:(?!\*/|\{\{).)*)\*/"
    r"|(?P<alone>\w+)[ \t]*\((?P<given>(?:(?!\}\}|\{\{).)*)\))[ \t\n]*\}\}"
    r"|\{%[ \t\n]*(?:/\*(?P<example2>(?:(?!\*/|\{%).)*)\*/|(?P<end>end)"
    r"|(?P<name>\w+)[ \t]*\((?P<said>(?:(?!%\}|\{%).)*)\))[ \t\n]*%\}",
    re.DOTALL,
)


def tera(text: str) -> Iterator[Mark]:
    """Zola: `{{ name(a="b") }}` and `{% name(a="b") %}…{% end %}`."""
    for found in _TERA.finditer(text):
        place = found.span()
        if found["example"] is not None:
            yield Mark(*place, "example", "", f"{{{{{found['example']}}}}}")
        elif found["example2"] is not None:
            yield Mark(*place, "example", "", f"{{%{found['example2']}%}}")
        elif found["end"]:
            yield Mark(*place, "end", "")
        elif found["alone"]:
            yield Mark(*place, "alone", found["alone"], found["given"])
        else:
            yield Mark(*place, "begin", found["name"], found["said"])


_LIQUID = re.compile(
    r"\{%-?[ \t\n]*(?P<name>[A-Za-z]\w*)(?P<said>(?:(?!-?%\}|\{%).)*)-?%\}"
    r"|\{\{-?(?P<value>(?:(?!-?\}\}|\{\{).)*)-?\}\}|(?P<comment>\{#(?:(?!#\}|\{#)[^\n])*#\})",
    re.DOTALL,
)
_VERBATIM = frozenset({"raw", "comment", "highlight", "codeblock", "code", "verbatim"})
"""Blocks in which marks are text."""


_END = re.compile(r"\{%-?[ \t\n]*end(\w+)")


def nunjucks(text: str) -> Iterator[Mark]:
    """Nunjucks of Hexo and Eleventy, and Liquid with its comments, `{# … #}`."""
    return liquid(text, has_comments=True)


def liquid(text: str, *, has_comments: bool = False) -> Iterator[Mark]:
    """Liquid of Jekyll: `{% name a %}…{% endname %}`, `{{ value }}`."""
    last = {found[1]: found.start() for found in _END.finditer(text)}
    waiting = ""
    for found in _LIQUID.finditer(text):
        name, place = found["name"], found.span()
        if waiting:
            if name == f"end{waiting}":
                waiting = ""
                yield Mark(*place, "end", name[3:])
        elif found["value"] is not None:
            yield Mark(*place, "value", "", found["value"].strip())
        elif name is None:
            if has_comments:
                yield Mark(*place, "left out", "a comment of the template")
        elif name.startswith("end") and name != "end":
            yield Mark(*place, "end", name[3:])
        else:
            if name in _VERBATIM and last.get(name, 0) > found.start():
                waiting = name
            yield Mark(*place, "begin", name, found["said"].strip())


_MDX = re.compile(
    r"^(?:import|export)[ \t](?:[^\n]|\n(?!\n))*\n?"
    r"|\{/\*(?:(?!\*/|\{/\*).)*\*/\}"
    r"|<(?P<close>/)?(?P<name>[A-Z][\w.]*)"
    r"(?P<said>(?:\s(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}|[^\"'{}<>])*?)?)"
    r"(?P<empty>/)?>",
    re.DOTALL | re.MULTILINE,
)
_CODE = re.compile(
    r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1|\Z)|(`+)[^`\n](?:.{0,2000}?[^`])??\2(?!`)",
    re.DOTALL | re.MULTILINE,
)


def mdx(text: str) -> Iterator[Mark]:
    """MDX: components, whose names begin with a capital, outside of code."""
    code = [found.span() for found in _CODE.finditer(text)]
    starts = [start for start, _ in code]
    for found in _MDX.finditer(text):
        before = bisect_right(starts, found.start())
        if before and found.start() < code[before - 1][1]:
            continue
        place = found.span()
        if found["name"] is None:
            yield Mark(*place, "left out", "a comment" if found[0].startswith("{") else "an import")
        elif found["close"]:
            yield Mark(*place, "end", found["name"])
        else:
            yield Mark(
                *place, "alone" if found["empty"] else "begin", found["name"], found["said"] or ""
            )


# --- arguments ----------------------------------------------------------------------------------

_ARGUMENT = re.compile(
    r"""(?:(?P<name>[\w-]+)\s*(?:=|:(?!//))\s*)?(?:\{\s*)?"""
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|`(?P<back>[^`]*)`"""
    r"""|(?P<bare>[^\s,"'`{}]+))(?:\s*\})?"""
)


def arguments(said: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Arguments with a name, in small letters, and those without: `a="b" c=1, "d"`."""
    named, positional = dict[str, str](), list[str]()
    for found in _ARGUMENT.finditer(said.replace("\xa0", " ")):
        quoted = next((found[q] for q in ("double", "single") if found[q] is not None), None)
        value = (
            re.sub(r"\\(.)", r"\1", quoted)
            if quoted is not None
            else found["back"] or found["bare"]
        )
        value = unescape(value or "")
        if found["name"]:
            named[found["name"].lower()] = value
        elif found["bare"] != "=":
            positional.append(value)
    return named, tuple(positional)
