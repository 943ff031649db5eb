"""The files of `root/` in the catalogue."""

from archives import Archive
from kazarchive.catalogue import root_files
from kazarchive.catalogue.counts import Counts
from kazarchive.catalogue.rivals import Rivals


def test_files_leave_and_enter_and_give_way_to_an_article(archive: Archive) -> None:
    archive.article("a.md", aliases=["/old.html"])
    archive.write("root/CNAME", "a.example")
    with archive.prepared() as ready:
        connection = ready.connection
        rivals = Rivals(connection, Counts(connection), str)
        assert [*root_files.recorded(connection)] == ["root/CNAME"]
        assert root_files.leave(connection) == {"root/CNAME"}
        assert root_files.leave(connection) == set()
        assert root_files.enter(connection, rivals, "root/CNAME", "/CNAME") is None
        assert root_files.enter(connection, rivals, "root/cname", "/cname") == "root/CNAME"
        assert root_files.enter(connection, rivals, "root/o", "/OLD.html") == "articles/a.md"
        assert ready.catalogue.root_files()["/CNAME"][0] == "root/CNAME"
