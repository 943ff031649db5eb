"""The table of the kinds of page."""

from archives import Archive
from kazarchive.config import reader
from kazarchive.pages import kinds
from kazarchive.state import folder as state_folder


def test_every_kind_answers_only_its_own_addresses(three: Archive) -> None:
    from kazarchive.catalogue.queries import Catalogue

    with state_folder.opened(three.state) as opened:
        catalogue = Catalogue(opened.connection)
        every = kinds(reader.load(three.root)).values()
        answered = {
            address: [kind.name for kind in every if any(kind.pages([address], catalogue))]
            for kind in every
            for address in kind.addresses(catalogue)
        }
    assert all(len(names) == 1 for names in answered.values()), answered
    for nowhere in ("/x/", "/2022/13/", "/sitemap/2022-01-0.xml", "/feed/1999-01.xml", "/ru/"):
        with state_folder.opened(three.state) as opened:
            catalogue = Catalogue(opened.connection)
            assert not any(any(kind.pages([nowhere], catalogue)) for kind in every), nowhere
