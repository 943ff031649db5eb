"""Readers find what they look for in news of 2018 in three languages (ntrex.py)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archives import TRILINGUAL, Archive
from kazarchive.rules import search_index
from ntrex import ABSENT, NTREX
from search.reader import ask, names

pytestmark = pytest.mark.skipif(not NTREX.is_dir(), reason=ABSENT)

JUDGED = """
ru | аварии велосипедистов в Дептфорде | bbc.381679
ru | самоубийства на мостах | bbc.381749
ru | беспорядки тюрьма | bbc.381735
ru | авиакатастрофы Микронезия | cbsnews.248411
ru | ядерное разоружение Кореи | cnbc.com.6769
ru | кража банкомат | cnn.304404
ru | секретные аккаунты детей | dailymail.co.uk.298602
ru | студент Гарварда | dailymail.co.uk.298759
ru | визит Эрдогана в Кёльн | euronews-en.153800
ru | косметический рынок Великобритании | guardian.221754
ru | Льюис Хэмилтон гран-при России | independent.226349
ru | ураган Роза | newsweek.51338
ru | жертвы цунами в Индонезии | nytimes.184860 reuters.218863
ru | сепаратисты полиция референдум | reuters.218888
ru | референдум о названии страны | reuters.218932
ru | торговые войны с Америкой | telegraph.405408
ru | работники ЕС в Шотландии | scotsman.133783
ru | медвежонок издатели | telegraph.405430
kk | велосипедші апаты | bbc.381679
kk | түрмедегі толқулар | bbc.381735
kk | көпірдегі суицид | bbc.381749
kk | ұшақтың апаты Микронезия | cbsnews.248411
kk | солтүстік корея ядролық | cnbc.com.6769
kk | банкомат ұрылар | cnn.304404
kk | балалардың әлеуметтік желілері | dailymail.co.uk.298602
kk | гарвардтың студенттері | dailymail.co.uk.298759
kk | Эрдоган Кельн | euronews-en.153800
kk | Роза құйын | newsweek.51338
kk | индонезия цунами | nytimes.184860 reuters.218863
kk | сепаратистер полиция | reuters.218888
kk | елдің атауы референдум | reuters.218932
kk | сауда соғыстары | telegraph.405408
kk | Лондондерри | bbc.381780
kk | өлім жазалары | abcnews.306774
kk | сөйлейтін аюлар | telegraph.405430
en | cyclists Deptford | bbc.381679
en | suicide bridges | bbc.381749
en | prison officers hurt | bbc.381735
en | plane crashes lagoon | cbsnews.248411
en | nuclear disarmament Korea | cnbc.com.6769
en | thieves ATM | cnn.304404
en | secret account children | dailymail.co.uk.298602
en | Harvard sleeping course | dailymail.co.uk.298759
en | Erdogan Cologne mosque | euronews-en.153800
en | hurricane flooding Phoenix | newsweek.51338
en | tsunami tolls | nytimes.184860 reuters.218863
en | separatists clashes | reuters.218888
en | Macedonian name referendums | reuters.218932
ru | severnaya koreya | cnbc.com.6769
kk | indoneziya tsunami | nytimes.184860 reuters.218863
ru | вулкан пепел Мексика | abcnews.306764
ru | сожженная заживо женщина | abcnews.306776
ru | рост случаев ВИЧ в Китае | bbc.381669
ru | новое имя рэппера | bbc.381647
ru | нападение с ножом ресторан Белфаста | bbc.381701
ru | перебежчики Северная Корея | bbc.381736
ru | вакцины против рака | dailymail.co.uk.298630
ru | четырёхдневная рабочая неделя | dailymail.co.uk.298686
ru | пенсионные сбережения женщин | cnbc.com.6770
ru | китайский фермер свинья | newsweek.51331
ru | дети мигрантов в Техасе | nytimes.184862
ru | акула напала на мальчика | upi.176266
ru | mekhiko vulkan | abcnews.306764
kk | мехико жанартаулары | abcnews.306764
kk | қытайдағы АИТВ | bbc.381669
kk | солтүстік кореядан қашу | bbc.381736
kk | қытай фермерлері шошқа | newsweek.51331
kk | ракқа қарсы вакциналар | dailymail.co.uk.298630
kk | әйелдердің зейнетақысы | cnbc.com.6770
kk | акуланың шабуылы Калифорния | upi.176266
kk | мигранттардың балалары Техас | nytimes.184862
kk | неміс әскери кемелері | rt.com.91350
kk | роналдуға айып зорлау | rt.com.91334
kk | qytai fermer | newsweek.51331
kk | кытай фермери | newsweek.51331
en | volcanoes ash Mexico | abcnews.306764
en | rapper changing names | bbc.381647
en | Belfast stabbings | bbc.381701
en | cancer vaccines | dailymail.co.uk.298630
en | four-day weeks | dailymail.co.uk.298686
en | German warships postponed | rt.com.91350
en | secret lives of bats | scotsman.133773
en | US ambassador accused China | reuters.218933
en | shark injuring boy lobsters | upi.176266
en | migrants kids tent camps | nytimes.184862
en | Syrian refugees returning | euronews-en.153799
en | Kavanaugh FBI investigating | telegraph.405413 cbsnews.248471
"""
"""Language, what is typed, the stories that were meant (the same in all three languages)."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The corpus as an archive: a story stands at `/2018/MM/DD/NAME/`."""
    archive = Archive(tmp_path_factory.mktemp("news"))
    archive.configure(
        TRILINGUAL.replace("example/base/", "example/") + "[search]\nenabled = true\n"
    )
    for file in sorted(NTREX.glob("??/*.txt")):
        title, _, body = file.read_text("utf-8").partition("\n")
        day = sum(map(ord, file.stem)) % 28 + 1
        date = f"2018-{day % 12 + 1:02}-{day:02}"
        name, lang = slug(file.stem), file.parent.name
        archive.article(f"2018/{name}.{lang}.md", body, title=title, date=date, slug=name)
    archive.build()
    return archive


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_drawer_of_real_articles_of_600_words_is_small(lang: str) -> None:
    """As many stories, two at a time, as a segment of two drawers holds."""
    files = sorted((NTREX / lang).glob("*.txt"))[: 4 * search_index.PER_DRAWER]
    texts = [file.read_text("utf-8").partition("\n") for file in files]
    pairs = zip(texts[::2], texts[1::2], strict=True)
    packed = [search_index.pack(one[0], one[2] + other[2], [], lang) for one, other in pairs]
    segment = search_index.Segment([["/"]] * len(packed), packed, lang)
    assert search_index.drawers(segment.size) == 2
    assert max(len(segment.drawer(number)) for number in (0, 1)) <= 35_000


