"""Which language and date a document has, and which others translate it."""

from collections import Counter

import pytest

from archives import Archive
from importing.documents import KK, RU, TWO, keys, one, read, run
from kazarchive.config import options as config_options
from kazarchive.importing.document import Document, Origin
from kazarchive.importing.formats import text


@pytest.mark.parametrize(
    ("name", "document", "asked", "date", "path"),
    [
        ("x.txt", "Title\n\nText.", "2021-12-31", "2021-12-31", "articles/2021/title.md"),
        ("2022-01-05-x.txt", "Title\n\nText.", None, "2022-01-05", "articles/2022/title.md"),
        ("2022-01-05.txt", "Title\n\nText.", "2021-12-31", "2022-01-05", "articles/2022/title.md"),
        ("x.txt", "Title\n2022-01-05\n\nText.", None, "2022-01-05", "articles/2022/title.md"),
        ("x.txt", "2022-01-05\nTitle\n\nText.", None, "2022-01-05", "articles/2022/title.md"),
        ("2021-01-01-x.txt", "T\nDate: 2022-01-05\n\nX.", None, "2022-01-05", "articles/2022/t.md"),
        (
            "x.txt",
            "Title\n2022-12-31 23:00 +00:00\n\nText.",
            None,
            "2022-12-31 23:00 +00:00",
            "articles/2023/title.md",
        ),
        ("2022-01-055.txt", "Title\n\nText.", None, None, "articles/drafts/title.md"),
        ("x.txt", "Title\n\nIn 2022-01-05 style.", None, None, "articles/drafts/title.md"),
        ("x.txt", "2022-01-05: a day\n\nText.", None, None, "articles/drafts/20220105-a-day.md"),
    ],
)
def test_a_date_is_the_documents_own_or_the_one_that_was_asked_for(
    trilingual: Archive, name: str, document: str, asked: str | None, date: str | None, path: str
) -> None:
    row = one(trilingual, document, name=name, date=asked)
    assert row.recognised
    assert (row.recognised.date, row.article) == (date, path)
    assert read(trilingual, row).draft == (date is None)


@pytest.mark.parametrize("lang", ["ru", None])
def test_the_language_is_recognised_unless_it_is_named(
    trilingual: Archive, lang: str | None
) -> None:
    row = one(trilingual, "Headline in English\n\nText.\n", date="2022-01-05", lang=lang)
    assert row.article == f"articles/2022/headline-in-english{'.ru' if lang else ''}.md"
    assert read(trilingual, row).entry.lang == (lang or "en")


def test_a_file_says_its_language_where_the_configuration_takes_another_for_granted(
    trilingual: Archive,
) -> None:
    text_before = (trilingual.root / config_options.FILE_NAME).read_text("utf-8")
    trilingual.configure(text_before + '\n[articles]\ndefaults = { lang = "ru" }\n')
    for document, lang in ((TWO, "en"), ("Заголовок\n\nЭто текст статьи.\n", "ru")):
        row = one(trilingual, document, date="2022-01-05", name=f"{lang}.txt")
        assert read(trilingual, row).entry.lang == lang


def test_one_stem_in_several_languages_is_one_article(trilingual: Archive) -> None:
    trilingual.write("seeds/en/march.1.txt", TWO)
    trilingual.write("seeds/ru/march.1.txt", RU)
    trilingual.write("seeds/march.1.kk.txt", KK)
    trilingual.write("seeds/alone.txt", "Alone\n\nText.\n")
    trilingual.write("seeds/en/twice.txt", "Twice\n\nText.\n")
    trilingual.write("seeds/two/twice.txt", "Twice again\n\nText.\n")
    rows = run(trilingual, date="2022-01-05")
    shared = ("seeds/en/march.1.txt", "seeds/ru/march.1.txt", "seeds/march.1.kk.txt")
    assert keys(rows) == dict.fromkeys(shared, "march.1") | dict.fromkeys(
        ("seeds/alone.txt", "seeds/en/twice.txt", "seeds/two/twice.txt")
    )
    groups = Counter(read(trilingual, row).entry.group for row in rows)
    assert groups.pop("=march.1") == 3
    assert set(groups.values()) == {1}


def test_equal_slugs_make_no_translations(trilingual: Archive) -> None:
    trilingual.write("seeds/a.txt", "Алматы\n\nЭто текст на русском языке.\n")
    trilingual.write("seeds/b.txt", "Алматы\n\nБұл қазақ тіліндегі мәтін.\n")
    rows = run(trilingual)
    assert [row.article for row in rows] == [
        "articles/drafts/almaty.ru.md",
        "articles/drafts/almaty-2.kk.md",
    ]
    assert len({read(trilingual, row).entry.group for row in rows}) == 2


LINKED = (
    '<p>Бағасы <a href="https://example.org/a/long/address/of/latin/letters/">өсті</a>&nbsp;.</p>'
)


@pytest.mark.parametrize(
    ("lang", "html", "chosen"),
    [(None, LINKED, "kk"), ("ru", LINKED, "ru"), ("ru_RU", LINKED, "ru"), ("kk-KZ", "<p>x", "kk")],
)
def test_the_language_of_a_text_with_markup_is_that_of_its_words(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch, lang: str | None, html: str, chosen: str
) -> None:
    document = Document(title="Баға", html=html, lang=lang, date="2022-01-05")
    monkeypatch.setattr(text, "documents", lambda _: iter([document]))
    row = one(trilingual, "x")
    assert row.recognised
    assert row.recognised.lang == chosen


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<p>Бүгін баға <b>өс</b>ті.</p><p>Тағы.</p>", "Бүгін баға өсті"),
        ("<p>Баға өсті ме? Иә.</p>", "Баға өсті ме?"),
        ("<p>Баға.</p>", "Баға."),
        ('<img src="a.png" alt="">', "https://a.example/1"),
        (f"<p>{'Сөз ' * 40}</p>", f"{'Сөз ' * 19}Сөз…"),
        (f"<p>{'x' * 200}</p>", f"{'x' * 80}…"),
    ],
)
def test_a_text_without_a_title_gets_its_first_words(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch, html: str, title: str
) -> None:
    origin = Origin(url="https://a.example/1")
    document = Document(title=" ", html=html, date="2022-01-05", origin=origin)
    monkeypatch.setattr(text, "documents", lambda _: iter([document]))
    row = one(trilingual, "x")
    assert row.recognised
    assert row.recognised.title == title
    assert row.notes[0].kind == "guessed"


def test_a_language_that_the_site_does_not_have_is_told(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document(title="T", html="<p>x</p>", lang="de", date="2022-01-05")
    monkeypatch.setattr(text, "documents", lambda _: iter([document]))
    row = one(trilingual, "x")
    assert (row.outcome, row.problem and row.problem.code) == ("refused", "K0115")
