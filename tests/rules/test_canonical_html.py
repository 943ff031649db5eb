"""HTML of an engine that the sanitizer need not touch: the short way gives what it gives."""

from collections import Counter
from random import Random

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import ProblemsFound
from kazarchive.reading import markup
from kazarchive.rules import sanitizer, text

PIECES = [
    "word",
    "Қазақ",
    "a",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "[",
    "](u.md)",
    "](https://my-news.a.kz/x?y=1)",
    "](https://1.2.3.4/)",
    "](https://xn--a.kz/)",
    "](javascript:x)",
    "](//h)",
    "](a:b)",
    "]",
    "(",
    ")",
    "!",
    "#",
    "##",
    "\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n> ",
    "    ",
    "|",
    '"',
    "&",
    "\n|a|b|\n|:-|-:|\n|",
    "&amp;",
    "&nbsp;",
    "&#1;",
    '"',
    "'",
    "---",
    "===",
    "\n```\n",
    "\t",
    "http://x.kz",
    "  \n",
    ":",
    "\u00a0",
    "[^1]",
    "\n[^1]: ",
    "[a]: u",
    "- [ ] ",
    "{#id}",
    "^",
    "\x0c",
    "\u2028",
    "> ",
    ">",
]


def markdown(random: Random) -> str:
    """Markdown without HTML of its author."""
    count = random.randrange(3, 40)
    return "".join(random.choice(PIECES) + random.choice(["", "", " "]) for _ in range(count))


def test_html_that_is_returned_as_it_is_is_what_the_sanitizer_writes(long: bool) -> None:
    counts: Counter[bool] = Counter()
    for seed in range(30_000 if long else 1_500):
        source = text.printable(markdown(Random(seed)))
        options = MarkdownOptions(engine="commonmark" if seed % 10 else "python-markdown")
        try:
            html = markup.ENGINES[options.engine](source, options, markup.convert_at_once)
        except (ProblemsFound, ValueError):
            continue
        html = sanitizer.aligned(html)
        expected = sanitizer.sanitize(html)
        assert sanitizer.sanitize(html, own=False) == expected, (seed, source)
        counts[html.replace("&quot;", '"') == expected] += 1
    assert min(counts.values()) > 0.1 * sum(counts.values())


def test_what_is_no_html_of_an_engine_is_not_returned_as_it_is() -> None:
    assert sanitizer.sanitize("<p>1 > 0</p>", own=False) == "<p>1 &gt; 0</p>"
    assert sanitizer.sanitize("<p>&copy;\xa0</p>", own=False) == "<p>©&nbsp;</p>"
