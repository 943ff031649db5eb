"""The folders and the categories of an article in its address."""

import pytest

from reading.articles import article, site

HUGO = site(
    folder="content",
    permalink="/{folder}/{slug}/",
    slugs="lower-case file name",
    dates_from_names=False,
    languages_by="folder",
)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/cap.md", "/cap/"),
        ("content/posts/Цены_На.газ.md", "/posts/цены_на.газ/"),
        ("content/posts/Sub Folder/2022-01-05-deep.md", "/posts/sub-folder/2022-01-05-deep/"),
        ("content/posts/bundle/index.md", "/posts/bundle/"),
        ("content/posts/bundle/index.ru.md", "/ru/posts/bundle/"),
        ("content/ru/posts/cap.md", "/ru/posts/cap/"),
        ("content/kk/posts/bundle/index.md", "/kk/posts/bundle/"),
    ],
)
def test_folders_are_part_of_the_address_as_in_hugo(path: str, address: str) -> None:
    assert article(path=path, of=HUGO).entry.address == address


JEKYLL = site(
    folder="_posts",
    other_folders=("ru/_posts", "news/_posts"),
    permalink="/{categories}/{year}/{month}/{day}/{slug}.html",
    slugs="file name",
    languages_by="folder",
)


@pytest.mark.parametrize(
    ("front", "path", "address"),
    [
        ("", "_posts/2022-01-05-My_Cap.md", "/2022/01/05/My_Cap.html"),
        ("", "_posts/sub/2022-01-05-cap.md", "/2022/01/05/cap.html"),
        ("categories: Oil Gas", "_posts/2022-01-05-a.md", "/oil/gas/2022/01/05/a.html"),
        ("category: Oil", "_posts/2022-01-05-a.md", "/oil/2022/01/05/a.html"),
        ("Categories: [b, A, b]", "_posts/2022-01-05-a.md", "/b/a/2022/01/05/a.html"),
        ("category: [Қазақ Тілі]", "_posts/2022-01-05-a.md", "/қазақ-тілі/2022/01/05/a.html"),
        ("categories: x", "news/_posts/2022-01-05-a.md", "/news/x/2022/01/05/a.html"),
        ("categories: x", "ru/_posts/2022-01-05-a.md", "/ru/x/2022/01/05/a.html"),
    ],
)
def test_categories_are_part_of_the_address_as_in_jekyll(
    front: str, path: str, address: str
) -> None:
    assert article(front, path=path, of=JEKYLL).entry.address == address


def test_the_same_path_in_the_folders_of_languages_is_a_translation() -> None:
    paths = ["_posts/2022-01-05-a.md", "ru/_posts/2022-01-05-a.md"]
    assert {article(path=path, of=JEKYLL).entry.group for path in paths} == {"_posts/2022-01-05-a"}
    paths = ["content/posts/a.md", "content/ru/posts/a.md", "content/posts/a.kk.md"]
    entries = [article(path=path, of=HUGO).entry for path in paths]
    assert {entry.group for entry in entries} == {"content/posts/a"}
    assert [entry.lang for entry in entries] == ["en", "ru", "kk"]
