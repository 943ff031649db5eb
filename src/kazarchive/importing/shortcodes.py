"""Shortcodes → HTML, through one table.

`expanded` reads the form of WordPress, `[name a="b"]…[/name]`. Readers of other forms call the
table themselves. An embed becomes a paragraph with a link: an archive shows no frames of others.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple

from msgspec import Struct, field


class Call(Struct, frozen=True):
    """One shortcode of a text."""

    name: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    """Arguments with a name, which is in small letters."""
    positional: tuple[str, ...] = ()
    inner: str = ""
    """HTML."""

    def __getitem__(self, name: str) -> str:
        """An argument by its name, or an empty text."""
        return self.arguments.get(name, "")

    def first(self, *names: str) -> str:
        """The first of these arguments that is there, else the first without a name, else the text
        inside."""
        said = next((self[name] for name in names if self[name]), "")
        return (said or next(iter(self.positional), "") or unescape(self.inner)).strip()


Shown = Callable[[Call], str]


def link(url: str, text: str = "") -> str:
    """A paragraph with a link; empty if there is no address."""
    if not url:
        return ""
    return f'<p><a href="{escape(url)}">{escape(text or url, quote=False)}</a></p>'


def figure(image: str, caption: str) -> str:
    """`image` and `caption` are HTML."""
    below = f"<figcaption>{caption.strip()}</figcaption>" if caption.strip() else ""
    return f"<figure>{image}{below}</figure>"


# --- what each shows ----------------------------------------------------------------------------

_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_SOUNDS = ("src", "mp3", "m4a", "ogg", "oga", "wav", "flac", "wma")
_VIDEOS = ("src", "mp4", "m4v", "webm", "ogv", "wmv", "flv", "mov")


def _caption(call: Call) -> str:
    picture = _PICTURE.match(call.inner)
    if picture is None:
        return call.inner
    return figure(picture[1], picture[2] if picture[2].strip() else call["caption"])


def _figure(call: Call) -> str:
    src = call.first("src")
    image = f'<img src="{escape(src)}" alt="{escape(call["alt"])}">' if src else call.inner
    if call["link"]:
        image = f'<a href="{escape(call["link"])}">{image}</a>'
    texts = (call["title"], call["caption"], call["attr"])
    return figure(image, " ".join(escape(text, quote=False) for text in texts if text))


def _embed(call: Call) -> str:
    return link(call.first("url", "src", "href"))


def _at(address: str, *names: str) -> Shown:
    """A link to what a service has under an id: the address with `{}` in place of the id."""

    def shown(call: Call) -> str:
        said = call.first("url", *names).strip("/")
        return link(said if "://" in said else address.format(said) if said else "")

    return shown


def _youtube(call: Call) -> str:
    said = call.first("id", "v", "url", "src")
    if said and "/" not in said and "." not in said:
        said = "https://www.youtube.com/watch?v=" + said.split("&")[0]
    return link(said)


def _tweet(call: Call) -> str:
    said = call.first("url", "id", "tweet")
    if len(call.positional) == 2 or call["user"]:
        user = call["user"] or call.positional[0]
        return link(f"https://twitter.com/{user}/status/{call['id'] or call.positional[-1]}")
    return link(said if "://" in said or not said else f"https://twitter.com/i/status/{said}")


def _gist(call: Call) -> str:
    said = "/".join(call.positional) or call.first("url", "id")
    return link(said if "://" in said or not said else f"https://gist.github.com/{said}")


def _file(*names: str) -> Shown:
    """A link to a file, whose text is its title or its name."""

    def shown(call: Call) -> str:
        url = call.first(*names)
        return link(url, call["title"] or call["caption"] or url.rpartition("/")[2])

    return shown


def _highlight(call: Call) -> str:
    language = call["lang"] or call["language"] or next(iter(call.positional), "")
    name = re.sub(r"[^\w+#-]", "", language)
    attribute = f' class="language-{name}"' if name else ""
    return f"<pre><code{attribute}>{call.inner}</code></pre>"


def _details(call: Call) -> str:
    summary = call["summary"] or call["title"] or next(iter(call.positional), "")
    return f"<details><summary>{escape(summary, quote=False)}</summary>{call.inner}</details>"


def inner(call: Call) -> str:
    """What stands inside: for marks of layout only."""
    return call.inner


TABLE: Mapping[str, Shown] = {
    "audio": _file(*_SOUNDS),
    "caption": _caption,
    "code": _highlight,
    "details": _details,
    "embed": _embed,
    "embedyt": _youtube,
    "facebook": _embed,
    "figure": _figure,
    "gist": _gist,
    "highlight": _highlight,
    "iframe": _embed,
    "instagram": _at("https://www.instagram.com/p/{}/", "id"),
    "soundcloud": _embed,
    "sourcecode": _highlight,
    "telegram": _at("https://t.me/{}", "id", "post"),
    "tiktok": _embed,
    "tweet": _tweet,
    "twitter": _tweet,
    "video": _file(*_VIDEOS),
    "vimeo": _at("https://vimeo.com/{}", "id"),
    "wp_caption": _caption,
    "x": _tweet,
    "youtube": _youtube,
}

LAYOUT = re.compile(
    r"(?:vc|et_pb|fusion|av|cs|kc|x|us|mk|fl|wpb|cherry|mpc|ult|dt)_\w+|(?:one|two|three)_\w+"
    r"|(?:row|col|column|columns|section|container|spacer|divider|clear|raw_html)"
)
"""Shortcodes of page builders: they arrange what stands inside."""


def table(added: Sequence[tuple[str, str]], more: Mapping[str, Shown] = TABLE) -> dict[str, Shown]:
    """A table with templates added to it: `{name}` is the argument of that name, `{0}` the first
    without a name, `{inner}` what stands inside."""
    return {**more, **{name: _template(template) for name, template in added}}


def _template(template: str) -> Shown:
    def shown(call: Call) -> str:
        named = {str(n): text for n, text in enumerate(call.positional)} | {**call.arguments}
        escaped = {name: escape(text) for name, text in named.items()} | {"inner": call.inner}
        return re.sub(r"\{(\w+)\}", lambda mark: escaped.get(mark[1].lower(), ""), template)

    return shown


# --- the form of WordPress ----------------------------------------------------------------------

_MARK = re.compile(
    r"<!--[^<>]*-->|</?[A-Za-z][^<>]*>"
    r"|(?P<outer>\[?)\[(?P<closes>/?)(?P<name>[A-Za-z][\w-]{0,60})(?=[\s/\]=])"
    r"(?P<said>(?:[^\[\]<>\"'“”«»″]|\"[^\"\[\]]*\"|'[^'\[\]]*'|[“”«»″])*?)(?P<empty>/?)\](?P<after>\]?)",
    re.DOTALL,
)
_ARGUMENT = re.compile(
    r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|[“”«»″]([^“”«»″]*)[“”«»″]|([^\s"']+))"""
    r"""|"([^"]*)"|'([^']*)'|(\S+)"""
)
_CODE = re.compile(r"<(/?)(?:pre|code)\b", re.IGNORECASE)
_DEEPEST = 40


