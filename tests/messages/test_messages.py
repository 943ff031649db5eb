"""The catalogues of messages: what they have, and how a message is made of them."""

import ast
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import kazarchive
from errors.golden import CASES
from kazarchive.cli.language import FOLDER, in_language
from kazarchive.messages.messages import IN_ENGLISH, LIBRARY, VALUES
from kazarchive.messages.patterns import Pattern, verbatim
from kazarchive.problems import WORDINGS, Place, Problem, gathered
from kazarchive.problems.drawing import drawn

SOURCE = Path(kazarchive.__file__).parent
LANGUAGES = ("kk", "ru")
PLURALS = {"kk": 2, "ru": 3}

NOUNS = {"articles"}
"""Places for an English noun after a number, which a translation can leave out: it has its own."""


CLICK = ("Show this message and exit.", "Show the version and exit.", "Options", "Commands")
"""What click adds to a help."""


@cache
def catalogue(lang: str) -> Catalog:
    return read_po(io.BytesIO((FOLDER / f"{lang}.po").read_bytes()), abort_invalid=True)


@cache
def messages(lang: str) -> list[Message]:
    return [message for message in catalogue(lang) if message.id]


def texts(message: Message) -> tuple[list[str], list[str]]:
    """(English, translated), each with all plural forms."""
    return _list(message.id), _list(message.string)


def _list(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(one) for one in text]  # type: ignore[attr-defined]


