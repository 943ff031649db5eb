"""The policy of a site that loads something from other hosts."""

import pytest

from archives import CONFIG, Archive

PLAY = '[embeds]\nplay = ["vimeo", "youtube"]\n'
HOSTING = '[hosting]\nfiles = ["headers", "nginx", "caddy"]\n'
FILES = ("_headers", "nginx.conf", "Caddyfile")


@pytest.mark.parametrize("file", FILES)
def test_the_policy_names_the_hosts_of_players_and_no_other(archive: Archive, file: str) -> None:
    archive.configure(CONFIG + HOSTING)
    archive.article("a.md")
    archive.build()
    before = archive.page(file)
    assert "frame-src" not in before
    archive.configure(CONFIG + HOSTING + PLAY)
    archive.build_as_clean()
    source = "; frame-src https://www.youtube-nocookie.com https://player.vimeo.com"
    assert source in archive.page(file)
    assert archive.page(file).replace(source, "") == before
