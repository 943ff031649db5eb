"""Article files as nobody should write them: real ones, mutated, always the same for a number."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from stories import LARGE, OWN, taken_apart

ROOT = Path(__file__).parents[2]

DATE = "2022-01-05"

NAUGHTY = [
    "",
    " ",
    "\t",
    "\n",
    "\r",
    "\0",
    "\x01\x02\x1b[31m\x7f",
    "\x85\u2028\u2029",
    "\ufeff",
    "\ufffe\uffff\U0001ffff",
    "\u202egnp.exe",
    "\u2066\u2067\u2068\u2069",
    "e\u0301" * 50,
    "\u0300" * 500,
    "Z̸̡͚a̵̢l̷g̶o̵",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇰🇿",
    "İıſK\u0130\u0131",
    "ﷺ",
    "𝕋𝕖𝕤𝕥",
    "漢字かなカナ한국어",
    "العربية עברית",
    "Ә Ғ Қ Ң Ө Ұ Ү Һ І",
    "null",
    "~",
    "true",
    "NO",
    "Norway",
    "12:30",
    "0x_",
    "0o17",
    "1e999",
    "-.inf",
    ".NaN",
    "9" * 400,
    "-0",
    "2022-02-30",
    "2024-13-45",
    "0000-00-00",
    "9999-12-31 23:59:59",
    "2022-01-05 25:61",
    "2022-01-05T12:00:00+99:00",
    "!!python/object/apply:os.system [id]",
    "!!int x",
    "!!timestamp x",
    "!<tag:yaml.org,2002:binary> a",
    "&a [*a]",
    "*a",
    "&a",
    "<<: {a: b}",
    "? [a]",
    "- - - -",
    "[[[[",
    "{{{{",
    "{a: {b: [c, {d: e}]}}",
    "[a, [b], {c: d}]",
    '"\\ud800"',
    '"\\x00"',
    '"\\u0000\\U0010FFFF"',
    '"\\UFFFFFFFF"',
    '"unclosed',
    "'unclosed",
    "'it''s'",
    "a: b: c",
    "a #b",
    "@a",
    "%a",
    "`a`",
    "|\n  a\n   b\n c",
    ">-\n  a\n\n  b",
    "|9\n a",
    "---",
    "...",
    "--- |",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\con",
    "con",
    "%2e%2e%2f",
    "a/b?c#d",
    "x" * 300,
    "ә" * 300,
    "https://example.org/",
    "http://[::1",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "{% include 'x' %}",
    "]]>",
    "&#0;&#xD800;&#x110000;&nosuch;",
    "'; DROP TABLE article; --",
    "%s %d %(x)s {0} {x}",
    "$(id) `id` ${HOME}",
    "\\",
    "\\\\server\\share",
    "[^1]\n\n[^1]: a\n\n[^1]: b",
    "[a]: <b\n\n[a]",
    "| a |\n|---|\n| `b | c` |",
    "<div>\n\n*a*\n\n</div>",
    "<!-- ",
    "<![CDATA[",
    "<?php",
    "<a href='x",
    "```\n",
    "# \n## \n###### a ######",
    "a\n===\nb\n---",
    "***\n___\n- - -",
    "1. a\n\n   b\n2) c",
    "> a\nb\n> > c",
]

FIELDS = (
    "title date lang slug updated summary tags authors image aliases draft published license"
    " translation_key source extra"
).split()

VALUES = [
    "[]",
    "{}",
    "[[]]",
    "[a, b, c]",
    "[a, [b]]",
    "[null, ~, '']",
    "{a: b}",
    "{src: a.png, alt: b, caption: c, credit: d}",
    "{src: [a]}",
    "{name: a, url: b}",
    "{url: 'https://a b'}",
    "{src: '../../../etc/passwd'}",
    "\n  - a\n  - b",
    "\n- a\n- b",
    "\n  a: b\n  a: c",
    "\n\ta",
    "12",
    "false",
    "yes",
    "[&a b, *a]",
]

Mutation = Callable[[random.Random, str], bytes]


def originals() -> list[str]:
    """The sample's articles, and stories as articles."""
    files = sorted((ROOT / "articles").rglob("*.md"))
    documents = [*OWN.files(), *LARGE.files()[:120]]
    return [file.read_text("utf-8") for file in files] + [_article(one) for one in documents]


