"""Videos, sounds, documents and cards in an article."""

import json
import re

import pytest

from archives import CONFIG, Archive
from photos import photo

PAGE = "/2022/01/05/a/"
MP4 = b"\0\0\0\x18ftypmp42" + b"0" * 1_234_000


def body(archive: Archive, text: str, address: str = PAGE) -> str:
    archive.article("2022-01-05-a.md", text)
    archive.build()
    return archive.page(address).partition('<div class="body">')[2].partition("<footer")[0]


def test_a_video_has_its_poster_its_subtitles_its_form_and_its_size(small: Archive) -> None:
    small.write("articles/clip.mp4", MP4)
    small.write("articles/clip.jpg", photo((64, 40)))
    small.write("articles/clip.en.vtt", "WEBVTT\n")
    shown = body(small, "![The press conference](clip.mp4)")
    assert f'<video src="{PAGE}clip.mp4" controls preload="metadata"' in shown
    assert f'poster="{PAGE}clip.jpg" width="64" height="40"' in shown
    assert (
        f'<track kind="subtitles" src="{PAGE}clip.en.vtt" srclang="en" label="English" default>'
        in shown
    )
    assert "<figcaption>The press conference " in shown
    assert "(MP4, 1.2\xa0MB)" in shown
    for name in ("clip.mp4", "clip.jpg", "clip.en.vtt"):
        assert f"2022/01/05/a/{name}" in small.tree()


def test_what_is_added_beside_a_video_later_is_shown(small: Archive) -> None:
    small.write("articles/clip.mp4", MP4)
    assert "poster" not in body(small, "![A clip](clip.mp4)")
    small.write("articles/clip.png", photo((64, 40), "PNG"))
    small.write("articles/clip.vtt", "WEBVTT\n")
    small.build()
    assert f'poster="{PAGE}clip.png"' in small.page(PAGE)
    assert f'src="{PAGE}clip.vtt" srclang="en"' in small.page(PAGE)
    small.remove("articles/clip.png")
    small.write("articles/clip.mp4", MP4 * 2)
    small.build_as_clean()
    assert "poster" not in small.page(PAGE)
    assert "(MP4, 2.5\xa0MB)" in small.page(PAGE)


def test_a_missing_poster_is_no_problem_and_a_missing_video_is(small: Archive) -> None:
    small.article("a.md", "![A clip](clip.mp4)")
    report = small.build()
    assert [problem.values["target"] for problem in report.problems] == ["articles/clip.mp4"]


def test_a_sound_is_played_and_a_document_is_a_link(small: Archive) -> None:
    small.write("articles/сұхбат.mp3", b"ID3" + b"0" * 90_000)
    small.write("articles/report.pdf", b"%PDF-1.4" + b"0" * 900)
    shown = body(
        small,
        "![Talk](сұхбат.mp3)\n\n![Report](report.pdf)\n\nSee [the report](report.pdf#page=2).",
    )
    assert re.search(
        r'<audio src="[^"]+\.mp3" controls preload="metadata" aria-label="Talk">', shown
    )
    assert f'<p class="file"><a href="{PAGE}report.pdf">Report</a>' in shown
    link = f'<a href="{PAGE}report.pdf#page=2">the report</a>'
    assert f'{link} <small class="size">(PDF, 1\xa0kB)</small>.' in shown


def test_nothing_of_another_host_is_played(small: Archive) -> None:
    shown = body(small, "![Clip](https://example.org/clip.mp4)")
    assert "<video" not in shown
    assert "<img" not in shown
    assert '<a href="https://example.org/clip.mp4"' in shown


def test_an_address_alone_is_a_card_with_the_picture_named_by_the_video(small: Archive) -> None:
    small.write("articles/aBcDeFgHiJ0.jpg", photo((64, 40)))
    shown = body(small, "https://youtu.be/aBcDeFgHiJ0\n\nText https://egov.kz/.")
    assert (
        '<p class="card video"><a href="https://youtu.be/aBcDeFgHiJ0" rel="external"><img ' in shown
    )
    assert "Video: YouTube" in shown
    assert '<a href="https://egov.kz/">https://egov.kz/</a>.' in shown
    assert "<iframe" not in shown
    assert "<script" not in shown


