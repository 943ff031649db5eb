"""Why a file has no front matter, or none that ends."""

import pytest

from reading.blocks import fault


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        (b"", "K0123", 1, 1),
        (b"\xef\xbb\xbf \r\n\t\n", "K0123", 1, 1),
        (b"---\ntitle: Caf\xe9\n---\n", "K0120", 2, 11),
        ("---\ntitle: Ә\n---\n".encode()[:-6] + b"\xff\n", "K0120", 2, 8),
        (b"\xff\xfe-\0-\0-\0", "K0120", 1, 1),
        (b"---\rtitle: A\r\n---\rCaf\xe9\r", "K0120", 4, 4),
        (b"---\rtitle: A\r---\r\r" + b"x" * 1_000_001, "K0122", 5, 1),
        (b"---\ntitle: A\n---\nA\0B\n", "K0121", 4, 2),
        (b"---\r\ntitle: A\r\n---\r\nA\0B\r\n", "K0121", 4, 2),
        (b"---\ntitle: A\n---\n\n" + b"x" * 1_000_001, "K0122", 5, 1),
        (b"x\n" * 8_000_001, "K0124", 1, 1),
        (b"date: A\n", "K0101", 1, 1),
        (b"\n---\ntitle: A\n---\n", "K0101", 1, 1),
        (b"----\ntitle: A\n----\n", "K0101", 1, 1),
        (b"---\ntitle: A\n", "K0102", 1, 1),
        (b"---\ntitle: A\n ---\n", "K0102", 3, 1),
    ],
)
def test_a_file_that_cannot_be_taken_apart(raw: bytes, code: str, line: int, column: int) -> None:
    problem = fault(raw)
    place = problem.place
    assert (problem.code, place.line, place.column) == (code, line, column)


@pytest.mark.parametrize(
    ("written", "place", "reason"),
    [
        ("\ufeff\ufeff---\ntitle: A\n---\n", (1, 1), ": `\\ufeff` is before `---`"),
        ("\u200b---\ntitle: A\n---\n", (1, 1), ": `\\u200b` is before `---`"),
        ("---\u00a0\ntitle: A\n---\n", (1, 4), ": `\\u00a0` is behind `---`"),
        ("--\u00ad-\ntitle: A\n---\n", (1, 3), ": `\\u00ad` is in `---`"),
        (" ---\ntitle: A\n---\n", (1, 1), ": ` ` is before `---`"),
        ("\u2014\ntitle: A\n\u2014\n", (1, 1), ": the line is `\u2014`"),
        ("\n\n---\ntitle: A\n---\n", (1, 1), ": there are empty lines above"),
        ("\n+++\ntitle = 'A'\n+++\n", (1, 1), ": there are empty lines above"),
        ('\n{\n"title": "A"\n}\n', (1, 1), ": there are empty lines above"),
        ('"title": "A"\n;;;\n', (1, 1), ""),
        (';;;\n"title": "A"\n;;;\n', (1, 1), ": this is JSON between `;;;`"),
        ("{{< note >}}\n", (1, 1), ""),
        ("---\ntitle: A\n---\u200b\n\nText\n", (3, 4), ": `\\u200b` is behind `---`"),
        ("---\ntitle: A\n\ufeff---\n\nT\n\n---\n", (3, 1), ": `\\ufeff` is before `---`"),
        ("---\ntitle: A\n---\u00a0\nText\n\n---\n", (3, 4), ": `\\u00a0` is behind `---`"),
        ("---\ntitle: A\n----\n\nText\n", (3, 1), ": the line is `----`"),
        ("---\ntitle: A\n\nHeading\n-------\n", (1, 1), ""),
    ],
)
def test_what_only_looks_like_the_line_is_named(
    written: str, place: tuple[int, int], reason: str
) -> None:
    problem = fault(written.encode())
    assert problem.code == ("K0102" if written.startswith("---\n") else "K0101")
    assert (problem.place.line, problem.place.column) == place
    assert problem.message.endswith(reason or ("closed", "front matter"))
