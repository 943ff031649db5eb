"""Frames of other sites that play a video or a sound."""

import pytest

from kazarchive.rules import embeds, players

HEX = "0123456789abcdef0123456789abcdef"
YOUTUBE = "https://www.youtube-nocookie.com/embed/aBcDeFgHiJ0?autoplay=1"


@pytest.mark.parametrize(
    ("url", "src"),
    [
        ("https://youtu.be/aBcDeFgHiJ0", YOUTUBE),
        ("https://www.youtube.com/watch?v=aBcDeFgHiJ0&t=1m30s", YOUTUBE + "&start=90"),
        ("https://youtu.be/aBcDeFgHiJ0?t=90", YOUTUBE + "&start=90"),
        ("https://youtu.be/aBcDeFgHiJ0?t=x", YOUTUBE),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?autoplay=1&dnt=1"),
        (
            "https://vimeo.com/12345/0a1b2c3d4e",
            "https://player.vimeo.com/video/12345?autoplay=1&dnt=1&h=0a1b2c3d4e",
        ),
        (
            "https://player.vimeo.com/video/12345?h=0a1b2c3d4e",
            "https://player.vimeo.com/video/12345?autoplay=1&dnt=1&h=0a1b2c3d4e",
        ),
        (f"https://rutube.ru/video/{HEX}/", f"https://rutube.ru/play/embed/{HEX}"),
        (f"https://rutube.ru/video/{HEX}/?p=a_B-1", f"https://rutube.ru/play/embed/{HEX}?p=a_B-1"),
        (f"https://rutube.ru/video/{HEX}/?p=%22", f"https://rutube.ru/play/embed/{HEX}"),
        (
            "https://vk.com/video-12_34",
            "https://vkvideo.ru/video_ext.php?oid=-12&id=34&autoplay=1",
        ),
        (
            "https://soundcloud.com/name/track",
            "https://w.soundcloud.com/player/"
            "?url=https%3A%2F%2Fsoundcloud.com%2Fname%2Ftrack&auto_play=true",
        ),
    ],
)
def test_an_address_has_a_player(url: str, src: str) -> None:
    embed = embeds.embed(url)
    assert embed
    player = players.player(url, embed)
    assert player
    assert player.src == src
    assert src.startswith(f"https://{player.host}/")


@pytest.mark.parametrize(
    "url",
    [
        "https://t.me/channel/12",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/@channel",
        "https://example.org/a.mp4",
    ],
)
def test_other_addresses_have_none(url: str) -> None:
    embed = embeds.embed(url)
    assert embed
    assert players.player(url, embed) is None


def test_the_id_of_a_video_is_no_more_than_that() -> None:
    embed = embeds.embed("https://youtu.be/%22onload%3D")
    assert embed is None or players.player("https://youtu.be/", embed) is None
    letters = embeds.embed("https://youtu.be/йбвгдежзикл")
    assert letters
    player = players.player("https://youtu.be/йбвгдежзикл", letters)
    assert player is None or player.src.isascii()


def test_every_player_is_of_a_provider_and_has_its_source() -> None:
    assert set(players.HOSTS) <= set(embeds.PROVIDERS)
    assert players.origins(("vimeo", "youtube")) == (
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
    )
