"""Completes a command line that is being typed, and contains the scripts by which shells ask for
it.

A script passes the line up to the cursor. The first line of the answer says what follows: `words`,
each with a description after a tab if there is one; nothing follows `files` or `folders`, which the
shell lists itself. Click's own scripts were refused: bash changes a completion with a space, a
quote or an asterisk.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import CompletionItem, ShellComplete
from msgspec import Struct

from kazarchive.catalogue import completions
from kazarchive.config import reader
from kazarchive.config.options import STATE_FOLDER, Site
from kazarchive.reading import forms, scan
from kazarchive.state import database

_FLAG = re.compile(r"--[^=]*=")
"""The option before its value, if both are one word."""


def answer(command: click.Command, shell: str, line: str, breaks: str = "") -> str:
    """The completions of a line. `breaks`: the characters at which bash starts a new word.

    Errors are ignored: a message would appear in the middle of the line.
    """
    try:
        return "\n".join(_answer(command, shell, Line.of(line, breaks)))
    except Exception:
        return ""


def _answer(command: click.Command, shell: str, line: "Line") -> Iterator[str]:
    completer = ShellComplete(command, {}, "kazarchive", "")
    candidates = completer.get_completions(list(line.words[1:]), line.begun)
    kinds = {candidate.type for candidate in candidates}
    if kinds & {"file", "dir"}:
        yield "files" if "file" in kinds else "folders"
        return
    yield "words"
    flag = _FLAG.match(line.begun)
    for candidate in candidates:
        word = (flag[0] if flag else "") + candidate.value
        if not word.isprintable() or not word.startswith(line.begun[: line.kept]):
            continue
        if shell == "bash":
            yield quoted(word[line.kept :], line.quote)
        else:
            yield word + (f"\t{candidate.help}" if candidate.help else "")


class Line(Struct, frozen=True):
    """A command line up to the cursor, as a shell reads it."""

    words: tuple[str, ...]
    """The words before the cursor's, without quotes."""
    begun: str
    """The word at the cursor, without quotes."""
    kept: int
    """How many characters of it bash keeps: a completion replaces the rest."""
    quote: str
    """The quote that is still open."""

    @classmethod
    def of(cls, line: str, breaks: str = "") -> "Line":
        """Split a line into words. `breaks`: as in `answer`."""
        words: list[str] = []
        word: str | None = None
        quote, escaped, kept = "", False, 0
        for char in line:
            if escaped:
                literal = "\\" if quote == '"' and char not in '"\\$`' else ""
                word, escaped = (word or "") + literal + char, False
            elif char == "\\" and quote != "'":
                escaped = True
            elif char in (quote or "'\""):
                quote, word = "" if quote else char, word or ""
                kept = len(word)
            elif quote or not char.isspace():
                word = (word or "") + char
                kept = len(word) if char in breaks and not quote else kept
            else:
                words += [] if word is None else [word]
                word, kept = None, 0
        while words and re.match(r"\w+=", words[0]):  # variables for this command alone
            del words[0]
        return cls(tuple(map(os.path.expanduser, words)), word or "", kept, quote)


def quoted(value: str, quote: str) -> str:
    """A part of a word, escaped for bash, which inserts it as it is. `quote`: the one that is
    open."""
    if quote == "'":
        escaped = value.replace("'", "'\\''")
    elif quote:
        escaped = re.sub(r'(["\\$`])', r"\\\1", value)
    else:
        return re.sub(r"([^\w/.:=@%+,-])", r"\\\1", value)
    # Bash closes the quote after a completion, unless that ends with one.
    return escaped + quote if value.endswith(quote) else escaped


# --- the values of arguments ----------------------------------------------------------------------


def languages(context: click.Context, begun: str) -> list[CompletionItem]:
    """The languages of the site."""
    return _beginning(begun, _site(_root(context)).languages)