class Expanded(NamedTuple):
    html: str
    unknown: Counter[str]
    """Names of shortcodes that stay as text."""
    layout: Counter[str]
    """Names of shortcodes of page builders whose inside was kept."""


def expanded(text: str, known: Mapping[str, Shown] = TABLE) -> Expanded:
    """A text of HTML with its shortcodes shown. `[[name]]` is an example, and becomes `[name]`."""
    if "[" not in text:
        return Expanded(text, Counter(), Counter())
    page = _Page(text, known)
    return Expanded(page.shown(0, len(page.marks), 0, len(text), 0), page.unknown, page.layout)


class _Page:
    def __init__(self, text: str, known: Mapping[str, Shown]) -> None:
        self._text, self._known = text, known
        self.unknown, self.layout = Counter[str](), Counter[str]()
        self.marks = list(_marks(text))
        self._ends = _ends(self.marks)

    def shown(self, first: int, last: int, start: int, stop: int, depth: int) -> str:
        """The text between two offsets, with the marks in it."""
        written, n = list[str](), first
        while n < last:
            mark, end = self.marks[n], self._ends.get(n, n)
            written.append(self._text[start : mark.start()])
            within = (n + 1, end, *_inside(mark, self.marks[end])) if end > n else None
            shown, start = self._mark(mark, self.marks[end], within, depth)
            written.append(shown)
            n = end + 1 if start == self.marks[end].end() else n + 1
        return "".join(written) + self._text[start:stop]

    def _mark(
        self,
        mark: re.Match[str],
        end: re.Match[str],
        within: tuple[int, int, int, int] | None,
        depth: int,
    ) -> tuple[str, int]:
        """What a shortcode shows, and where the text goes on."""
        name = mark["name"]
        whole = self._text[mark.start() : end.end()]
        if mark["outer"] and end["after"] and self._shows(name):
            return whole[1:-1], end.end()
        shows = self._shows(name)
        if mark["closes"] or shows is None or depth > _DEEPEST:
            self._count_unknown(mark, within is not None)
            return mark[0], mark.end()
        inner = self.shown(*within, depth + 1) if within else ""
        named, positional = arguments(mark["said"])
        shown = shows(Call(name, named, positional, inner))
        return mark["outer"] + shown + end["after"], end.end()

    def _shows(self, name: str) -> Shown | None:
        if name in self._known:
            return self._known[name]
        if LAYOUT.fullmatch(name):
            return self._arranged
        return None

    def _arranged(self, call: Call) -> str:
        """The inside of a mark of a page builder, after the texts that it shows of its own."""
        self.layout[call.name] += 1
        heading = "".join(
            f"<p>{escape(call[name], quote=False)}</p>"
            for name in ("title", "text", "heading", "button_text", "content")
            if call[name] and not call[name].startswith("#")
        )
        image = f'<p><img src="{escape(call["src"])}" alt="{escape(call["alt"])}"></p>'
        return heading + (image if call["src"] else "") + call.inner

    def _count_unknown(self, mark: re.Match[str], paired: bool) -> None:
        """Words in brackets are usual in texts: `[sic]`."""
        if not mark["closes"] and (
            paired or "=" in mark["said"] or re.search("[_-]", mark["name"])
        ):
            self.unknown[mark["name"]] += 1


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The marks of a text. Code has examples only."""
    code = 0
    for found in _MARK.finditer(text):
        if tag := _CODE.match(found[0]):
            code = max(0, code + (-1 if tag[1] else 1))
        elif found["name"] and (not code or found["outer"]):
            yield found


def _inside(begin: re.Match[str], end: re.Match[str]) -> tuple[int, int]:
    """The offsets of what stands between two marks."""
    return begin.end() - len(begin["after"]), end.start() + len(end["outer"])


def _ends(marks: Sequence[re.Match[str]]) -> dict[int, int]:
    """Index of an opening mark → index of its closing one."""
    ends, opened, names = dict[int, int](), list[int](), Counter[str]()
    for n, mark in enumerate(marks):
        if not mark["closes"]:
            if not mark["empty"]:
                opened.append(n)
                names[mark["name"]] += 1
        elif names[mark["name"]]:
            while True:
                begin = opened.pop()
                names[marks[begin]["name"]] -= 1
                if marks[begin]["name"] == mark["name"]:
                    ends[begin] = n
                    break
    return ends


def arguments(said: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Arguments as WordPress writes them: `a="b" c=d e`."""
    named, positional = dict[str, str](), list[str]()
    for found in _ARGUMENT.finditer(said.replace("\xa0", " ")):
        name, *values = found.groups()
        value = unescape(next((one for one in values if one is not None), ""))
        if name:
            named[name.lower()] = value
        else:
            positional.append(value)
    return named, tuple(positional)