def _article(document: Path) -> str:
    head, body = taken_apart(document)
    return f"---\ntitle: {json.dumps(head, ensure_ascii=False)}\ndate: {DATE}\n---\n\n{body}"


def hostile(number: int, sources: list[str]) -> bytes:
    """The article file of a number."""
    chance = random.Random(number)
    name = list(MUTATIONS)[number % len(MUTATIONS)]
    return MUTATIONS[name](chance, chance.choice(sources))


def series(total: int, sources: list[str]) -> Iterator[tuple[str, bytes]]:
    """(path below the article folder, content)"""
    names = list(MUTATIONS)
    for number in range(total):
        name = names[number % len(names)].replace(" ", "-")
        yield f"{name}/{number:05}.md", hostile(number, sources)


# --- mutations ----------------------------------------------------------------------------------


def _with_bytes_changed(chance: random.Random, source: str) -> bytes:
    raw = bytearray(source.encode())
    for _ in range(chance.randint(1, 20)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def _cut(chance: random.Random, source: str) -> bytes:
    start, end = sorted(chance.randrange(len(source)) for _ in range(2))
    return (source[:start] + source[end:]).encode()


def _truncated(chance: random.Random, source: str) -> bytes:
    raw = source.encode()
    return raw[: chance.randrange(len(raw))]


def _doubled(chance: random.Random, source: str) -> bytes:
    start, end = sorted(chance.randrange(len(source)) for _ in range(2))
    return (source[:end] + source[start:]).encode()


def _with_insertions(chance: random.Random, source: str) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(source))
        source = source[:at] + chance.choice(NAUGHTY) + source[at:]
    return source.encode()


def _with_front_matter_insertions(chance: random.Random, source: str) -> bytes:
    end = source.index("\n---", 4)
    at = chance.randrange(4, end)
    return (source[:at] + chance.choice(NAUGHTY) + source[at:]).encode()


def _with_lines_mixed(chance: random.Random, source: str) -> bytes:
    lines = source.split("\n")
    for _ in range(chance.randint(1, 6)):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines).encode()


def _with_a_naughty_field(chance: random.Random, source: str) -> bytes:
    return _with_field(chance.choice(FIELDS), chance.choice(NAUGHTY), source)


def _with_a_naughty_text(chance: random.Random, source: str) -> bytes:
    written = json.dumps(chance.choice(NAUGHTY), ensure_ascii=chance.random() < 0.5)
    return _with_field(chance.choice(FIELDS), written, source)


def _with_a_wrong_type(chance: random.Random, source: str) -> bytes:
    return _with_field(chance.choice(FIELDS), chance.choice(VALUES), source)


def _with_field(name: str, value: str, source: str) -> bytes:
    """A field instead of the one of its name, or besides the others."""
    head, _, body = source.partition("\n---")
    kept = [line for line in head.split("\n")[1:] if not line.startswith(f"{name}:")]
    return "\n".join(["---", f"{name}: {value}", *kept]).encode() + f"\n---{body}".encode()


def _without_a_line(chance: random.Random, source: str) -> bytes:
    lines = source.split("\n")
    end = lines.index("---", 1)
    del lines[chance.randint(0, end)]
    return "\n".join(lines).encode()


def _without_closing(chance: random.Random, source: str) -> bytes:
    fence = chance.choice(["", " ---", "--", "----", "...", "+++", "--- a", "- - -", "\u2014"])
    return source.replace("\n---\n", f"\n{fence}\n", 1).encode()


def _encoded(chance: random.Random, source: str) -> bytes:
    names = "utf-16 utf-16-le utf-16-be utf-32 utf-7 utf-8-sig cp1251 latin-1 koi8-r".split()
    return source.encode(chance.choice(names), "replace")


