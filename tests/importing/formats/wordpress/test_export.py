"""What an export says of its site as a whole."""

import pytest

from importing.formats.wordpress import wxr
from kazarchive.importing.formats.wordpress.elements import parser
from kazarchive.importing.formats.wordpress.export import Export, uploaded, without_size

UPLOADS = "https://a.example/wp-content/uploads/"


def read(*elements: str) -> Export:
    export, dialect = Export(), parser(wxr.HEAD.encode())
    for element in elements:
        tree, _ = dialect.element(element.strip().encode())
        export.add(str(tree.tag).rpartition("}")[2], tree)
    return export


def attachment(path: str, **fields: str) -> str:
    said = {"post_type": "attachment", "post_id": "5", "attachment_url": UPLOADS + path}
    return wxr.item(**said, **fields)


def category(slug: str, parent: str, name: str) -> str:
    return (
        f"<wp:category><wp:category_nicename>{slug}</wp:category_nicename><wp:category_parent>"
        f"{parent}</wp:category_parent><wp:cat_name><![CDATA[{name}]]></wp:cat_name></wp:category>"
    )


def test_authors_have_the_name_that_is_shown() -> None:
    export = read(
        "<wp:author><wp:author_login>a</wp:author_login><wp:author_display_name>Ә &amp;amp; Б"
        "</wp:author_display_name></wp:author>",
        "<wp:author><wp:author_login>b</wp:author_login><wp:author_first_name>Aigerim"
        "</wp:author_first_name></wp:author>",
        "<wp:author><wp:author_login>c</wp:author_login></wp:author>",
        wxr.item(
            post_type="guest-author",
            more=wxr.meta("cap-display_name", "Guest") + wxr.meta("cap-user_login", "g"),
        ),
    )
    assert export.authors == {"a": "Ә & Б", "b": "Aigerim", "c": "c", "g": "Guest"}


def test_terms_have_their_ancestors_and_no_circle() -> None:
    export = read(
        category("a", "", "A &amp; B"),
        category("b", "a", "B"),
        category("c", "b", "C"),
        category("x", "y", "X"),
        category("y", "x", "Y"),
    )
    assert export.lineage("category", "c", "C") == ["A & B", "B", "C"]
    assert export.lineage("category", "x", "X") == ["Y", "X"]
    assert export.lineage("category", "new", "New") == ["New"]


def test_the_locale_of_polylang_decides_the_language() -> None:
    export = read(
        "<wp:term><wp:term_taxonomy>language</wp:term_taxonomy><wp:term_slug>qaz</wp:term_slug>"
        '<wp:term_description>a:1:{s:6:"locale";s:5:"kk_KZ";}</wp:term_description></wp:term>'
    )
    assert (export.language("qaz"), export.language("ru")) == ("kk", "ru")


@pytest.mark.parametrize(
    "name",
    ["a.jpg", "a-300x200.jpg", "a-scaled.jpg", "a-e1641362400123.jpg", "a-rotated-300x200.jpg"],
)
def test_an_image_in_any_size_has_one_original(name: str) -> None:
    export = read(attachment("2022/01/a.jpg"))
    found = export.original(f"{UPLOADS}2022/01/{name}?w=300")
    assert found
    assert found.url == UPLOADS + "2022/01/a.jpg"
    assert export.original(UPLOADS + "2022/02/" + name) is None


def test_a_scaled_original_is_found_by_its_sizes() -> None:
    export = read(attachment("2022/01/a-scaled.jpg"))
    assert export.original(UPLOADS + "2022/01/a-300x200.jpg")


def test_an_attachment_has_its_texts() -> None:
    metadata = 'a:1:{s:10:"image_meta";a:2:{s:6:"credit";s:0:"";s:9:"copyright";s:3:"AB ";}}'
    export = read(
        attachment(
            "x/a.jpg",
            more=wxr.meta("_wp_attachment_metadata", metadata)
            + wxr.meta("_wp_attached_file", "2022/01/a.jpg")
            + wxr.meta("_wp_attachment_image_alt", "Alt &amp; more")
            + "<excerpt:encoded>Caption</excerpt:encoded><wp:post_parent>7</wp:post_parent>",
        )
    )
    found = export.attachments["5"]
    assert (found.path, found.alt, found.caption) == ("2022/01/a.jpg", "Alt & more", "Caption")
    assert found.credit == "AB"
    assert export.by_parent == {"7": ["5"]}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (UPLOADS + "2022/01/a.jpg?x=1", "2022/01/a.jpg"),
        ("/wp-content/uploads/sites/3/a.pdf", "a.pdf"),
        ("//i0.wp.com/a.example/wp-content/uploads/a.jpg", "a.jpg"),
        ("https://a.files.wordpress.com/2022/01/a.jpg", "2022/01/a.jpg"),
        ("https://a.example/files/2022/01/a.jpg", "2022/01/a.jpg"),
        ("https://a.example/files/a.jpg", ""),
        ("https://a.example/uploads/a.jpg", ""),
    ],
)
def test_uploads_are_known_by_their_folder(url: str, path: str) -> None:
    assert uploaded(url) == path


def test_only_a_size_at_the_end_of_a_name_is_one() -> None:
    assert without_size("a/b-300x200.jpg") == "a/b.jpg"
    assert without_size("a/b-300x200-c.jpg") == "a/b-300x200-c.jpg"
