"""The videos and sounds of a body."""

from kazarchive.rules.recordings import poster_of, recordings
from kazarchive.values import Body, Picture

PICTURE = Picture("articles/clip.png", 64, 40)


def test_each_is_there_once_with_its_poster() -> None:
    links: dict[str, tuple[str, str] | None] = {
        "clip.mp4": ("/a/clip.mp4", ""),
        "clip.mp4#t=5": ("/a/clip.mp4", "#t=5"),
        "clip.png": ("/a/clip.png", ""),
        "talk.mp3": ("/a/talk.mp3", ""),
        "gone.mp4": None,
        "order.pdf": ("/a/order.pdf", ""),
    }
    sizes = {"clip.mp4": 5, "clip.mp4#t=5": 5, "talk.mp3": 6, "gone.mp4": 7, "order.pdf": 8}
    body = Body("a.md", "", "en", links, pictures={"clip.png": PICTURE}, sizes=sizes)
    assert [tuple(one) for one in recordings(body)] == [
        ("video", "/a/clip.mp4", "video/mp4", 5, "/a/clip.png"),
        ("audio", "/a/talk.mp3", "audio/mpeg", 6, None),
    ]
    assert poster_of("other.mp4", body) is None