def _with_other_line_ends(chance: random.Random, source: str) -> bytes:
    ends = ["\r\n", "\r", "\n\r", "\x0b", "\x0c", "\x85", "\u2028", "\0"]
    return source.replace("\n", chance.choice(ends)).encode()


def _with_nul(chance: random.Random, source: str) -> bytes:
    at = chance.randrange(len(source))
    return f"{source[:at]}\0{source[at:]}".encode()


def _with_a_long_line(chance: random.Random, source: str) -> bytes:
    size = chance.choice([999_000, 1_000_000, 1_000_001, 1_100_000])
    unit = chance.choice(["x", "ә", "a ", "[a](b.md) ", "&", "<", "*"])
    return (source + "\n" + (unit * size).encode()[:size].decode("utf-8", "ignore")).encode()


def _with_many_tags(chance: random.Random, source: str) -> bytes:
    tags = [f"t{n}" for n in range(chance.choice([40, 100_000]))]
    return _with_field("tags", f"[{', '.join(tags)}]", source)


def _nested(chance: random.Random, source: str) -> bytes:
    depth = chance.choice([10, 100, 1_000, 10_000])
    unit = chance.choice(["> ", "- ", "1) ", "- > ", "[", "*", "<div>", "<b>", "<ul><li>", "<p>"])
    return f"{source}\n\n{unit * depth}a".encode()


def _nested_in_front(chance: random.Random, source: str) -> bytes:
    unit = chance.choice(["[", "{", "- ", "? ", "{a: ", "[{", "!!x "])
    return _with_field("extra", unit * chance.choice([10, 40, 3_000, 9_000]), source)


def _repetition(chance: random.Random, source: str) -> bytes:
    unit = "".join(chance.choice("*_[]()!<>&`~|-#\\:ab 1.\n\t\"'=/^{}$") for _ in range(6))
    return f"{source}\n\n{unit * chance.randint(1, 3_000)}".encode()


def _soup(chance: random.Random, source: str) -> bytes:
    tags = "div p b i a table tr td li ul script style svg math h1 img br x-y !-- ?php /p /b /div"
    pieces = [f"<{chance.choice(tags.split())} {chance.choice(NAUGHTY)}>" for _ in range(200)]
    return f"{source}\n\n{''.join(pieces)}".encode()


def _noise(chance: random.Random, source: str) -> bytes:
    if chance.random() < 0.5:
        return chance.randbytes(chance.randrange(3_000))
    letters = (chr(chance.randrange(1, 0xD800)) for _ in range(chance.randrange(1_000)))
    return f"---\ntitle: A\ndate: {DATE}\n---\n{''.join(letters)}".encode()


def _tiny(chance: random.Random, source: str) -> bytes:
    parts = [
        "",
        "---",
        "---\n",
        "\n",
        " ",
        "-",
        "title: a\n",
        "\ufeff",
        "date: 2022-01-05\n",
        "{}\n",
    ]
    return "".join(chance.choice(parts) for _ in range(chance.randrange(6))).encode()


MUTATIONS: dict[str, Mutation] = {
    "bytes changed": _with_bytes_changed,
    "cut": _cut,
    "truncated": _truncated,
    "doubled": _doubled,
    "insertions": _with_insertions,
    "insertions in front": _with_front_matter_insertions,
    "lines mixed": _with_lines_mixed,
    "a naughty field": _with_a_naughty_field,
    "a naughty text": _with_a_naughty_text,
    "a wrong type": _with_a_wrong_type,
    "a line missing": _without_a_line,
    "closing missing": _without_closing,
    "encoded": _encoded,
    "line ends": _with_other_line_ends,
    "nul": _with_nul,
    "long line": _with_a_long_line,
    "many tags": _with_many_tags,
    "nested": _nested,
    "nested in front": _nested_in_front,
    "repetition": _repetition,
    "soup": _soup,
    "noise": _noise,
    "tiny": _tiny,
}
"""Visible in the paths of the files, so that a failure tells where to look."""
