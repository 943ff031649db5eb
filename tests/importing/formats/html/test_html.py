"""Saved pages and copies of sites → articles, as an import makes them."""

import shutil
from pathlib import Path

import pytest

from archives import Archive
from importing.documents import body, read, run

KK = "Үкімет газ бағасын алты айға бұрынғы деңгейге қайтаратынын хабарлады, деп жазды баспасөз."
RU = "Правительство сообщило, что цены на газ вернут к прежнему уровню на шесть месяцев."
EN = "The government said that gas prices would be returned to the earlier level for six months."
APPEAL = "Нашли ошибку? Выделите её и нажмите Ctrl+Enter, мы исправим текст."


def page(title: str, inner: str, head: str = "", charset: str = "utf-8") -> bytes:
    text = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title>{head}</head>'
        f"<body><div class=menu><a href=/>Home</a></div><h1>{title}</h1>{inner}</body></html>"
    )
    return text.encode(charset, "xmlcharrefreplace")


def rows(archive: Archive, *paths: str) -> dict[str, str]:
    return {row.document.removeprefix("seeds/"): row.outcome for row in run(archive, *paths)}


def test_a_page_with_the_folder_that_a_browser_saved_beside_it(trilingual: Archive) -> None:
    image = '<figure><img src="Газ_files/map.jpg"><figcaption>The region</figcaption></figure>'
    saved = "<!-- saved from url=(0031)https://news.example.kz/gas?utm_source=x -->"
    trilingual.write("seeds/Газ.htm", page("Gas", f"{saved}<p>{EN}</p>{image}<p>{EN}</p>"))
    trilingual.write("seeds/Газ_files/map.jpg", b"\xff\xd8\xffJPEG")
    trilingual.write("seeds/Газ_files/saved_resource.html", page("Ad", f"<p>{EN * 5}</p>"))
    row, parts = run(trilingual)
    assert body(trilingual, row) == f'{EN}\n\n![](map.jpg "The region")\n\n{EN}'
    source = read(trilingual, row).source
    assert source
    assert source.url == "https://news.example.kz/gas"
    assert row.article
    assert (trilingual.root / row.article).with_name("map.jpg").is_file()
    assert parts.problem
    assert (parts.problem.code, parts.problem.values["count"]) == ("K0865", "2")


def test_images_outside_of_the_folder_stay_there(trilingual: Archive, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"secret")
    names = (secret.as_posix(), "../../secret.jpg", "link.jpg", "a%00.jpg", "x" * 5_000)
    images = "".join(f'<img src="{name}">' for name in names)
    trilingual.write("seeds/a.html", page("Gas", f"<p>{EN}</p>{images}<p>{EN}</p>"))
    shutil.copy(secret, trilingual.root / "secret.jpg")
    (trilingual.root / "seeds" / "link.jpg").symlink_to(secret)
    row, *_ = run(trilingual, "seeds/a.html")
    assert row.outcome in ("written", "draft"), row.problem
    assert not list((trilingual.root / "articles").rglob("*.jpg"))


LINKS = (
    '<p>{} <a href="{}">B</a></p><p>{}</p>'
    '<p><img src="{}" alt="A map"></p><p><a href="missing.html">C</a> {}</p>'
)


@pytest.mark.parametrize(
    ("a", "b", "to_b", "image"),
    [
        ("archive.example/kk/a.html", "archive.example/ru/b.html", "../ru/b.html", "../i/map.jpg"),
        ("archive.example/kk/a.html", "archive.example/ru/b.html", "/ru/b.html", "/i/map.jpg"),
        (
            "archive.example/kk/a.html",
            "archive.example/view.php?id=5.html",
            "../view.php%3Fid=5.html#x",
            "http://archive.example/i/map.jpg",
        ),
        (
            "archive.example/kk/a.html",
            "archive.example/view.php@id=5.html",
            "http://www.archive.example/view.php?id=5",
            "../i/map.jpg?w=300",
        ),
        (
            "archive.example+8080/kk/a.html",
            "archive.example+8080/kk/Т›Р°СЂ.html",
            "http://archive.example:8080/kk/қар.html",
            "http://archive.example:8080/i/map.jpg",
        ),
        ("old/kk/a.html", "old/b.html", "../b.html", "/i/map.jpg"),
    ],
)
def test_links_in_a_copy_of_a_site_lead_to_files(
    trilingual: Archive, a: str, b: str, to_b: str, image: str
) -> None:
    top = a.partition("/")[0]
    inner = LINKS.format(KK, to_b, KK, image, KK)
    trilingual.write(f"seeds/{a}", page("Газ бағасы", f"<p>2022 жылғы 5 қаңтар</p>{inner}"))
    trilingual.write(f"seeds/{b}", page("Цены на газ", f"<p>5 января 2022</p><p>{RU * 3}</p>"))
    trilingual.write(f"seeds/{top}/i/map.jpg", b"\xff\xd8\xffJPEG")
    found = run(trilingual)
    first = next(row for row in found if row.document.endswith("a.html"))
    text = body(trilingual, first)
    part = "#x" if to_b.endswith("#x") else ""
    assert f"[B](tseny-na-gaz.ru.md{part})" in text
    assert "![A map](map.jpg)" in text
    assert "file:" not in text
    assert first.kept == 1


