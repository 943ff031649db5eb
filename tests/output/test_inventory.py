"""Which files of an output folder are ours, as the folder itself says."""

import shutil

from archives import Archive
from kazarchive.output import inventory
from kazarchive.rules.addresses import file


def test_the_log_of_our_files_cannot_name_others(three: Archive) -> None:
    victim = three.folder / "victim.txt"
    victim.write_text("mine", "utf-8")
    with (three.output / inventory.FILE).open("a", encoding="utf-8") as log:
        log.write(f"+/../victim.txt\n+/{victim}\n+//{victim}\n+/x/../../victim.txt\n")
    shutil.rmtree(three.state)
    three.build()
    assert victim.read_text("utf-8") == "mine"


def test_pages_without_an_article_go_even_if_the_state_is_lost(three: Archive) -> None:
    three.remove("articles/b.md")
    shutil.rmtree(three.state)
    report = three.build()
    assert report.removed >= 1
    assert three.tree() == three.build_clean()[1]


def test_a_line_of_the_log_that_was_not_written_whole_spoils_no_other(three: Archive) -> None:
    with (three.output / inventory.FILE).open("a", encoding="utf-8") as log:
        log.write("+/2022/01/0")
    three.article("new.md", "Text.")
    three.build()
    known = inventory.read(three.output)
    assert "/2022/01/05/new/" in known
    assert known == {address for address in known if (three.output / file(address)).is_file()}
