"""The colours, the logo and the footer of a site."""

from archives import CONFIG, Archive

THEME = """\
[theme]
accent = "#8a1f11"
logo = "static/logo.svg"
logo_dark = "static/dark.svg"
footer = "Published in Almaty"
links = { Telegram = "https://t.me/archive" }
"""


def test_a_site_has_its_own_colours_logo_and_footer(archive: Archive) -> None:
    for name in ("logo", "dark"):
        archive.write(f"static/{name}.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    archive.article("a.md")
    archive.build()
    assert "colours.css" not in archive.page("/")
    archive.configure(CONFIG + THEME)
    assert not archive.build_as_clean().problems
    page = archive.page("/")
    assert '<link rel="stylesheet" href="/colours.css">' in page
    assert '<img class="on-light" src="/static/logo.svg" alt="Test">' in page
    assert '<img class="on-dark" src="/static/dark.svg" alt="Test">' in page
    assert "<small>Published in Almaty</small>" in page
    assert '<a href="https://t.me/archive" rel="external me">Telegram</a>' in page
    style = archive.page("colours.css")
    assert ":root { --link: #8a1f11; --visited: #8a1f11; }" in style
    assert '[data-theme="dark"] { --link: #' in style


def test_without_them_there_is_no_stylesheet(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    assert "colours.css" not in archive.tree()
