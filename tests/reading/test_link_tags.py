"""Links in the templates of other generators → relative links."""

import pytest
from msgspec.structs import replace

from archives import Archive
from kazarchive.config.content import ArticleOptions, MarkdownOptions
from kazarchive.reading.link_tags import rewritten
from kazarchive.reading.source import SourceText
from reading.articles import SITE


@pytest.mark.parametrize(
    ("form", "written", "link"),
    [
        ("jekyll", "{% post_url 2022-01-05-b %}", "../2022-01-05-b.md"),
        ("jekyll", "{%- post_url sub/2022-01-05-b -%}#c", "2022-01-05-b.md#c"),
        ("jekyll", "{% link content/sub/b.md %}", "b.md"),
        ("jekyll", "{{ site.baseurl }}/a/", "/a/"),
        ("jekyll", "{{ page.title }}", "{{ page.title }}"),
        ("hugo", '{{< ref "/news/b.md#c" >}}', "../news/b.md#c"),
        ("hugo", '{{% relref "b" %}}', "b.md"),
        ("hugo", '{{< ref "news/b.md" >}}', "../news/b.md"),
        ("hugo", "{{< figure >}}", "{{< figure >}}"),
        ("pelican", "{filename}/news/b.md", "../news/b.md"),
        ("pelican", "{filename}other/b.md", "other/b.md"),
        ("pelican", "|static|../x.png", "../x.png"),
        ("zola", "@/news/b.md#c", "../news/b.md#c"),
        ("zola", "a@/b.md", "a@/b.md"),
        ("hexo", "{% post_path news/b %}", "../news/b.md"),
        ("hexo", "{% asset_path x.png %}", "a/x.png"),
        ("plain", "{filename}b.md", "{filename}b.md"),
    ],
)
def test_a_link_is_relative_to_the_file(form: str, written: str, link: str) -> None:
    site = replace(
        SITE,
        articles=ArticleOptions(folder="content"),
        markdown=MarkdownOptions(links=form),
    )
    source = SourceText("content/sub/a.md", f"---\ntitle: A\n---\n[b]({written})\n")
    assert rewritten(source, site).text == f"---\ntitle: A\n---\n[b]({link})\n"


def test_such_a_link_leads_to_the_article_after_every_edit(archive: Archive) -> None:
    archive.configure(
        'title = "T"\nbase_url = "https://a.example/"\n[markdown]\nlinks = "jekyll"\n'
    )
    archive.article("2022-01-05-a.md", body="[b]({% post_url 2022-01-06-b %})")
    archive.article("2022-01-06-b.md", date="2022-01-06")
    archive.build_as_clean()
    assert 'href="/2022/01/06/b/"' in archive.page("/2022/01/05/a/")
    archive.article("2022-01-06-b.md", date="2022-01-07")
    archive.build_as_clean()
    assert 'href="/2022/01/07/b/"' in archive.page("/2022/01/05/a/")


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ('{% post_link b "Мақала [1]" %}', "[Мақала \\[1\\]](<../b.md>)"),
        ("{% post_link news/b %}", "[b](<../news/b.md>)"),
        ("{% asset_img x.png Бір сурет %}", "![Бір сурет](<a/x.png>)"),
        ("{% asset_link x.pdf 'A file' %}", "[A file](<a/x.pdf>)"),
        ("{% codeblock %}", "{% codeblock %}"),
    ],
)
def test_tags_of_hexo_are_links_and_images(written: str, link: str) -> None:
    site = replace(
        SITE,
        articles=ArticleOptions(folder="source/_posts"),
        markdown=MarkdownOptions(links="hexo"),
    )
    assert rewritten(SourceText("source/_posts/sub/a.md", written), site).text == link
