"""Files about authors enter together."""

from archives import Archive, refused


def test_two_files_for_one_person_in_one_language_are_refused(archive: Archive) -> None:
    archive.article("a.md", authors=["Aigerim"])
    archive.write("authors/a.md", "---\nname: Aigerim\n---\n")
    archive.write("authors/b.md", "---\nname: A. Sadyk\nnames: aigerim\n---\n")
    (problem,) = refused(archive)
    assert (problem.code, problem.place.path) == ("K0151", "authors/b.md")
    assert problem.values["first"] == "authors/a.md"
    assert [one.code for one in archive.build(keep_going=True).problems] == ["K0151"]
    archive.remove("authors/a.md")
    assert archive.build_as_clean().problems == ()


def test_an_unchanged_folder_is_not_read_again(archive: Archive) -> None:
    archive.article("a.md", authors=["Aigerim"])
    archive.write("authors/a.md", "---\nname: Aigerim\n---\n\nText.\n")
    archive.write("authors/_draft.md", "no front matter")
    archive.build()
    archive.article("b.md", authors=["Bolat"])
    assert not [one for one in archive.build().reasons if "authors/a.md" in one.because]


def test_another_folder_can_be_named(archive: Archive) -> None:
    archive.article("a.md", authors=["Aigerim"])
    archive.write("people/a.md", "---\nname: Aigerim\n---\n\nText.\n")
    archive.build()
    assert 'class="person"' not in archive.page("/authors/aigerim/")
    known = (archive.root / "kazarchive.toml").read_text("utf-8")
    archive.configure(known + '[authors]\nfolder = "people"\n')
    archive.build_as_clean()
    assert 'class="person"' in archive.page("/authors/aigerim/")