def slug(stem: str) -> str:
    return stem.replace(".", "-")


def test_readers_find_what_they_mean_among_the_first_ten(
    news: Archive, tmp_path: Path, tally: Callable[[str], None]
) -> None:
    judged = [line.split(" | ") for line in JUDGED.strip().splitlines()]
    assert len(judged) == 87
    answers = ask(news.output, [{"lang": lang, "q": q} for lang, q, _ in judged], tmp_path)
    missed = [
        f"{lang}: {typed}"
        for (lang, typed, meant), answer in zip(judged, answers, strict=True)
        if not {slug(one) for one in meant.split()} & {*names(answer)}
    ]
    tally(f"judged queries that find their article: {87 - len(missed)} of 87")
    assert len(missed) <= 2, missed


def test_every_headline_finds_its_own_article(
    news: Archive, tmp_path: Path, long: bool, tally: Callable[[str], None]
) -> None:
    every = sorted(NTREX.glob("??/*.txt"))
    assert len(every) == 369
    files = every if long else every[::4]
    titles = [file.read_text("utf-8").partition("\n")[0] for file in files]
    asked = [
        {"lang": file.parent.name, "q": title.replace('"', " ")}
        for file, title in zip(files, titles, strict=True)
    ]
    answers = ask(news.output, asked, tmp_path)
    missed = [
        title
        for file, title, answer in zip(files, titles, answers, strict=True)
        if slug(file.stem) not in names(answer)
    ]
    tally(f"headlines that find their own article: {len(files) - len(missed)} of {len(files)}")
    assert not missed
