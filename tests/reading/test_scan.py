"""Which source files there are, and which of them are articles."""

import os
from pathlib import Path

import pytest

from kazarchive.reading import scan


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, "utf-8")


def found(root: Path, top: str = "articles") -> list[str]:
    return [file.path for folder in scan.walk(root, top) for file in folder.files]


def told(root: Path, top: str = "articles") -> list[tuple[str, str]]:
    problems = (problem for folder in scan.walk(root, top) for problem in folder.problems)
    return [(problem.code, problem.place.path) for problem in problems]


def test_files_come_folder_by_folder_in_the_order_of_names(tmp_path: Path) -> None:
    make(tmp_path, "articles/b.md", "articles/a.md", "articles/2/c.md", "articles/10/d/e.md")
    make(tmp_path, "articles/Б.md", "other/x.md")
    folders = [
        (one.path, [file.path for file in one.files]) for one in scan.walk(tmp_path, "articles")
    ]
    assert folders == [
        ("articles", ["articles/a.md", "articles/b.md", "articles/Б.md"]),
        ("articles/10", []),
        ("articles/10/d", ["articles/10/d/e.md"]),
        ("articles/2", ["articles/2/c.md"]),
    ]


def test_hidden_files_and_folders_are_nobodys(tmp_path: Path) -> None:
    make(
        tmp_path, "articles/.a.md.swp", "articles/.git/b.md", "articles/.DS_Store", "articles/c.md"
    )
    assert found(tmp_path) == ["articles/c.md"]


def test_a_file_has_the_signs_of_its_state(tmp_path: Path) -> None:
    make(tmp_path, "articles/a.md")
    status = (tmp_path / "articles/a.md").stat()
    (folder,) = scan.walk(tmp_path, "articles")
    (file,) = folder.files
    assert (file.size, file.mtime, file.ctime, file.inode) == (
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
    )


def test_paths_may_have_a_prefix(tmp_path: Path) -> None:
    make(tmp_path, "static/a.css")
    (folder,) = scan.walk(tmp_path, "static", "theme:")
    assert (folder.path, folder.files[0].path) == ("theme:static", "theme:static/a.css")


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert (found(tmp_path), told(tmp_path)) == ([], [])


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    make(tmp_path, "articles")
    assert told(tmp_path) == [("K0303", "articles")]


def test_links_to_files_of_the_project_are_followed(tmp_path: Path) -> None:
    make(tmp_path, "notes/a.md")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").symlink_to("../notes/a.md")
    (tmp_path / "articles/b.md").symlink_to(tmp_path / "notes/a.md")
    assert (found(tmp_path), told(tmp_path)) == (["articles/a.md", "articles/b.md"], [])


def test_no_link_leads_out_of_the_project(tmp_path: Path) -> None:
    make(tmp_path, "secret.md", "secrets/a.md", "site/articles/a.md")
    articles = tmp_path / "site/articles"
    (articles / "b.md").symlink_to("../../secret.md")
    (articles / "c").symlink_to("../../secrets")
    (articles / "d.md").symlink_to("e.md")
    (articles / "e.md").symlink_to(tmp_path / "secret.md")
    assert found(tmp_path / "site") == ["articles/a.md"]
    names = ["b.md", "c", "d.md", "e.md"]
    assert told(tmp_path / "site") == [("K0302", f"articles/{name}") for name in names]


def test_a_folder_of_sources_is_no_link_out_of_the_project_either(tmp_path: Path) -> None:
    make(tmp_path, "secrets/a.md", "secrets/posts/b.md", "site/kazarchive.toml")
    (tmp_path / "site/articles").symlink_to("../secrets")
    assert found(tmp_path / "site") == []
    assert told(tmp_path / "site") == [("K0302", "articles")]
    assert found(tmp_path / "site", "articles/posts") == []
    assert told(tmp_path / "site", "articles/posts") == [("K0302", "articles/posts")]


def test_a_folder_of_sources_may_be_a_link_inside_the_project(tmp_path: Path) -> None:
    make(tmp_path, "content/a.md")
    (tmp_path / "articles").symlink_to("content")
    assert (found(tmp_path), told(tmp_path)) == (["articles/a.md"], [])


