"""Which language is meant: by the option, the variable, or the locale of the system."""

import pytest

from kazarchive.messages.languages import chosen


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "kk_KZ@cyrillic"}, "kk"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "ru_RU.UTF-8", "LANG": "kk_KZ.UTF-8"}, "ru"),
        ({"LC_ALL": "kk_KZ.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "kk"),
        ({"LANGUAGE": "kk:ru", "LANG": "en_US.UTF-8"}, "kk"),
        ({"LANGUAGE": "uz:ru_RU:en", "LANG": "en_US.UTF-8"}, "ru"),
        ({"LANGUAGE": "en", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LANGUAGE": "kk", "LANG": "C"}, "en"),
        ({"LANGUAGE": "kk"}, "en"),
        ({"KAZARCHIVE_LANG": "kk", "LC_ALL": "ru_RU.UTF-8"}, "kk"),
        ({"KAZARCHIVE_LANG": "en", "LC_ALL": "ru_RU.UTF-8"}, "en"),
        ({"KAZARCHIVE_LANG": "xx", "LC_ALL": "ru_RU.UTF-8"}, "ru"),
    ],
    ids=str,
)
def test_the_system_names_a_language(environment: dict[str, str], lang: str) -> None:
    assert chosen(["build"], environment) == lang


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("--lang ru build", "ru"),
        ("--lang=ru build", "ru"),
        ("--help --lang ru", "ru"),
        ("--debug --lang ru build --lang en", "ru"),
        ("new Title --lang ru", "kk"),
        ("--lang", "kk"),
        ("--lang xx build", "kk"),
    ],
)
def test_the_option_before_the_command_decides(line: str, lang: str) -> None:
    assert chosen(line.split(), {"KAZARCHIVE_LANG": "kk"}) == lang
