"""Addresses of videos, posts and maps on other sites."""

import pytest

from kazarchive.rules import embeds

HEX = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("url", "provider", "kind", "identity"),
    [
        ("https://www.youtube.com/watch?v=aBcDeFgHiJ0&t=5", "youtube", "video", "aBcDeFgHiJ0"),
        ("https://m.youtube.com/watch?v=aBcDeFgHiJ0", "youtube", "video", "aBcDeFgHiJ0"),
        ("http://youtu.be/aBcDeFgHiJ0?si=x", "youtube", "video", "aBcDeFgHiJ0"),
        ("https://youtube.com/shorts/aBcDeFgHiJ0", "youtube", "video", "aBcDeFgHiJ0"),
        ("https://vimeo.com/12345", "vimeo", "video", "12345"),
        (f"https://rutube.ru/video/{HEX}/", "rutube", "video", HEX),
        ("https://vk.com/video-12_34", "vk", "video", "-12_34"),
        ("https://vk.com/wall-1_2", "vk-post", "post", "-1_2"),
        ("https://t.me/s/channel/12", "telegram", "post", "channel/12"),
        ("https://x.com/name/status/12", "x", "post", "12"),
        ("https://twitter.com/name/status/12?s=20", "x", "post", "12"),
        ("https://www.instagram.com/reel/abc/", "instagram", "post", "abc"),
        ("https://www.tiktok.com/@a.b/video/12", "tiktok", "video", "12"),
        ("https://www.facebook.com/name/posts/1", "facebook", "post", ""),
        ("https://soundcloud.com/name/track", "soundcloud", "sound", "name/track"),
        ("https://www.google.kz/maps/place/x", "google-maps", "map", ""),
        ("https://www.openstreetmap.org/#map=5/48/67", "openstreetmap", "map", ""),
        ("https://yandex.kz/maps/162/almaty/", "yandex-maps", "map", ""),
    ],
)
def test_an_address_says_what_is_there(url: str, provider: str, kind: str, identity: str) -> None:
    embed = embeds.embed(url)
    assert embed
    assert (embed.provider, embed.kind, embed.id) == (provider, kind, identity)


def test_an_article_of_wikipedia_has_its_title_in_its_address() -> None:
    embed = embeds.embed(
        "https://kk.wikipedia.org/wiki/%D0%91%D0%B0%D0%BB%D2%9B%D0%B0%D1%88_%D0%BA%D3%A9%D0%BB%D1%96"
    )
    assert embed
    assert embed.title == "Балқаш көлі"


@pytest.mark.parametrize(
    "url",
    [
        "https://youtube.com/watch?v=%22%3E%3Cscript%3E",
        "https://youtube.com.example.org/watch?v=aBcDeFgHiJ0",
        "https://www.youtube.com/@channel",
        "https://egov.kz/",
        "https://vimeo.com/about",
    ],
)
def test_other_addresses_are_pages(url: str) -> None:
    embed = embeds.embed(url)
    assert embed
    assert (embed.provider, embed.kind) == ("", "page")


@pytest.mark.parametrize("url", ["ftp://a.kz/", "https://localhost/", "https://[", "mailto:a@b.kz"])
def test_other_urls_are_nothing(url: str) -> None:
    assert embeds.embed(url) is None
