"""Code whose language is named → the same code with its parts marked, for the colours of the theme.

The only importer of `pygments`, and only where a text names a language. Code is marked in HTML that
has been made safe: so no author can write such marks, and the sanitiser need not know them. Of the
hundreds of kinds of token those are marked that the stylesheet has a colour for. What Pygments
cannot take apart, letter for letter, stays as it was.
"""

import html as entities
import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

MOST = 20_000
"""Letters of one piece of code: of more nothing is marked."""

LANGUAGES = frozenset(
    "bash c c# c++ console cpp csharp css diff docker dockerfile go html ini java javascript jinja"
    " js json kotlin lua markdown md nginx perl php po pot powershell py pycon python r rb rs ruby"
    " rust scss sh shell sql swift toml ts typescript xml yaml yml zsh".split()
)
"""As Pygments calls them. It knows hundreds more, and some of these take minutes for a line that is
made for it; plug-ins that it would ask for others are not there on another machine."""

TOKENS = {
    "Comment": "c",
    "Comment.Preproc": "k",
    "Date": "m",
    "Generic.Deleted": "gd",
    "Generic.Heading": "gh",
    "Generic.Inserted": "gi",
    "Generic.Prompt": "gp",
    "Generic.Subheading": "gh",
    "Keyword": "k",
    "Name.Attribute": "n",
    "Name.Class": "n",
    "Name.Decorator": "n",
    "Name.Function": "n",
    "Name.Label": "n",
    "Name.Tag": "n",
    "Number": "m",
    "Operator.Word": "k",
    "String": "s",
}
"""Kinds of token, each with those below it that have no line here → the class of their marks. Short
ones, as of no other class are there so many."""

_CODE = re.compile(
    r'<pre(?P<id> id="[^"<>]*+")?>'
    r'<code(?P<class> class="language-(?P<language>[\w#+.-]++)[^"<>]*+")?>'
    r"(?P<code>[^<]++)</code></pre>"
)

_FRONT_MATTER = re.compile(r"---\n.*?^---$\n?", re.DOTALL | re.MULTILINE)

Languages = Mapping[str, list[str]]
"""Code → the language of each piece that reads so, in order; empty where none is named."""


def languages(whole: str) -> Languages:
    """What an engine's HTML says of the code in it; nothing if no language is named."""
    found: dict[str, list[str]] = {}
    if '<code class="language-' in whole:
        for block in _CODE.finditer(whole):
            code = entities.unescape(block["code"])
            found.setdefault(code, []).append((block["language"] or "").lower())
    return found


def with_marks(whole: str, named: Languages, marked: Callable[[str, str], str]) -> str:
    """Safe HTML whose code is marked, if the engine's HTML has named a language of LANGUAGES, and
    scrolls by keyboard too, if it has named any. `marked`: as the function of this name."""
    left = {code: iter(languages) for code, languages in named.items()}

    def replaced(block: re.Match[str]) -> str:
        code = entities.unescape(block["code"])
        language = next(left.get(code, iter(())), "")
        if not language:
            return block[0]
        marks = marked(language, code) if language in LANGUAGES else ""
        attributes = (block["id"] or "") + (' class="highlight"' if marks else "") + ' tabindex="0"'
        written = block["class"] or ""
        return f"<pre{attributes}><code{written}>{marks or block['code']}</code></pre>"

    return _CODE.sub(replaced, whole) if any(map(any, named.values())) else whole


def marked(language: str, code: str) -> str:
    """Code as HTML with its parts marked; empty where nothing in it is worth a mark."""
    if len(code) > MOST:
        return ""
    parts = _parts(language, code)
    if "".join(text for _, text in parts) != code or not any(name for name, _ in parts):
        return ""
    escaped = ((name, entities.escape(text, quote=False)) for name, text in parts)
    return "".join(
        f'<span class="{name}">{text}</span>' if name else text for name, text in escaped
    )


def _parts(language: str, code: str) -> list[tuple[str, str]]:
    """(class or nothing, text) of pieces that follow each other; nothing at all where the lexer
    fails. Front matter of Markdown is YAML, whose end would underline a heading."""
    front = _FRONT_MATTER.match(code) if language in ("markdown", "md") else None
    if front:
        return _parts("yaml", front[0]) + _parts(language, code[front.end() :])
    try:
        tokens = [(_class(str(kind)), text) for kind, text in _lexer(language).get_tokens(code)]
    except Exception:
        return []
    grouped = groupby(tokens, lambda token: token[0])
    return [(name, "".join(text for _, text in group)) for name, group in grouped]


@cache
def _class(kind: str) -> str:
    """Of a kind of token, `Token.Literal.String.Doc`: that of the nearest above it in the table."""
    name = kind.removeprefix("Token.").removeprefix("Literal.")
    while name and name not in TOKENS:
        name = name.rpartition(".")[0]
    return TOKENS.get(name, "")


@cache
def _lexer(language: str) -> "Lexer":
    from pygments import lexers  # costs time, which texts without code need not pay

    # Code within code of Markdown would be of any language.
    options = {"stripnl": False, "ensurenl": False, "handlecodeblocks": False}
    return lexers.get_lexer_by_name(language, **options)
