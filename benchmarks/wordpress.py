"""A WordPress export of any size, to measure how fast it is imported.

python benchmarks/wordpress.py 10000 /tmp/export.xml
"""

import sys
from collections.abc import Iterator
from pathlib import Path

_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wfw="http://wellformedweb.org/CommentAPI/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Archive</title><link>https://archive.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://archive.example</wp:base_blog_url>
<wp:author><wp:author_login>aigerim</wp:author_login><wp:author_display_name>\
<![CDATA[Aigerim Sadyk]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>economy</wp:category_nicename><wp:category_parent>\
</wp:category_parent><wp:cat_name><![CDATA[Economy]]></wp:cat_name></wp:category>
"""
_TAIL = "</channel>\n</rss>\n"

_TEXTS = (
    "Сұйытылған газдың бағасы бір тәулікте екі есеге жуық өсті.",
    "Цена сжиженного газа за сутки выросла почти вдвое.",
    "The price of liquefied gas about doubled within a day.",
)
LENGTH = 3_000
"""Bytes of the text of a post, about."""


def _content(number: int) -> str:
    text = _TEXTS[number % 3]
    image = f"https://archive.example/wp-content/uploads/2022/01/map-{number}-300x200.jpg"
    paragraph = " ".join([text] * 5)
    blank, size = "\n\n", len(paragraph.encode())
    paragraphs = blank.join([paragraph] * max(1, LENGTH // size - 1))
    if number % 2:
        blocks = f"<!-- wp:paragraph -->\n<p>{paragraph}</p>\n<!-- /wp:paragraph -->\n\n"
        return blocks * max(1, LENGTH // size - 1)
    return (
        f'[caption id="attachment_{number}" width="300"]<img class="wp-image-{number}" '
        f'src="{image}" alt="" width="300" height="200" /> A map[/caption]\n\n'
        f"<b>Lead.</b> {paragraphs}"
    )


def _item(number: int) -> str:
    day = f"2022-{number % 12 + 1:02}-{number % 28 + 1:02}"
    link = f"https://archive.example/{day.replace('-', '/')}/post-{number}/"
    return f"""<item>
<title><![CDATA[{_TEXTS[number % 3]} {number}]]></title><link>{link}</link>
<dc:creator><![CDATA[aigerim]]></dc:creator>
<guid isPermaLink="false">https://archive.example/?p={number}</guid>
<content:encoded><![CDATA[{_content(number)}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date><![CDATA[{day} 10:00:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[{day} 04:00:00]]></wp:post_date_gmt>
<wp:post_name><![CDATA[post-{number}]]></wp:post_name><wp:status><![CDATA[publish]]></wp:status>
<wp:post_parent>0</wp:post_parent><wp:post_type><![CDATA[post]]></wp:post_type>
<wp:post_password><![CDATA[]]></wp:post_password><wp:is_sticky>0</wp:is_sticky>
<category domain="category" nicename="economy"><![CDATA[Economy]]></category>
<wp:postmeta><wp:meta_key><![CDATA[_edit_last]]></wp:meta_key><wp:meta_value><![CDATA[1]]>\
</wp:meta_value></wp:postmeta>
</item>
"""


def export(posts: int) -> Iterator[str]:
    """The text of an export, part by part. Half of the posts have blocks."""
    yield _HEAD
    yield from map(_item, range(1, posts + 1))
    yield _TAIL


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
        file.writelines(export(int(sys.argv[1])))
