"""What a source file is, by its path."""

import pytest

from kazarchive.config.content import ArticleOptions
from kazarchive.config.options import Site
from kazarchive.ingest.kinds import Kinds

SITE = Site((("", "Test"),), "https://archive.example/")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("articles/a.md", "article"),
        ("articles/2022/a.ru.markdown", "article"),
        ("articles/_index.md", "other"),
        ("articles/photo.jpg", "media"),
        ("pages/about.md", "page"),
        ("pages/_about.md", "other"),
        ("pages/below/about.md", "other"),
        ("pages/about.txt", "other"),
        ("static/style.css", "static"),
        ("theme:static/style.css", "static"),
        ("root/CNAME", "root"),
        ("root/.well-known/security.txt", "root"),
        ("theme:root/a.txt", "other"),
        ("templates/base.html", "template"),
        ("theme:templates/base.html", "template"),
    ],
)
def test_a_path_tells_the_kind(path: str, kind: str) -> None:
    assert Kinds(SITE)(path) == kind


def test_the_configuration_names_the_folder_and_the_articles_in_it() -> None:
    options = ArticleOptions(folder="content/news", include=("*.txt",))
    kind_of = Kinds(Site(SITE.titles, SITE.base_url, articles=options))
    assert kind_of("content/news/a.txt") == "article"
    assert kind_of("content/news/a.md") == "media"
    assert kind_of("content/news/2022/a.txt") == "media"


def test_articles_can_be_in_several_folders() -> None:
    options = ArticleOptions(folder="_posts", other_folders=("ru/_posts",), include=("*.md",))
    kind_of = Kinds(Site((("", "T"),), "https://a.example/", articles=options))
    paths = ("_posts/a.md", "ru/_posts/a.md", "ru/_posts/a/b.md", "ru/a.md", "kk/_posts/a.md")
    assert [kind_of(path) for path in paths] == ["article", "article", "media", "other", "other"]
