"""Decides in which language the program speaks: as asked, or as the system does (POSIX)."""

from collections.abc import Iterator, Mapping, Sequence

ENGLISH = "en"
LANGUAGES = (ENGLISH, "kk", "ru")

OPTION = "--lang"
VARIABLE = "KAZARCHIVE_LANG"

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order of POSIX: the first that is set is the locale of messages."""

_PLAIN = {"", "C", "POSIX"}
"""The locale of a machine that has none; gettext then ignores LANGUAGE."""


def chosen(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """One of LANGUAGES. `words`: the command line without the name of the program."""
    wishes = (*_options(words), environment.get(VARIABLE, ""))
    return next((wish for wish in wishes if wish in LANGUAGES), None) or _of_system(environment)


def _options(words: Sequence[str]) -> Iterator[str]:
    """The values of the option before the command: commands have an option of the same name."""
    rest = iter(words)
    for word in rest:
        if word == OPTION:
            yield next(rest, "")
        elif word.startswith(f"{OPTION}="):
            yield word.partition("=")[2]
        elif not word.startswith("-"):
            return


def _of_system(environment: Mapping[str, str]) -> str:
    locale = next(filter(None, (environment.get(name) for name in _LOCALES)), "")
    if locale.partition(".")[0] in _PLAIN:
        return ENGLISH
    wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    codes = (wish.replace("-", "_").partition("_")[0].partition(".")[0] for wish in wanted)
    return next((code for code in codes if code in LANGUAGES), ENGLISH)
