"""Code whose language is named → the same code with its tokens marked, for the colours of the
theme.

Code is marked in HTML that has been sanitized, so that authors cannot write such marks and the
sanitizer need not know them. Only token types for which the stylesheet has a colour are marked.
Code that Pygments cannot split without changing a character is left unchanged. Only this module
imports `pygments`, and only if a text names a language.
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
"""Characters of one piece of code; longer code is not marked."""

LANGUAGES = frozenset(
    "bash c c# c++ console cpp csharp css diff docker dockerfile go html ini java javascript jinja"
    " js json kotlin lua markdown md nginx perl php po pot powershell py pycon python r rb rs ruby"
    " rust scss sh shell sql swift toml ts typescript xml yaml yml zsh".split()
)
"""Names in Pygments. It knows hundreds more, but some lexers take minutes for a malicious line, and
plug-ins for others may be missing on another machine."""

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
"""Token type, with its subtypes that have no line here → the class of the marks. The names are
short because no other classes are as frequent."""

_CODE = re.compile(
    r'<pre(?P<id> id="[^"<>]*+")?>'
    r'<code(?P<class> class="language-(?P<language>[\w#+.-]++)[^"<>]*+")?>'
    r"(?P<code>[^<]++)</code></pre>"
)

_FRONT_MATTER = re.compile(r"---\n.*?^---$\n?", re.DOTALL | re.MULTILINE)

Languages = Mapping[str, list[str]]
"""Code → the language of each piece with this text, in order; empty if it names none."""


def languages(body: str) -> Languages:
    """The languages of the code in the HTML of an engine; empty if it names none."""
    by_code: dict[str, list[str]] = {}
    if '<code class="language-' in body:
        for block in _CODE.finditer(body):
            code = entities.unescape(block["code"])
            by_code.setdefault(code, []).append((block["language"] or "").lower())
    return by_code


def with_marks(body: str, named: Languages, marked: Callable[[str, str], str]) -> str:
    """Safe HTML with marked code for each language of LANGUAGES; code in any named language also
    scrolls by keyboard. `marked`: a function like the one of this name."""
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

    return _CODE.sub(replaced, body) if any(map(any, named.values())) else body


def marked(language: str, code: str) -> str:
    """Code as HTML with its tokens marked; empty if there is nothing to mark."""
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
    """(class or empty, text) of consecutive tokens; no tokens if the lexer fails. The front matter
    of Markdown is read as YAML, because its end would underline a heading."""
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
    """The class of a token type, `Token.Literal.String.Doc`: that of its nearest supertype in
    TOKENS."""
    name = kind.removeprefix("Token.").removeprefix("Literal.")
    while name and name not in TOKENS:
        name = name.rpartition(".")[0]
    return TOKENS.get(name, "")


@cache
def _lexer(language: str) -> "Lexer":
    from pygments import lexers  # takes long, and is not needed without code

    # Code blocks inside Markdown code could be in any language.
    options = {"stripnl": False, "ensurenl": False, "handlecodeblocks": False}
    return lexers.get_lexer_by_name(language, **options)