def test_links_to_folders_are_not_followed_so_no_walk_loops(tmp_path: Path) -> None:
    make(tmp_path, "articles/a.md", "more/b.md")
    (tmp_path / "articles/self").symlink_to(".")
    (tmp_path / "articles/more").symlink_to("../more")
    assert found(tmp_path) == ["articles/a.md"]
    assert told(tmp_path) == [("K0305", "articles/more"), ("K0305", "articles/self")]


def test_links_to_nothing_and_to_themselves_are_told(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").symlink_to("a.md")
    (tmp_path / "articles/b.md").symlink_to("missing.md")
    assert told(tmp_path) == [("K0303", "articles/a.md"), ("K0303", "articles/b.md")]


def test_what_is_no_file_is_told_and_not_opened(tmp_path: Path) -> None:
    make(tmp_path, "articles/a.md")
    os.mkfifo(tmp_path / "articles/b.md")
    os.mkfifo(tmp_path / "articles/c.svg")
    (tmp_path / "articles/d.md").symlink_to("b.md")
    assert found(tmp_path) == ["articles/a.md"]
    names = ["b.md", "c.svg", "d.md"]
    assert told(tmp_path) == [("K0301", f"articles/{name}") for name in names]


def test_a_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "articles") + b"/caf\xe9.md")).touch()
    assert told(tmp_path) == [("K0303", "articles/caf\ufffd.md")]


def test_a_folder_whose_name_is_not_utf8_is_told_and_not_entered(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path / "articles") + b"/caf\xe9"))
    folder.mkdir(parents=True)
    (folder / "a.md").touch()
    assert found(tmp_path) == []
    assert told(tmp_path) == [("K0303", "articles/caf\ufffd")]


@pytest.mark.parametrize(
    ("glob", "paths", "others"),
    [
        ("**/*.md", ["a.md", "x/a.md", "x/y/a.md"], ["a.markdown", "a.md/b", "a.mdx", "amd"]),
        ("*.md", ["a.md"], ["x/a.md"]),
        ("posts/**/*.md", ["posts/a.md", "posts/x/a.md"], ["a.md", "x/posts/a.md"]),
        ("posts/**", ["posts/a.md", "posts/x/a.txt"], ["posts"]),
        ("**/20??/*.md", ["2022/a.md", "x/2022/a.md"], ["22/a.md", "20222/a.md", "20/2/a.md"]),
        ("a+b(1).md", ["a+b(1).md"], ["aab1.md"]),
        ("*", ["a", "a.md"], ["a/b"]),
    ],
)
def test_globs_name_paths(glob: str, paths: list[str], others: list[str]) -> None:
    pattern = scan.pattern((glob,))
    assert all(pattern.fullmatch(path) for path in paths)
    assert not any(pattern.fullmatch(path) for path in others)


def test_any_glob_will_do_and_none_names_nothing() -> None:
    pattern = scan.pattern(("*.md", "*.markdown"))
    assert pattern.fullmatch("a.md")
    assert pattern.fullmatch("a.markdown")
    assert not scan.pattern(()).fullmatch("")


def test_a_folder_that_is_unchanged_comes_without_its_files(tmp_path: Path) -> None:
    make(tmp_path, "articles/a.md", "articles/1/b.md", "articles/1/2/c.md", "articles/3/d.md")
    recorded = [(folder.path, folder.signs) for folder in scan.walk(tmp_path, "articles")]
    make(tmp_path, "articles/1/new.md")
    unchanged = scan.unchanged(tmp_path, [*recorded, ("articles/gone", recorded[0][1])])
    assert list(unchanged) == ["articles", "articles/1/2", "articles/3"]
    walked = [
        (folder.path, [file.path for file in folder.files])
        for folder in scan.walk(tmp_path, "articles", unchanged=unchanged)
    ]
    assert walked == [
        ("articles", []),
        ("articles/1", ["articles/1/b.md", "articles/1/new.md"]),
        ("articles/1/2", []),
        ("articles/3", []),
    ]
