"""The bytes of documents become text, and what is doubtful is said with its place."""

import codecs
import time

import pytest

from importing.own_texts import OTHERS, WESTERN, in_code_page, texts
from kazarchive.importing import encodings
from kazarchive.importing.encoding_names import CODECS
from kazarchive.importing.encodings import Decoded, NotRecognised, decode, decode_as
from kazarchive.reading.source import SourceText
from kazarchive.rules import misread

KK = "Қазақстан Республикасының Ұлттық Банкі жаңа ережелерді бекітті, деп хабарлады үкімет.\n"
RU = "Национальный банк утвердил новые правила, сообщило правительство в среду.\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (KK.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + KK.encode(), "UTF-8"),
        (codecs.BOM_UTF16_LE + KK.encode("utf-16-le"), "UTF-16LE"),
        (codecs.BOM_UTF16_BE + KK.encode("utf-16-be"), "UTF-16BE"),
        (codecs.BOM_UTF32_LE + KK.encode("utf-32-le"), "UTF-32LE"),
        (codecs.BOM_UTF32_BE + KK.encode("utf-32-be"), "UTF-32BE"),
        (KK.encode("utf-16-le"), "UTF-16LE"),
        (KK.encode("utf-16-be"), "UTF-16BE"),
        (KK.encode("kz1048"), "KZ-1048"),
        (KK.encode("ptcp154"), "PT154"),
    ],
)
def test_kazakh_is_recognised_in_each_encoding(raw: bytes, encoding: str) -> None:
    assert decode(raw) == Decoded(KK, encoding)


@pytest.mark.parametrize("text", ["A headline\n\nText.\n", *WESTERN["en"], *OTHERS["uk"], ""])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_unicode_texts_in_other_languages_stay_as_they_are(text: str, codec: str) -> None:
    raw = text.encode(codec)
    assert decode(raw).text == text
    assert decode(raw).notes == ()


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_long_texts_in_utf_16_need_no_mark(lang: str) -> None:
    for text in texts(lang):
        for name in ("UTF-16LE", "UTF-16BE"):
            assert decode(text.encode(CODECS[name])) == Decoded(text, name)


def test_line_ends_become_those_of_unix() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"
    assert decode(RU.replace("\n", "\r\n").encode("koi8-r")).text == RU


# --- stray bytes ----------------------------------------------------------------------------------


def said(decoded: Decoded) -> list[tuple[str, int, int, str]]:
    source = SourceText("x.txt", decoded.text)
    return [
        (problem.code, problem.place.line, problem.place.column, problem.message)
        for problem in decoded.problems(source)
    ]


def test_utf_8_with_a_stray_byte_stays_utf_8_and_its_place_is_named() -> None:
    decoded = decode(KK.encode() + b"Caf\xe9: " + RU.encode())
    assert (decoded.encoding, decoded.text) == ("UTF-8", f"{KK}Caf\ufffd: {RU}")
    assert said(decoded) == [
        ("K0821", 2, 4, "this is not UTF-8 (0xE9), so the article has `\ufffd` here")
    ]


def test_a_text_that_was_cut_within_a_letter_keeps_its_beginning() -> None:
    decoded = decode(KK.strip("\n").encode()[:-1] + b"\n\xd0")
    assert decoded.text.startswith(KK[:60])
    assert [(code, line) for code, line, *_ in said(decoded)] == [("K0821", 2)]


def test_a_cut_unit_of_utf_16_is_named() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + KK.encode("utf-16-le") + b"\x10")
    assert decoded.text == f"{KK}\ufffd"
    assert said(decoded) == [
        ("K0821", 2, 1, "this is not UTF-16LE, so the article has `\ufffd` here")
    ]


def test_a_line_pasted_in_another_encoding_is_read_in_that() -> None:
    line = "разные правила утвердил национальный банк, сообщило вчера правительство.\n"
    for name, codec in (("windows-1251", "cp1251"), ("KOI8-R", "koi8-r"), ("IBM866", "cp866")):
        decoded = decode(KK.encode() * 3 + line.encode(codec) + KK.encode())
        assert decoded.text == KK * 3 + line + KK
        message = f"this is not UTF-8 but {name}, and was read as such"
        assert said(decoded) == [("K0822", 4, 1, message)]


def test_of_many_places_the_first_are_named_and_the_others_counted() -> None:
    decoded = decode((KK.encode() + b"\xff\n") * 12)
    found = said(decoded)
    assert [line for _, line, *_ in found] == [2 * n for n in range(1, 11)]
    assert found[-1][3].endswith("here, here and in 2 more places")
    assert "more" not in found[0][3]


# --- damaged letters ------------------------------------------------------------------------------


