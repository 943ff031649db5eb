"""The page of one article, around its text."""

from archives import Archive


def test_a_summary_that_was_written_stands_above_the_text(archive: Archive) -> None:
    archive.article("a.md", "A long paragraph.", summary="In short.")
    archive.article("b.md", "A long paragraph.")
    archive.build()
    assert '<p class="standfirst">In short.</p>' in archive.page("/2022/01/05/a/")
    assert "standfirst" not in archive.page("/2022/01/05/b/")


TIMES = {
    "en": ["1 minute to read", "1 minute to read", "2 minutes to read", "5 minutes to read"],
    "ru": ["Читать 1 минуту", "Читать 1 минуту", "Читать 2 минуты", "Читать 5 минут"],
    "kk": ["Оқуға 1 минут", "Оқуға 1 минут", "Оқуға 2 минут", "Оқуға 5 минут"],
}


def test_a_page_says_how_long_it_takes_to_read(trilingual: Archive) -> None:
    for lang in TIMES:
        words = 200 if lang == "en" else 180
        for name, n in {"a": 0, "b": words, "c": 2 * words, "d": 5 * words}.items():
            trilingual.article(f"{name}.{lang}.md", "word " * n)
    trilingual.build()
    for lang, times in TIMES.items():
        prefix = "" if lang == "en" else f"/{lang}"
        pages = [trilingual.page(f"{prefix}/2022/01/05/{name}/") for name in "abcd"]
        assert [f"{time}</p>" in page for time, page in zip(times, pages, strict=True)] == [
            True
        ] * 4


WORDS = {
    "ru": ["Статьи по теме", "На эту статью ссылаются", "В архиве", "Раньше", "Позже"],
    "kk": ["Тақырыптас мақалалар", "Осы мақалаға сілтеме жасаған мақалалар", "Мұрағатта"],
}


def test_what_stands_around_is_named_in_the_language_of_the_page(trilingual: Archive) -> None:
    for lang in WORDS:
        for name in "abc":
            trilingual.article(f"{name}.{lang}.md", f"See [b](b.{lang}.md).", tags=["Отын"])
    trilingual.build()
    for lang, words in WORDS.items():
        page = trilingual.page(f"/{lang}/2022/01/05/b/")
        assert [word for word in words if word not in page] == []
        assert "Related" not in page
