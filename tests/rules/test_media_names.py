"""The names of videos, sounds and documents."""

import pytest

from kazarchive.rules import media_names


@pytest.mark.parametrize(
    ("path", "kind", "type_of", "form"),
    [
        ("articles/clip.mp4", "video", "video/mp4", "MP4"),
        ("Клип.WEBM", "video", "video/webm", "WEBM"),
        ("сұхбат.mp3", "audio", "audio/mpeg", "MP3"),
        ("a.b/report.pdf", "document", "", "PDF"),
        ("photo.jpg", "", "", "JPG"),
        ("clip.mp4.jpg", "", "", "JPG"),
        ("mp4", "", "", "MP4"),
    ],
)
def test_an_ending_says_what_a_file_is(path: str, kind: str, type_of: str, form: str) -> None:
    assert media_names.kind(path) == kind
    assert media_names.type_of(path) == type_of
    assert media_names.form(path) == form


def test_a_video_has_a_poster_and_subtitles_and_a_sound_only_subtitles() -> None:
    video = media_names.companions("a/clip.v2.mp4", ("kk", "ru"))
    assert video[:2] == ("a/clip.v2.jpg", "a/clip.v2.jpeg")
    assert video[-3:] == ("a/clip.v2.vtt", "a/clip.v2.kk.vtt", "a/clip.v2.ru.vtt")
    assert media_names.companions("talk.mp3", ("kk",)) == ("talk.vtt", "talk.kk.vtt")