def damaged(text: str) -> str:
    return text.translate(str.maketrans(misread.MEANT, misread.DAMAGED))


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_damaged_kazakh_is_repaired_and_said(codec: str) -> None:
    decoded = decode(damaged(KK).encode(codec))
    assert decoded.text == KK
    letters = sum(letter in misread.MEANT for letter in KK)
    assert decoded.repaired == letters == 7
    assert decoded.described == f"{decoded.encoding}, {letters} letters repaired"


def test_references_of_kazakh_letters_become_the_letters() -> None:
    written = "&#1178;аза&#1179;стан &#x49a;ала &#X4BB; &#1110; &#1171;"
    decoded = decode(f"{written} &#8212; &amp;#1178; &#1040;".encode())
    assert decoded.text == "Қазақстан Қала һ і ғ &#8212; &amp;#1178; &#1040;"
    assert decoded.described == "UTF-8, 6 letters repaired"
    old = decode("Новости: &#1178;аза&#1179;стан и &#1240;зербайджан".encode("koi8-r"))
    assert old.text == "Новости: Қазақстан и Әзербайджан"
    assert old.described == "KOI8-R, 3 letters repaired"


def test_plain_utf_8_needs_no_description() -> None:
    assert decode(KK.encode()).described == ""
    assert decode(RU.encode("cp1251")).described == "windows-1251"
    assert decode("ғ &#1171;".encode()).described == "UTF-8, 1 letter repaired"


# --- doubts ---------------------------------------------------------------------------------------


def test_what_is_ambiguous_is_said() -> None:
    decoded = decode("Новости".encode("mac-cyrillic"))
    ((code, line, _, message),) = said(decoded)
    assert (code, line) == ("K0820", 0)
    assert "is about as likely as" in message
    hebrew = "הממשלה הודיעה על כללים חדשים להובלת סחורות בין הערים הגדולות במדינה."
    ((_, _, _, message),) = said(decode(hebrew.encode("cp1255")))
    assert message.endswith("the letters are unusual for `KOI8-R`")


@pytest.mark.parametrize("codec", ["gbk", "euc-jp"])
def test_what_is_in_no_known_encoding_is_refused(codec: str) -> None:
    raw = "a\n政府は新しい規則を発表した。新しい規則は来月から施行される。".encode(codec)
    with pytest.raises(NotRecognised) as found:
        decode(raw)
    assert found.value.position == 2


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(NotRecognised):
        decode(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 4)


def test_a_declared_encoding_counts_if_the_letters_agree() -> None:
    raw = "Новости".encode("mac-cyrillic")
    assert decode(raw, "x-mac-cyrillic") == Decoded("Новости", "x-mac-cyrillic")
    text = "政府は新しい規則を発表した。"
    assert decode(text.encode("euc-jp"), "EUC-JP").text == text
    long = in_code_page(texts("ru")[0], "koi8-r")
    for declared in ("windows-1251", "utf-8", "latin1", "x-unknown"):
        decoded = decode(long.encode("koi8-r"), declared)
        assert (decoded.text, decoded.encoding) == (long, "KOI8-R")
        assert [code for code, *_ in said(decoded)] == ["K0820"] * (declared != "x-unknown")
    assert decode(KK.encode(), "windows-1251") == Decoded(KK, "UTF-8")


def test_an_encoding_that_was_named_decides() -> None:
    assert decode_as(RU.encode("cp1251"), "KOI8-R").text == RU.encode("cp1251").decode("koi8-r")
    assert decode_as(damaged(KK).encode(), "UTF-8").text == damaged(KK)
    assert decode_as(KK.encode("utf-16"), "UTF-16LE").text == KK
    assert decode_as(codecs.BOM_UTF16_BE + KK.encode("utf-16-be"), "UTF-16LE").text == KK
    assert [code for code, *_ in said(decode_as(b"a\x98b", "windows-1251"))] == ["K0821"]


# --- hostile documents ----------------------------------------------------------------------------

HOSTILE = {
    "stray bytes": KK.encode() * 40_000 + b"\xff\n" * 300_000,
    "pieces": (KK.encode() + b"\xe0\xe1\xe2\xe3 \n") * 20_000,
    "a code page": bytes(range(128, 256)) * 40_000,
    "another writing": ("政" * 1_000_000).encode() + b"\xff",
    "one stray byte before blanks": b"\xff" + b" " * 5_000_000 + b"a",
    "references": b"&#1178;" * 700_000,
    "signs": ("ќ" * 2_500_000).encode(),
    "zeros": bytes(5_000_000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_document_takes_no_longer(what: str) -> None:
    began = time.process_time()
    try:
        decoded = encodings.decode(HOSTILE[what])
        assert len(decoded.notes) <= 2 * encodings.MOST + 1
    except NotRecognised:
        pass
    assert time.process_time() - began < 2
