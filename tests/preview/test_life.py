"""From the first page to the last: what a preview lives through, and what it leaves behind."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

import processes
from archives import CONFIG, Archive, difference, tree
from faults import tracing
from preview import previews
from preview.previews import STATE, Running, until

LONG = pytest.mark.long


def shows(running: Running, address: str, text: str) -> bool:
    """Whether a page comes to show a text."""
    return until(lambda: text in running.get(address).text)


def status(running: Running, address: str, wanted: int) -> bool:
    return until(lambda: running.get(address).status == wanted)


def test_a_build_beside_a_preview_is_a_build_like_any_other(live: Running, small: Archive) -> None:
    for title in ("One", "Two"):
        small.article("2022/a0.md", title=title)
        small.article("2022/draft.md", draft=True)
        assert processes.run(small.root, "build").code == 0
        assert shows(live, "/2022/01/05/a0/", title)
        assert live.get("/2022/01/05/draft/").status == 200
        _, clean = small.build_clean()
        assert not difference(tree(small.root / "public"), clean)


def test_a_preview_writes_nothing_but_its_own_state(small: Archive) -> None:
    assert processes.run(small.root, "build").code == 0
    before = {path: path.stat().st_mtime_ns for path in small.root.rglob("*")}
    with previews.running(small.root) as running:
        for address in ("/", "/2022/01/05/a0/", "/feed.xml", "/nope"):
            running.get(address)
        running.get("/_kazarchive/page?address=/")
        running.end()
    after = {path: path.stat().st_mtime_ns for path in small.root.rglob("*")}
    touched = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    own = {path for path in touched if path.is_relative_to(small.root / STATE)}
    others = {path.name for path in touched - own}
    assert others <= {".kazarchive", "catalogue.sqlite-shm", "catalogue.sqlite-wal"}


def test_what_a_build_has_read_the_preview_does_not_read_again(
    small: Archive, tmp_path: Path
) -> None:
    tracing.require_strace()
    time.sleep(2.1)  # what was edited within two seconds of a build is looked at again
    assert processes.run(small.root, "build").code == 0
    log = tmp_path / "log"
    under = [
        *tracing.on_one_processor(),
        *"strace -f -qqq -e trace=openat,open -o".split(),
        str(log),
    ]
    with previews.running(small.root, under=under):
        opened = log.read_text("utf-8")
    assert "catalogue.sqlite" in opened
    assert ".md" not in opened


@pytest.mark.parametrize("whose", [".kazarchive", STATE])
@pytest.mark.parametrize(
    "damage", ["middle", *(pytest.param(one, marks=LONG) for one in ("cut", "emptied", "garbage"))]
)
def test_damaged_state_is_made_anew(small: Archive, whose: str, damage: str) -> None:
    assert processes.run(small.root, "build").code == 0
    if whose == STATE:
        with previews.running(small.root) as running:
            running.end()
    file = small.root / whose / "catalogue.sqlite"
    content = file.read_bytes()
    half = len(content) // 2
    file.write_bytes(
        {
            "emptied": b"",
            "cut": content[:half],
            "garbage": os.urandom(len(content)),
            "middle": content[:8192] + bytes(len(content) - 8192),
        }[damage]
    )
    with previews.running(small.root) as running:
        assert "Title 0" in running.get("/2022/01/05/a0/").text
        assert "Title 3" in running.get("/").text
        assert "Traceback" not in running.said()


def test_a_letter_that_flipped_in_the_builds_state_is_not_shown(small: Archive) -> None:
    assert processes.run(small.root, "build").code == 0
    file = small.root / ".kazarchive/catalogue.sqlite"
    file.write_bytes(file.read_bytes().replace(b"Title 0", b"Tiule 0"))
    with previews.running(small.root) as running:
        assert "Title 0" in running.get("/").text


@pytest.mark.parametrize("name", ["address", "owner"])
def test_a_pipe_in_its_state_makes_nobody_wait(small: Archive, name: str) -> None:
    (small.root / STATE).mkdir(parents=True)
    os.mkfifo(small.root / STATE / name)
    with previews.running(small.root) as running:
        assert shows(running, "/2022/01/05/a1/", "Text 1.")


def test_a_state_folder_that_is_a_link_is_not_followed(small: Archive, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (small.root / ".kazarchive").symlink_to(tmp_path / "elsewhere")
    done = processes.run(small.root, "serve", "--port", "0")
    assert (done.code, done.out) == (4, "")
    assert not list((tmp_path / "elsewhere").iterdir())


BROKEN = {
    "articles/2022/broken.md": "---\ntitle: [\n---\n",
    "templates/base.html": "{% if %}",
    "templates/locale/en.po": "msgid broken",
    "kazarchive.toml": CONFIG + "[nope]\n",
}


def wrong(running: Running, address: str = "/2022/01/05/a0/") -> bool:
    """Whether a page is told to have problems, or to be in an archive that has some."""
    told = json.loads(running.get(f"/_kazarchive/page?address={address}").content)
    return bool(told["problems"] or told["elsewhere"])


@pytest.mark.parametrize("path", [path for path in BROKEN if path != "kazarchive.toml"])
def test_what_is_broken_at_the_start_is_shown_and_goes(small: Archive, path: str) -> None:
    small.write(path, BROKEN[path])
    with previews.running(small.root) as running:
        assert wrong(running)
        assert running.get("/2022/01/05/a0/").status in (200, 500)
        small.remove(path)
        assert until(lambda: not wrong(running))
        assert running.get("/2022/01/05/a0/").status == 200
        assert "Traceback" not in running.said()


@pytest.mark.parametrize("path", BROKEN)
def test_what_breaks_while_it_runs_leaves_the_last_good_page(
    live: Running, small: Archive, path: str
) -> None:
    page = live.get("/2022/01/05/a0/")
    before = (small.root / path).read_text() if (small.root / path).exists() else None
    small.write(path, BROKEN[path])
    assert until(lambda: wrong(live))
    assert (
        live.get("/2022/01/05/a0/").text.partition("<script")[0]
        == (page.text.partition("<script")[0])
    )
    small.remove(path) if before is None else small.write(path, before)
    assert until(lambda: not wrong(live))
    assert live.get("/2022/01/05/a0/").status == 200


def test_an_article_that_breaks_keeps_its_last_good_page(live: Running, small: Archive) -> None:
    assert "Title 0" in live.get("/2022/01/05/a0/").text
    small.write("articles/2022/a0.md", "---\ntitle: [\n---\n")
    assert until(lambda: b'"count": 1' in live.get("/_kazarchive/problems").content)
    assert "Title 0" in live.get("/2022/01/05/a0/").text
    small.article("2022/a0.md", title="Mended")
    assert shows(live, "/2022/01/05/a0/", "Mended")


def test_folders_that_come_while_it_runs_are_watched(live: Running, small: Archive) -> None:
    assert live.get("/static/new.txt").status == 404
    small.write("static/new.txt", "one")
    assert status(live, "/static/new.txt", 200)
    small.write("static/below/other.txt", "two")
    assert status(live, "/static/below/other.txt", 200)
    small.write("templates/colophon.html", "<p>Own footer</p>")
    assert shows(live, "/", "Own footer")
    small.write("templates/colophon.html", "<p>Another footer</p>")
    assert shows(live, "/", "Another footer")
    shutil.rmtree(small.root / "templates")
    assert until(lambda: "Another footer" not in live.get("/").text)


def test_the_article_folder_may_go_and_come_back(live: Running, small: Archive) -> None:
    kept = small.root / "kept"
    assert live.get("/2022/01/05/a0/").status == 200
    (small.root / "articles").rename(kept)
    assert until(lambda: b"K0306" in live.get("/_kazarchive/problems").content)
    assert live.get("/2022/01/05/a0/").status == 200
    kept.rename(small.root / "articles")
    assert until(lambda: b'"count": 0' in live.get("/_kazarchive/problems").content)
    small.article("2022/a0.md", title="Back")
    assert shows(live, "/2022/01/05/a0/", "Back")


def test_another_article_folder_is_watched_once_the_configuration_names_it(
    live: Running, small: Archive
) -> None:
    shutil.copytree(small.root / "articles", small.root / "news")
    small.configure(CONFIG + '[articles]\nfolder = "news"\n')
    (small.root / "news/2022/a3.md").unlink()
    assert status(live, "/2022/01/05/a3/", 404)
    assert "Title 0" in live.get("/2022/01/05/a0/").text  # which is kept until there is news
    time.sleep(1)
    small.write("news/2022/a0.md", "---\ntitle: In the news\ndate: 2022-01-05\n---\n")
    assert shows(live, "/2022/01/05/a0/", "In the news")


def test_what_is_saved_between_the_first_look_and_the_watch_is_not_missed(
    small: Archive, tmp_path: Path
) -> None:
    tracing.require_strace()
    log = tmp_path / "log"
    slow = "trace=bind,listen", "inject=listen:delay_enter=500000"
    under = [
        *tracing.on_one_processor(),
        "strace",
        "-f",
        "-qqq",
        "-o",
        str(log),
        *(word for one in slow for word in ("-e", one)),
    ]
    with previews.launched(small.root, under=under) as (process, said):
        assert until(lambda: log.exists() and "bind(" in log.read_text("utf-8"))
        small.article("2022/new.md")
        running = Running(process, previews.first_line(process), said)
        assert status(running, "/2022/01/05/new/", 200)


def test_a_renamed_article_moves(live: Running, small: Archive) -> None:
    assert live.get("/2022/01/05/a0/").status == 200
    articles = small.root / "articles/2022"
    (articles / "a0.md").rename(articles / "moved.md")
    assert status(live, "/2022/01/05/moved/", 200)
    assert live.get("/2022/01/05/a0/").status == 404
    assert "/2022/01/05/moved/" in live.get("/").text


def unpublished(archive: Archive) -> None:
    archive.article("2022/draft.md", draft=True, title="Draft")
    archive.article("2023/future.md", date="2023-05-05", title="Future")
    archive.article("2022/good.md", title="Good")


def test_drafts_and_future_articles_are_shown_and_marked(archive: Archive) -> None:
    unpublished(archive)
    with previews.running(archive.root) as running:
        for address in ("/2022/01/05/draft/", "/2023/05/05/future/"):
            page = running.get(address)
            assert page.status == 200
            assert '<meta name="robots" content="noindex' in page.text
            told = running.get(f"/_kazarchive/page?address={address}").text
            assert '"band": null' not in told
        assert '"band": null' in running.get("/_kazarchive/page?address=/2022/01/05/good/").text
        front = running.get("/").text
        assert "Draft" in front
        assert "Future" in front


def test_without_drafts_it_is_what_a_build_would_publish(archive: Archive) -> None:
    unpublished(archive)
    with previews.running(archive.root, "--no-drafts") as running:
        assert running.get("/2022/01/05/draft/").status == 404
        assert running.get("/2023/05/05/future/").status == 404
        assert running.get("/2022/01/05/good/").status == 200
    with previews.running(archive.root, "--no-drafts", "--now", "2024-01-01") as running:
        assert running.get("/2023/05/05/future/").status == 200
        assert running.get("/2022/01/05/draft/").status == 404


def test_pages_are_what_is_published_but_for_the_script(trilingual: Archive) -> None:
    for number in range(7):
        for ending in (".md", ".ru.md", ".kk.md"):
            trilingual.article(f"2022/a{number}{ending}", title=f"Title {number}", tags=["Fuel"])
    assert processes.run(trilingual.root, "build").code == 0
    published = tree(trilingual.root / "public")
    with (
        previews.running(trilingual.root) as running,
        running.connection() as one,
    ):
        assert running.address.endswith("/base/")
        assert one.get("/").headers["location"] == "/base/"
        for name, content in published.items():
            answer = one.get(f"/base/{name.removesuffix('index.html')}")
            shown = answer.content
            if name.endswith(".html"):
                before, _, rest = shown.partition(b'<script nonce="')
                shown = before + rest.partition(b"</script>\n")[2]
            assert shown == content, name


def test_front_pages_show_what_is_current_and_files_of_the_top_are_there(archive: Archive) -> None:
    archive.configure(
        CONFIG + 'timezone = "Asia/Almaty"\n[front]\nblocks = ["pinned", "on-this-day", "newest"]\n'
    )
    archive.article("a.md", date="2022-01-05", title="Pinned until May", pinned="2022-05-01")
    archive.article("b.md", date="2021-02-01", title="A year ago")
    archive.article("c.md", date="2023-02-01", title="Next year")
    archive.write("root/.well-known/security.txt", "Contact: us")
    with previews.running(archive.root, "--now", "2022-02-01") as running:
        front = running.get("/").text
        assert "<h2>Pinned</h2>" in front
        assert ">On this day</a></h2>" in front
        assert "Next year" in front
        assert running.get("/.well-known/security.txt").text == "Contact: us"
    with previews.running(archive.root, "--now", "2022-06-01") as running:
        assert "<h2>Pinned</h2>" not in running.get("/").text
