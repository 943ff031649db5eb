"""HTML of any kind, for tests of properties."""

import html

from hypothesis import strategies as st

TOKENS = [
    *"Қазақстан газ бағасы «Самұрық» тың Правительство цены – price the 5,8".split(),
    *["«Отан»", "№", "₸", "I\u00a0", "\u00a0", "e-mail", "snake_case", "U.S.", "2024.", "AT&T"],
    *"* ** *** _ __ ` `` ``` ~ ~~ ~~~ [ ] ( ) ]( ][ ]: [^1] [^1]:".split(),
    *"[x] [ ] < > <b> </b> & &amp; &#35;".split(),
    *"! ![ \\ \\\\ # ## + - -- --- = == === | || |-| : :: { } {{ }} {:".split(),
    *"$ ^ % @ / \" ' ; , . ? 1. 2) !!!".split(),
    *["<!--", "-->", "<script>", "<T>", "http://a.kz/b_c", "a@b.kz", "<http://x.kz>", "{% x %}"],
]
MARKS = ["b", "i", "strong", "em", "code", "s", "del", "sup", "sub", "u", "mark", "small", "span"]
URLS = ["x.md", "https://a.kz/b", "/a?b=1&c=2", "a_b*c(d", "a(b)c", "қ б.jpg", "#x", "a]b[", "`x`"]

spaces = st.sampled_from(["", "", " ", "  ", "\n"])
words = st.lists(st.tuples(st.sampled_from(TOKENS), spaces), min_size=1, max_size=5).map(
    lambda pairs: html.escape("".join(token + space for token, space in pairs), quote=False)
)
attribute = st.lists(st.sampled_from(TOKENS), max_size=3).map(
    lambda tokens: html.escape(" ".join(" ".join(tokens).split()))
)
urls = st.sampled_from(URLS).map(html.escape)


def element(name: str, inside: st.SearchStrategy[str], given: str = "") -> st.SearchStrategy[str]:
    return inside.map(lambda content: f"<{name}{given}>{content}</{name}>")


images = st.builds('<img src="{}" alt="{}">'.format, urls, attribute)
breaks = st.just("<br>")


def inlines(depth: int, linked: bool = False) -> st.SearchStrategy[str]:
    """Text, marks, links, images and line ends."""
    leaves = [words, words, words, spaces.map(lambda s: s or " "), breaks, images]
    if depth == 0:
        return st.one_of(leaves)
    inside = content(depth - 1, linked)
    nested = [st.builds("<{0}>{1}</{0}>".format, st.sampled_from(MARKS), inside)]
    if not linked:
        links = st.builds('<a href="{}">{}</a>'.format, urls, content(depth - 1, True))
        nested += [links, st.builds('<abbr title="{}">{}</abbr>'.format, attribute, inside)]
    return st.one_of(*leaves, *nested, *nested)


def content(depth: int, linked: bool = False) -> st.SearchStrategy[str]:
    return st.lists(inlines(depth, linked), min_size=1, max_size=4).map("".join)


text = content(2)


def items(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(element("li", inside), min_size=1, max_size=3).map("".join)


def table(cell: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def rows(width: int) -> st.SearchStrategy[str]:
        head = st.lists(element("th", text), min_size=width, max_size=width)
        row = st.lists(element("td", cell), min_size=width, max_size=width)
        body = st.lists(row, min_size=1, max_size=2)
        return st.builds(
            lambda first, others: "".join(f"<tr>{''.join(one)}</tr>" for one in [first, *others]),
            head,
            body,
        )

    return element("table", st.integers(1, 3).flatmap(rows))


code = st.lists(
    st.sampled_from([*TOKENS, "\n", "\n\n", "    ", "x = 1"]), min_size=1, max_size=6
).map(lambda tokens: html.escape("x" + "".join(tokens) + "y", quote=False))

figures = st.builds("<figure>{}<figcaption>{}</figcaption></figure>".format, images, text)


def blocks(depth: int) -> st.SearchStrategy[str]:
    simple = [
        element("p", text),
        element("p", text),
        text,
        *(element(name, text) for name in ("h1", "h2", "h4")),
        element("pre", code),
        element("pre", element("code", code)),
        element("div", text),
        figures,
        table(text),
        st.just("<hr>"),
        items(text).map("<ul>{}</ul>".format),
        items(text).map("<ol>{}</ol>".format),
    ]
    if depth == 0:
        return st.one_of(simple)
    inside = several(depth - 1)
    nested = [
        items(inside).map("<ul>{}</ul>".format),
        items(inside).map("<ol>{}</ol>".format),
        items(text).map('<ol start="3">{}</ol>'.format),
        items(st.builds("{}<ul>{}</ul>".format, text, items(text))).map("<ul>{}</ul>".format),
        items(st.builds("<p>{}</p><p>{}</p>".format, text, text)).map("<ol>{}</ol>".format),
        element("blockquote", inside),
        element("blockquote", inside),
        element("div", inside),
        table(st.one_of(text, inside)),
        st.builds("<details><summary>{}</summary>{}</details>".format, text, inside),
        st.builds("<dl><dt>{}</dt><dd>{}</dd></dl>".format, text, inside),
        st.builds('<a href="{}">{}</a>'.format, urls, element("h2", content(1, True))),
    ]
    return st.one_of(*simple, *nested)


def several(depth: int) -> st.SearchStrategy[str]:
    return st.lists(blocks(depth), min_size=1, max_size=3).map("".join)


articles = several(2)


def _with_notes(paragraphs: list[str], notes: list[str]) -> str:
    """Paragraphs with a reference each, and a list of the notes."""
    marks = (
        f'<sup class="footnote-ref"><a href="#n{n}" id="r{n}">{n}</a></sup>'
        for n in range(1, len(notes) + 1)
    )
    text = "".join(f"<p>{first}{mark}</p>" for first, mark in zip(paragraphs, marks, strict=False))
    items = "".join(
        f'<li id="n{n}">{note} <a href="#r{n}" class="back">↩</a></li>'
        for n, note in enumerate(notes[: len(paragraphs)], 1)
    )
    return f'{text}<div class="footnotes"><ol>{items}</ol></div>'


in_note = st.one_of(
    words.map("Note {}".format),
    st.builds("<p>Note {}</p><p>x{}</p>".format, words, text),
    st.builds("<p>Note</p><ul>{}</ul>".format, items(words)),
    st.builds("<p>Note</p><pre>{}</pre>".format, code),
)
noted = st.integers(1, 3).flatmap(
    lambda number: st.builds(
        _with_notes,
        st.lists(text, min_size=number, max_size=number),
        st.lists(in_note, min_size=number, max_size=number),
    )
)
"""Articles with footnotes in the form of Markdown's own HTML."""