def test_an_old_page_in_windows_1251_with_its_original(trilingual: Archive) -> None:
    changed = page("Цены на газ", f"<p>{RU * 3}</p>".replace("цены", "ЦЕНЫ"), charset="cp1251")
    kept = page("Газ бағасы", f"<p>{KK * 3}</p>", charset="windows-1251")
    trilingual.write("seeds/archive.example/қар.html", changed)
    trilingual.write("seeds/archive.example/қар.orig", kept)
    row, _ = run(trilingual)
    article = read(trilingual, row)
    assert (article.entry.title, article.entry.lang) == ("Газ бағасы", "kk")
    assert article.source
    assert article.source.url == "http://archive.example/%D2%9B%D0%B0%D1%80"
    assert KK in body(trilingual, row)


HTTRACK = (
    "date\tsize\tflags\tcode\tstatus\tMIME\tEtag\tURL\tlocalfile\t(from URL)\n"
    "1\t1\t-\t200\tadded\ttext/html\t-\thttp://archive.example/\t./archive.example/index.html\t\n"
    "1\t1\t-\t200\tadded\ttext/html\t-\tarchive.example/view.php?id=5"
    "\t./archive.example/viewc2e1.html\t\n"
    "1\t1\t-\t200\tadded\ttext/html\t-\thttps://archive.example/a"
    "\t./archive.example/%d0%b0.html\t\n"
    "1\t1\t-\t301\terror\ttext/html\t-\thttp://archive.example/old\t./archive.example/o\t\n"
    "1\t1\t-\t200\tadded\timage/jpeg\t-\thttp://archive.example/img?5"
    "\t./archive.example/img5.jpg\t\n\tbroken\n"
)


def test_a_copy_by_httrack_has_a_table_of_addresses(trilingual: Archive) -> None:
    mirrored = (
        "<!-- Mirrored from archive.example/a by HTTrack Website Copier/3.x [XR],"
        " Wed, 05 Jan 2022 04:00:00 GMT -->"
    )
    image = '<img src="http://archive.example/img?5">'
    inner = f'<p>{RU} <a href="viewc2e1.html?id=5">B</a></p>{image}<p>{RU}</p>'
    trilingual.write("seeds/hts-cache/new.txt", HTTRACK)
    trilingual.write("seeds/hts-log.txt", "HTTrack launched")
    trilingual.write("seeds/archive.example/а.html", page("Цены", mirrored + inner))
    trilingual.write("seeds/archive.example/viewc2e1.html", page("Газ", f"<p>{KK * 3}</p>"))
    trilingual.write("seeds/archive.example/img5.jpg", b"\xff\xd8\xffJPEG")
    index = "<html><!-- Mirror and index made by HTTrack Website Copier/3 --><p>Index"
    trilingual.write("seeds/index.html", index)
    found = {row.document.removeprefix("seeds/"): row for row in run(trilingual)}
    article = read(trilingual, found["archive.example/а.html"])
    assert article.source
    assert article.source.url == "https://archive.example/a"
    assert article.source.retrieved == "2022-01-05T04:00:00Z"
    text = body(trilingual, found["archive.example/а.html"])
    assert "[B](gaz.kk.md)" in text
    assert "![](img5.jpg)" in text
    assert found["index.html"].problem
    assert found["index.html"].problem.code == "K0860"
    assert set(found) == {
        "archive.example/а.html",
        "archive.example/viewc2e1.html",
        "index.html",
        "seeds",
    }


def test_one_page_under_many_names_is_one_article(trilingual: Archive) -> None:
    head = '<link rel="canonical" href="https://archive.example/base/news/5/">'
    text = f"<p>5 января 2022</p><p>{RU * 4}</p>"
    for name in ("news/5/index.html", "news/5/amp/index.html", "news/5/print.html"):
        trilingual.write(f"seeds/archive.example/base/{name}", page("Цены на газ", text, head))
    trilingual.write("seeds/archive.example/base/old.html", page("Цены на газ", text))
    found = run(trilingual)
    written = [row for row in found if row.outcome == "written"]
    assert [row.outcome for row in found].count("superseded") == 3
    article = read(trilingual, written[0])
    assert {"/news/5/amp/", "/old.html"} <= set(article.entry.aliases)


def test_what_many_pages_share_is_left_out_and_named(trilingual: Archive) -> None:
    for number in range(6):
        inner = f"<p>0{number + 1}.01.2022</p><p>{number}. {RU * 3}</p><p>{APPEAL}</p>"
        name = f"seeds/archive.example/n{number}.html"
        trilingual.write(
            name, page(f"Новость {number}", inner).replace(b"</title>", b" / \xd0\x92</title>")
        )
    for row in run(trilingual):
        assert row.left_out[-1] == APPEAL
        assert APPEAL not in body(trilingual, row)
        assert row.kept == 1


def test_the_same_import_again_changes_nothing(trilingual: Archive) -> None:
    trilingual.write(
        "seeds/archive.example/a.html", page("Цены", f"<p>5 января 2022</p><p>{RU * 3}</p>")
    )
    assert rows(trilingual) == {"archive.example/a.html": "written"}
    assert rows(trilingual) == {"archive.example/a.html": "unchanged"}
