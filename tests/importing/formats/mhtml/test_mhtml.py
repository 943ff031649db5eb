"""Pages saved as one file → articles, as an import makes them."""

import pytest

from archives import Archive
from importing.documents import body, one, read

KK = "Үкімет газ бағасын алты айға бұрынғы деңгейге қайтаратынын хабарлады, деп жазды баспасөз."
MORE = "Наразылық Жаңаөзенде басталып, екі күннен кейін Алматыға жетті, деп хабарлады тілшілер."
HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example.kz/kk/gas\r\n"
    "Date: Wed, 05 Jan 2022 10:00:00 GMT\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
)
PAGE = (
    "<html><head><meta http-equiv=a content='text/html; charset=windows-1251'>"
    "<title>Газ ба&#1171;асы</title></head><body><h1>Газ ба&#1171;асы</h1>"
    "<p>2022 жылғы 5 қаңтар</p><p>{}</p>"
    "<figure><img src='{}'><figcaption>Сурет</figcaption></figure>"
    "<p>{}</p><iframe src='cid:frame-2@x'></iframe></body></html>"
)
IMAGE = (
    "--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <i@x>\r\n"
    "Content-Location: https://news.example.kz/i/map.jpg\r\n\r\n/9j/AAAA\r\n"
)
FRAME = "--b\r\nContent-Type: text/html\r\nContent-ID: <frame-2@x>\r\n\r\n<p>Advertisement\r\n"


def saved(page: str, *more: str) -> bytes:
    part = f"--b\r\nContent-Type: text/html\r\nContent-Location: /kk/gas\r\n\r\n{page}\r\n"
    text = HEAD + part + "".join(more) + "--b--\r\n"
    return text.encode("cp1251", "xmlcharrefreplace")


@pytest.mark.parametrize(
    "address", ["https://news.example.kz/i/map.jpg", "../i/map.jpg", "cid:i@x"]
)
def test_a_saved_page_becomes_an_article_with_its_images(trilingual: Archive, address: str) -> None:
    row = one(trilingual, saved(PAGE.format(KK, address, MORE), IMAGE, FRAME), name="gas.mhtml")
    article = read(trilingual, row)
    assert (article.entry.title, article.entry.lang) == ("Газ бағасы", "kk")
    assert article.source
    assert (article.source.kind, article.source.url, article.source.retrieved) == (
        "mhtml",
        "https://news.example.kz/kk/gas",
        "2022-01-05T10:00:00Z",
    )
    assert row.article
    (image,) = (trilingual.root / row.article).parent.glob("*.jpg")
    assert body(trilingual, row) == f'{KK}\n\n![]({image.name} "Сурет")\n\n{MORE}'
    assert image.read_bytes() == b"\xff\xd8\xff\0\0\0"


def test_the_text_of_a_page_of_frames_is_in_a_frame(trilingual: Archive) -> None:
    frames = "<html><frameset><frame src='cid:frame-2@x'></frameset></html>"
    frame = FRAME.replace("<p>Advertisement", PAGE.format(KK, "a", MORE)).replace(
        "Content-ID", "Content-Location: https://news.example.kz/text\r\nContent-ID"
    )
    row = one(trilingual, saved(frames, frame), name="gas.mht")
    assert KK in body(trilingual, row)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEAD + "--b\r\nContent-Type: text/css\r\n\r\na\r\n--b--", "K0863"),
        (HEAD + "--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n--b--", "K0861"),
        (HEAD, "K0863"),
        (HEAD + "--b\r\n\r\n" * 6_000, "K0863"),
    ],
)
def test_a_file_without_an_article_is_refused(trilingual: Archive, content: str, code: str) -> None:
    row = one(trilingual, content, name="gas.mhtml")
    assert row.problem
    assert (row.outcome, row.problem.code) == ("refused", code)
