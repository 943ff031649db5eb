"""One system of translation: messages of the theme, labels, citations and the preview."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import kazarchive
from archives import CONFIG, Archive
from kazarchive.config.options import Site
from kazarchive.problems import ProblemsFound
from kazarchive.reading.theme_files import template_layers
from kazarchive.rendering import translations
from kazarchive.rendering.theme import Theme
from kazarchive.rendering.translations import Translations
from kazarchive.rules import citation

ROOT = Path(__file__).parents[2]
SITE = Site((("", "T"),), "https://archive.example/", ("en", "ru", "kk"), "Asia/Almaty")
BUNDLED = Translations(template_layers(ROOT))

Used = tuple[str | None, str]
"""(context, message)."""


def of_templates() -> Iterator[Used]:
    files = (one for one in (ROOT / "templates").rglob("*") if one.suffix not in (".po", ""))
    text = "".join(one.read_text("utf-8") for one in files if one.is_file())
    for call in (r'(?<![\w.])_\("((?:[^"\\]|\\.)+)"', r'ngettext\("([^"]+)"'):
        yield from ((None, message) for message in re.findall(call, text))
    yield from ((None, message) for message in re.findall(r'translated\([^,]+, "([^"]+)"', text))


def of_code() -> Iterator[Used]:
    """Literal arguments of `gettext`, `ngettext` and `pgettext`."""
    for file in Path(kazarchive.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                given = [one.value for one in call.args if isinstance(one, ast.Constant)]
                if call.func.attr in ("gettext", "ngettext") and given:
                    yield None, str(given[0])
                if call.func.attr == "pgettext" and len(given) == 2:
                    yield str(given[0]), str(given[1])


def of_tables() -> Iterator[Used]:
    yield from (("citation", month) for month in citation.MONTHS)
    yield from (("taxonomy", taxonomy.name.capitalize()) for taxonomy in SITE.taxonomies)
    yield "taxonomy", "Sections"


def messages(lang: str) -> list[Message]:
    with (ROOT / "templates/locale" / f"{lang}.po").open("rb") as file:
        return [message for message in read_po(file, abort_invalid=True) if message.id]


def forms(message: Message) -> list[str]:
    """Of its translation: several where a number decides; an empty one where there is none."""
    strings = [message.string] if isinstance(message.string, str) else message.string or [""]
    return [str(one) for one in strings]


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_every_message_is_translated_and_none_is_unused(lang: str) -> None:
    used = {*of_templates(), *of_code(), *of_tables()}
    translated = {
        (one.context, one.id[0] if isinstance(one.id, tuple) else one.id)
        for one in messages(lang)
        if all(forms(one))
    }
    assert len({*of_templates()}) > 20
    assert len({*of_code()}) > 20
    assert used == translated


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_a_translation_has_the_parts_of_its_message(lang: str) -> None:
    for message in messages(lang):
        if message.context == "citation":
            continue  # the day of a citation has forms to choose from
        ids = [message.id] if isinstance(message.id, str) else message.id
        parts = {*re.findall(r"%(?:\(\w+\))?s", ids[-1])}
        assert all({*re.findall(r"%(?:\(\w+\))?s", one)} == parts for one in forms(message)), (
            message.id
        )


def test_every_text_in_cyrillic_is_in_a_catalogue() -> None:
    """A table of translations in the code would be a second system."""
    texts = {text for lang in ("ru", "kk") for one in messages(lang) for text in [one.string]}
    long = {text for text in texts if isinstance(text, str) and re.search("[а-я] [а-я]", text)}
    for file in Path(kazarchive.__file__).parent.rglob("*.py"):
        literals = (
            one.value
            for one in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(one, ast.Constant)
        )
        assert not long & {one for one in literals if isinstance(one, str)}, file


def test_a_kept_catalogue_is_used_while_it_is_undamaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search() -> str:
        return Translations(template_layers(ROOT), tmp_path / "cache").of("ru").gettext("Search")

    assert search() == "Поиск"
    (file,) = (tmp_path / "cache").glob("*.kept")
    with monkeypatch.context() as patched:
        patched.setattr(translations, "compiled_po", pytest.fail)
        assert search() == "Поиск"
    file.write_bytes(file.read_bytes().replace("Поиск".encode(), "Позор".encode()))
    assert search() == "Поиск"


def test_a_broken_catalogue_is_english_until_the_page_is_rendered(tmp_path: Path) -> None:
    file = tmp_path / "templates/locale/ru.po"
    file.parent.mkdir(parents=True)
    file.write_text("nonsense", "utf-8")
    broken = Translations([tmp_path / "templates"])
    assert broken.or_english("ru").gettext("Search") == "Search"
    with pytest.raises(ProblemsFound):
        broken.of("ru")


def test_a_site_translates_labels_and_citations_itself(archive: Archive) -> None:
    archive.write(
        "templates/locale/en.po",
        'msgctxt "taxonomy"\nmsgid "Tags"\nmsgstr "Subjects"\n\n'
        'msgid "[website]"\nmsgstr "[web site]"\n',
    )
    archive.article("a.md", tags="[gas]")
    archive.build()
    assert "<h1>Subjects</h1>" in archive.page("/tags/")
    assert "[web site]" in archive.page("/2022/01/05/a/")


def test_labels_of_the_configuration_go_before_translations() -> None:
    (own,) = (one for one in SITE.taxonomies if one.name == "tags")
    assert own.label("kk", BUNDLED.of("kk")) == "Тақырыптар"
    assert own.label("de", BUNDLED.of("de")) == "Tags"


def test_a_regional_language_cites_as_its_base_language_does(archive: Archive) -> None:
    archive.configure(CONFIG + 'languages = ["ru-KZ"]\n')
    archive.article("a.md")
    archive.build()
    assert "[Электронный ресурс]" in archive.page("/2022/01/05/a/")


@pytest.mark.parametrize(
    ("lang", "n", "written"),
    [
        ("en", 0, "0 articles"),
        ("en", 1, "1 article"),
        ("ru", 1, "1 статья"),
        ("ru", 2, "2 статьи"),
        ("ru", 5, "5 статей"),
        ("ru", 11, "11 статей"),
        ("ru", 21, "21 статья"),
        ("ru", 112, "112 статей"),
        ("kk", 1, "1 мақала"),
        ("kk", 5, "5 мақала"),
        ("kk", 21, "21 мақала"),
    ],
)
def test_articles_are_counted_as_each_language_does(
    theme: Theme, lang: str, n: int, written: str
) -> None:
    counted = theme.functions(lang)["ngettext"]("%(n)s article", "%(n)s articles", n)
    assert counted == written