def places(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", text))


@cache
def literals() -> str:
    """All strings of the source, whole and in parts."""
    return "\n".join(_strings())


def _strings() -> Iterator[str]:
    yield from CLICK
    for template in SOURCE.rglob("report.html"):
        yield from re.findall(r't\("([^"]*)"', template.read_text("utf-8"))
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
                yield " ".join(node.value.split())  # the paragraphs of a help


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_translated_and_none_is_left_from_before(lang: str) -> None:
    for message in messages(lang):
        english, translated = texts(message)
        assert all(translated), f"{english[0]!r} has no translation"
        assert not message.fuzzy, english[0]
        if message.context != LIBRARY:
            gone = [part for part in _parts(message) if part.strip(" `;,") not in literals()]
            assert not gone, f"nothing says {gone} any more: mend {lang}.po"


def _parts(message: Message) -> list[str]:
    """A message whole, and of a value what is between its places: it may be composed of parts."""
    english = texts(message)[0][0]
    if not message.context:
        return [english]
    parts = re.split(r"(?<!\{)\{\w+\}", english)
    return [part.replace("{{", "{").replace("}}", "}") for part in parts]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_is_translated(lang: str) -> None:
    known = {texts(message)[0][0] for message in messages(lang) if not message.context}
    missing = [
        f'#. {code}\nmsgid "{text}"'
        for code, wording in sorted(WORDINGS.items())
        for text in (wording.message, wording.help)
        if re.search(r"\w", re.sub(r"\{\w+\}", "", text)) and text not in known
    ]
    assert not missing, f"add to src/kazarchive/messages/{lang}.po:\n\n" + "\n\n".join(missing)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_is_there_once(lang: str) -> None:
    written = (FOLDER / f"{lang}.po").read_text("utf-8")
    entries = re.findall(r'^(?:msgctxt "\w+"\n)?msgid ".+"$', written, re.MULTILINE)
    assert not [entry for entry, times in Counter(entries).items() if times > 1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_the_places_of_its_message(lang: str) -> None:
    for message in messages(lang):
        english, translated = texts(message)
        for form in translated:
            lost = places(english[0]) - places(form) - NOUNS
            added = places(form) - places(english[0])
            assert not lost, f"{form!r} in {lang}.po lacks {lost}"
            assert not added, f"{form!r} in {lang}.po has {added}, which {english[0]!r} has not"
            form.format_map(dict.fromkeys(places(form), ""))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_the_plural_forms_of_its_language(lang: str) -> None:
    assert catalogue(lang).num_plurals == PLURALS[lang]
    for message in messages(lang):
        if isinstance(message.id, tuple | list):
            assert len(_list(message.string)) == PLURALS[lang], message.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_in_backticks_is_the_same_in_all_languages(lang: str) -> None:
    for message in messages(lang):
        english, translated = texts(message)
        quoted = set(re.findall(r"`[^`]*`", english[0]))
        for form in translated:
            assert set(re.findall(r"`[^`]*`", form)) == quoted, form


def said_by_commands() -> Iterator[str]:
    """What is passed to `text` and `count` in cli/, as a string or by a name in the same file."""
    for file in (SOURCE / "cli").glob("*.py"):
        nodes = [*ast.walk(ast.parse(file.read_text("utf-8")))]
        named = [pair for node in nodes for pair in _assigned(node)]
        for node in nodes:
            if isinstance(node, ast.Call) and node.args:
                function, argument = ast.unparse(node.func).rpartition(".")[2], node.args[0]
                values = [value for name, value in named if name == ast.unparse(argument)]
                for value in [argument, *values] if function in ("text", "count") else ():
                    if isinstance(value, ast.Constant):
                        yield str(value.value)


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            yield from zip(map(ast.unparse, names), values, strict=True)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            yield name, value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_commands_say_is_translated(lang: str) -> None:
    known = {texts(message)[0][0] for message in messages(lang) if not message.context}
    said = {*said_by_commands()}
    assert "Removed the state." in said
    assert "{n} finding in {articles}." in said
    missing = [f"msgid {text!r}" for text in sorted(said - known)]
    assert not missing, f"add to src/kazarchive/messages/{lang}.po:\n\n" + "\n\n".join(missing)


QUOTED = re.compile(r'`[^`]*`|"[^"]*"|\([^)]*\)')
PROSE = re.compile(r"(?<![\w./])[a-z]{3,} [a-z]{2,}(?![\w./])")
NAME = {"article", "articles", "avif", "name", "tags"}
"""Single words that are names, or the noun after a number, which a translation leaves out."""

FOREIGN = {"K0406", "K0432", "K0441", "K0501", "K0503", "K0810"}
"""Problems with what a library or the text of an author says."""

NAMES = {"K0108": "known", "K0130": "known", "K0131": "known", "K0602": "known"}
"""Values that list names of fields and keys."""


def told() -> Iterator[tuple[str, str, str]]:
    """(code, name, value) of each value that a case of tests/errors shows outside of backticks."""
    for file in CASES.glob("*.txt"):
        said = file.read_text("utf-8").rpartition("=== run")[2]
        for code, message, rest in re.findall(
            r"^(?:error|warning)\[(K\d+)\]: (.*)\n((?:(?!.*= help).*\n)*.*= help: .*)", said, re.M
        ):
            yield from _values(code, WORDINGS[code].message, message)
            yield from _values(code, WORDINGS[code].help, rest.rpartition("= help: ")[2])


def _values(code: str, english: str, text: str) -> Iterator[tuple[str, str, str]]:
    pattern = Pattern.of(english)
    first, *others = map(re.escape, pattern.literals)
    found = re.fullmatch(first + "".join(f"(.*?){other}" for other in others), text)
    assert found, (english, text)
    for name, value in zip(pattern.places, found.groups(), strict=True):
        if value and name not in verbatim(english) and NAMES.get(code) != name:
            yield code, name, value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_value_of_a_problem_is_left_in_english(lang: str) -> None:
    words = in_language(lang)
    left = [
        f"{code}: {value!r} → {shown!r}"
        for code, _, value in sorted({*told()})
        if code not in FOREIGN and value not in NAME
        if PROSE.search(QUOTED.sub("", shown := words.value(value)))
        or (shown == value and re.fullmatch("[a-z]+", value))
    ]
    advice = f'add the text of these values to {lang}.po, with msgctxt "value":\n'
    assert not left, advice + "\n".join(left)


def problem(code: str, **values: str) -> Problem:
    return Problem(code, Place("articles/a.md", 3, 7, 3, "a: bad"), values)


def test_a_problem_is_drawn_in_russian() -> None:
    value = problem("K0103", field="date", reason="there is no month 13", hint="write `2024-01-05`")
    assert drawn(value, in_language("ru")).splitlines() == [
        "ошибка[K0103]: `date` – неверная дата: нет месяца 13",
        "  --> articles/a.md:3:7",
        "   |",
        " 3 | a: bad",
        "   |       ^^^",
        "   = совет: напишите `2024-01-05`",
    ]


def test_a_problem_is_drawn_in_kazakh() -> None:
    value = problem("K0104", field="title", hint="write `title: …` on one line")
    first, *_, last = drawn(value, in_language("kk")).splitlines()
    assert first == "қате[K0104]: `title` жоқ"
    assert last == "  = кеңес: `title: …` деп бір жолға жазыңыз".replace("  =", "   =")


@pytest.mark.parametrize(
    ("count", "end"), [("1", "1 статье"), ("3", "3 статьях"), ("1,005", "1\u00a0005 статьях")]
)
def test_a_count_decides_about_the_noun(count: str, end: str) -> None:
    value = problem("K0107", field="a b", count=count, articles="articles")
    assert value.message_in(in_language("ru")) == f"неизвестное поле `a b`, в {end}"


def test_what_an_author_wrote_is_not_translated() -> None:
    value = problem("K0106", field="a string", suggestion="; did you mean `a date`?", hint="x")
    assert value.message_in(in_language("ru")) == (
        "неизвестное поле `a string`; может быть, `a date`?"
    )
    assert value.help_in(in_language("ru")) == "x"


def test_what_is_half_known_stays_in_english() -> None:
    value = problem("K0104", field="title", hint="write something that nobody has translated")
    assert value.help_in(in_language("kk")) == value.help


def test_braces_of_an_author_are_no_places() -> None:
    value = problem("K0106", field="{field} {0}", suggestion="", hint="write `{hint}`")
    assert "`{field} {0}`" in value.message_in(in_language("kk"))
    assert value.help_in(in_language("kk")) == "`{hint}` деп жазыңыз"


def test_gathered_problems_say_so_in_every_language() -> None:
    places = [Place(f"articles/{name}.md", 1) for name in "abcd"]
    [one] = gathered([Problem("K0416", place, {"tag": "form"}) for place in places])
    assert in_language("ru").value(one.values["more"]) == (
        ", здесь и ещё в 3 местах в 3 других файлах"
    )


def test_english_is_as_it_was_written() -> None:
    assert IN_ENGLISH.count("{n} page", "{n} pages", 1) == "1 page"
    assert IN_ENGLISH.count("{n} page", "{n} pages", 2000) == "2,000 pages"
    assert IN_ENGLISH.value("a string") == "a string"


def test_a_hostile_value_takes_no_time() -> None:
    value = "write `" + "` or `" * 20_000
    assert in_language("ru").value(value)


def test_the_context_of_values_is_theirs_alone() -> None:
    contexts = {message.context for lang in LANGUAGES for message in messages(lang)}
    assert contexts == {None, *VALUES}
