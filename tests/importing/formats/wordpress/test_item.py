"""The tree of an item → its fields."""

from importing.formats.wordpress import wxr
from kazarchive.importing.document import Comment
from kazarchive.importing.formats.wordpress.elements import parser
from kazarchive.importing.formats.wordpress.item import Item, Term, item


def read(more: str = "", **fields: str) -> Item:
    raw = wxr.item(more=more, **fields).strip().encode()
    return item(parser(wxr.HEAD.encode()).element(raw)[0])


def test_fields_are_found_by_their_local_names() -> None:
    one = read(title="A", post_name="a", more="<excerpt:encoded>E</excerpt:encoded>")
    assert (one["title"], one["post_name"], one.id, one["nothing"]) == ("A", "a", "1", "")
    assert (one.content, one.excerpt) == ("Text.", "E")


def test_a_meta_value_may_be_there_several_times() -> None:
    one = read(wxr.meta("_wp_old_slug", "a") + wxr.meta("_wp_old_slug", "b"))
    assert one.meta["_wp_old_slug"] == ["a", "b"]
    assert (one.value("_wp_old_slug"), one.value("nothing")) == ("b", "")


def test_terms_of_the_first_version_have_no_taxonomy() -> None:
    named = '<category domain="category" nicename="e"><![CDATA[E &amp; F]]></category>'
    one = read(f'<category>E</category><category domain="tag">T</category>{named}')
    assert one.terms == (
        Term("category", "E", "E"),
        Term("post_tag", "T", "T"),
        Term("category", "e", "E & F"),
    )
    assert [term.name for term in one.of("post_tag")] == ["T"]


def test_only_comments_that_were_shown_are_read() -> None:
    kinds = (("1", ""), ("1", "comment"), ("1", "pingback"), ("0", ""), ("trash", ""))
    comments = "".join(
        f"<wp:comment><wp:comment_approved>{approved}</wp:comment_approved>"
        f"<wp:comment_type>{kind}</wp:comment_type></wp:comment>"
        for approved, kind in kinds
    )
    assert len(read(comments).comments) == 2


def test_a_comment_has_its_author_its_time_and_what_it_answers() -> None:
    parts = {
        "id": "7",
        "author": "Әсел",
        "author_email": "r@a.example",
        "author_IP": "192.0.2.1",
        "author_url": "https://b.example/",
        "date": "2022-01-05 15:00:00",
        "date_gmt": "2022-01-05 09:00:00",
        "content": "Рақмет &amp; <b>иә</b>",
        "approved": "1",
        "parent": "5",
    }

    def comment(**changed: str) -> Comment:
        inside = "".join(
            f"<wp:comment_{name}><![CDATA[{text}]]></wp:comment_{name}>"
            for name, text in {**parts, **changed}.items()
        )
        (one,) = read(f"<wp:comment>{inside}</wp:comment>").comments
        return one

    text = "Рақмет &amp; <b>иә</b>"
    assert comment() == Comment(
        "7", "Әсел", "2022-01-05T09:00:00Z", text, "5", "https://b.example/"
    )
    assert comment(date_gmt="0000-00-00 00:00:00", parent="0") == Comment(
        "7", "Әсел", "2022-01-05T15:00:00", text, "", "https://b.example/"
    )


def test_comments_in_a_title_are_kept() -> None:
    raw = wxr.item().replace("<![CDATA[Title]]>", "<!--:kk-->Б<!--:-->").strip().encode()
    assert item(parser(wxr.HEAD.encode()).element(raw)[0])["title"] == "<!--:kk-->Б<!--:-->"
