"""What a document has beside its text."""

from collections import Counter

from kazarchive.importing.office.notes import Beside, notes


def test_what_was_met_is_reported() -> None:
    counts = Counter({"insertion": 1, "deletion": 2, "formula": 1, "comment": 1_000, "number": 3})
    beside = Beside(counts, ["secret", " secret ", "1"], ["One\t1", "Two\t2"])
    assert [
        f"{note.kind}: {note.text}" for note in notes(beside, ["Daily news", "Page 1", "2"])
    ] == [
        "changed: tracked changes are accepted: 1 insertion, 2 deletions",
        "changed: as plain text: 1 formula",
        "changed: as text, since HTML has no such: 3 numbers",
        "left out: hidden text: secret",
        "left out: table of contents: One 1 · Two 2",
        "left out: header or footer of pages: Daily news",
        "left out: header or footer of pages: Page 1",
        "lost: 1,000 comments",
    ]


def test_of_many_texts_the_first_are_named() -> None:
    said = list(notes(Beside(hidden=[f"text {number}" for number in range(25)]), []))
    assert len(said) == 21
    assert said[-1].text == "hidden text: 5 more are left out"