def tags(context: click.Context, begun: str) -> list[CompletionItem]:
    """The tags of the archive, of one language if the command names it."""
    state = _root(context) / STATE_FOLDER
    names = completions.terms(state, "tags", context.params.get("lang"), begun)
    return _beginning(begun, names)


def pages(context: click.Context, begun: str) -> list[CompletionItem]:
    """The arguments of `explain`: the addresses of the site and the paths of its articles."""
    root, begun = _root(context), forms.composed(begun)
    candidates = list(_articles(root, begun)) if not begun.startswith("/") else []
    if begun.startswith("/") or not begun:
        with suppress(database.Failure):
            candidates += completions.addresses(root / STATE_FOLDER, begun or "/")
    return _beginning(begun, candidates)


def _beginning(begun: str, candidates: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(value) for value in candidates if value.startswith(begun)]


def _root(context: click.Context) -> Path:
    return (context.params.get("root") or reader.find_root(Path.cwd())).resolve()


def _site(root: Path) -> Site:
    return reader.load(root)


def _articles(root: Path, begun: str) -> Iterator[str]:
    """The articles in the folder that was typed, and the folders that lead to articles."""
    options = _site(root).articles
    top, articles = Path(forms.composed(str(root / options.folder))), scan.pattern(options.include)
    named = begun[: begun.rfind("/") + 1]
    folder = Path(forms.real(named or ".")).resolve()
    above = Path(forms.composed(str(folder)))
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        name = forms.composed(entry.name)
        path = above / name
        if name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if path.is_relative_to(top) or top.is_relative_to(path):
                yield f"{named}{name}/"
        elif path.is_relative_to(top) and articles.fullmatch(path.relative_to(top).as_posix()):
            yield named + name


# --- the scripts ----------------------------------------------------------------------------------

SCRIPTS = {
    "bash": r"""
_kazarchive_completion() {
    local how
    COMPREPLY=()
    {
        IFS= read -r how
        mapfile -t COMPREPLY
    } < <("$1" completion bash -- "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    case $how in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
        *) [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace ;;
    esac
}
complete -o nosort -F _kazarchive_completion kazarchive
""",
    "zsh": r"""
#compdef kazarchive
_kazarchive_completion() {
    local -a answer plain open described
    local line one value
    line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX"
    answer=("${(@f)$("$words[1]" completion zsh -- "$line" 2>/dev/null)}")
    case $answer[1] in
        files) compset -P '--[^=]##='; _files ;;
        folders) compset -P '--[^=]##='; _files -/ ;;
        words)
            for one in "${(@)answer[2,-1]}"; do
                value=${one%%$'\t'*}
                case $one in
                    *$'\t'*) described+=("${value//:/\\:}:${one#*$'\t'}") ;;
                    */) open+=("$value") ;;
                    *) plain+=("$value") ;;
                esac
            done
            (( $#described )) && _describe kazarchive described
            (( $#open )) && compadd -S '' -- "${(@)open}"
            (( $#plain )) && compadd -- "${(@)plain}"
            ;;
    esac
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
compdef _kazarchive_completion kazarchive
""",
    "fish": r"""
function _kazarchive_completion
    set -l line (commandline -cp)
    set -l words (commandline -opc)
    set -l token (commandline -ct)
    set -l flag (string match -r '^--[^=]*=' -- "$token")
    set -l value (string replace -r '^--[^=]*=' '' -- "$token")
    set -l answer ($words[1] completion fish -- "$line" 2>/dev/null)
    set -l how $answer[1]
    set -e answer[1]
    switch "$how"
        case words
            printf '%s\n' $answer
        case files
            printf '%s\n' "$flag"(__fish_complete_path "$value")
        case folders
            printf '%s\n' "$flag"(__fish_complete_directories "$value" '')
    end
end
complete --command kazarchive --no-files --keep-order --arguments '(_kazarchive_completion)'
""",
}
"""Shell → the script that `eval "$(kazarchive completion SHELL)"` evaluates."""