@pytest.mark.parametrize(("lang", "label"), [("kk", "Бейне: YouTube"), ("ru", "Видео: YouTube")])
def test_a_card_is_in_the_language_of_the_article(archive: Archive, lang: str, label: str) -> None:
    archive.configure(CONFIG + f'languages = ["{lang}"]\n')
    assert label in body(archive, "https://youtu.be/aBcDeFgHiJ0")


def test_a_feed_has_players_and_enclosures_but_no_cards(small: Archive) -> None:
    small.write("articles/clip.mp4", MP4)
    body(small, "![Clip](clip.mp4)\n\nhttps://youtu.be/aBcDeFgHiJ0")
    feed = small.page("feed.xml")
    url = "https://archive.example/2022/01/05/a/clip.mp4"
    assert f'<link rel="enclosure" type="video/mp4" length="{len(MP4)}" href="{url}"/>' in feed
    assert "card video" not in feed
    (item,) = json.loads(small.page("feed.json"))["items"]
    assert item["attachments"] == [
        {"url": url, "mime_type": "video/mp4", "size_in_bytes": len(MP4)}
    ]


def test_machines_are_told_of_videos_and_sounds(small: Archive) -> None:
    small.write("articles/clip.mp4", MP4)
    small.write("articles/clip.jpg", photo((64, 40)))
    small.write("articles/talk.mp3", b"ID3")
    body(small, "![Clip](clip.mp4)\n\n![Talk](talk.mp3)\n\n![Gone](gone.mp4)")
    page = small.page(PAGE)
    linked = json.loads(page.partition('type="application/ld+json">')[2].partition("</script>")[0])
    article = linked["@graph"][0]
    base = "https://archive.example/2022/01/05/a/"
    assert article["video"] == [
        {
            "@type": "VideoObject",
            "name": "2022-01-05-a.md",
            "contentUrl": f"{base}clip.mp4",
            "encodingFormat": "video/mp4",
            "uploadDate": "2022-01-05T00:00:00+00:00",
            "thumbnailUrl": f"{base}clip.jpg",
        }
    ]
    assert [each["contentUrl"] for each in article["audio"]] == [f"{base}talk.mp3"]


def test_the_first_image_of_a_text_is_shown_in_lists_and_cards(small: Archive) -> None:
    small.write("articles/p.jpg", photo((64, 40)))
    small.write("articles/clip.mp4", MP4)
    shown = body(small, "![Clip](clip.mp4)\n\nText ![A map](p.jpg) goes on.\n\n![](p.jpg)")
    page = small.page(PAGE)
    assert '<figure class="lead">' not in page
    assert shown.count(f'src="{PAGE}p.jpg"') == 2
    assert f'<meta property="og:image" content="https://archive.example{PAGE}p.jpg">' in page
    assert f'src="{PAGE}p.jpg" alt="A map"' in small.page("/")
    small.article("2022-01-05-a.md", "Text.")
    small.build_as_clean()
    assert "p.jpg" not in small.page("/")


def test_a_file_among_words_or_in_a_cell_is_a_link(small: Archive) -> None:
    small.write("articles/clip.mp4", MP4)
    small.write("articles/report.pdf", b"%PDF-1.4" + b"0" * 900)
    text = "See ![Clip](clip.mp4) and ![Report](report.pdf).\n\n| ![Clip](clip.mp4) |\n| --- |"
    shown = body(small, text)
    clip = f'<a href="{PAGE}clip.mp4">Clip</a> (MP4, 1.2\xa0MB)'
    report = f'<a href="{PAGE}report.pdf">Report</a> (PDF, 1\xa0kB)'
    assert f"<p>See {clip} and {report}.</p>" in shown
    assert f"<th>{clip}</th>" in shown
    assert "<figure" not in shown


def test_an_image_that_links_to_a_file_stays_whole(small: Archive) -> None:
    small.write("articles/report.pdf", b"%PDF-1.4" + b"0" * 900)
    small.write("articles/cover.jpg", photo((64, 40)))
    shown = body(small, '[![Cover](cover.jpg "The report")](report.pdf)\n\nEnd.')
    assert shown.count("</figure>") == 1
    assert "</figure>\n<p>End.</p>" in shown
