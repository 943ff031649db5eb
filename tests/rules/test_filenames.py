"""A folder of Jekyll or Hugo posts keeps its addresses."""

import pytest

from archives import Archive
from kazarchive.rules import dates, filenames


@pytest.mark.parametrize(
    ("name", "jekyll", "hugo"),
    [
        ("My_First-Post_v1.0", "My_First-Post_v1.0", "my_first-post_v1.0"),
        ("цены-на-газ", "цены-на-газ", "цены-на-газ"),
        ("Цены на газ", "Цены-на-газ", "цены-на-газ"),
        ("Қазақ тілі", "Қазақ-тілі", "қазақ-тілі"),
        ("v1.2.3", "v1.2.3", "v1.2.3"),
        ("my_post", "my_post", "my_post"),
        ("a--b", "a-b", "a--b"),
        ("What? Now!", "What-Now!", "what-now"),
        ("C++ and C#", "C++-and-C", "c++-and-c"),
        ("AT&T", "AT&T", "att"),
        ("it's", "it's", "its"),
        ("-a-", "a", "-a-"),
        ("50%", "50", "50"),
        ("日本", "日本", "日本"),
        ("и\u0306", "й", "й"),
        ("e.g.", "e.g", "e.g"),
        ("Oil & gas", "Oil-&-gas", "oil--gas"),
        ("a – b", "a-b", "a--b"),
        ("a_b - c", "a_b-c", "a_b---c"),
        ("a   b", "a-b", "a---b"),
        ("a - . b", "a-.-b", "a---.-b"),
        ("a\u00a0\u2003b", "a-b", "a-b"),
        ("a-\u00a0-b", "a-b", "a--b"),
        ("½ price", "price", "-price"),
        ("x² y³", "x-y", "x-y"),
        ("Ⅳ chapter", "chapter", "-chapter"),
        ("İstanbul", "İstanbul", "istanbul"),
        ("ΑΣ", "ΑΣ", "ασ"),
        ("٣ कि", "٣-कि", "٣-कि"),
        ("№5", "5", "5"),
    ],
)
def test_a_slug_is_what_the_other_generator_makes_of_a_name(
    name: str, jekyll: str, hugo: str
) -> None:
    assert filenames.kept(name, "en") == jekyll
    assert filenames.lower(name, "en") == hugo


@pytest.mark.parametrize("name", ["???", "con", "..", "«»"])
def test_a_name_of_which_no_address_can_be_made_is_transliterated(name: str) -> None:
    for way in (filenames.kept, filenames.lower):
        assert way(name, "en") == filenames.WAYS["transliterated"](name, "en")


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        ("2010-3-6-short-date", ("2010-3-6", "short-date")),
        ("2010-03-6-a", ("2010-03-6", "a")),
        ("2012-7-18_b", ("2012-7-18", "b")),
        ("2016-2-29-leap", ("2016-2-29", "leap")),
        ("2010-12-31-a", ("2010-12-31", "a")),
        ("2010-13-45-a", ("2010-13-45", "a")),
        ("1984-5-70-years", None),
        ("2010-0-1-a", None),
        ("2010-3-6", None),
    ],
)
def test_a_date_of_single_digits_begins_a_name(stem: str, found: tuple[str, str] | None) -> None:
    assert dates.from_name(stem) == found


def test_a_folder_of_jekyll_posts_keeps_its_addresses(archive: Archive) -> None:
    archive.configure(
        'title = "T"\nbase_url = "https://archive.example/"\n[articles]\nfolder = "_posts"\n'
        'permalink = "/{year}/{month}/{day}/{slug}.html"\nslugs = "file name"\n'
    )
    for name in ("2010-03-13-My_First-Post_v1.0", "2010-3-6-short-date", "2010-03-14-цены-на-газ"):
        archive.write(f"_posts/{name}.md", "---\ntitle: A\n---\nText.\n")
    archive.write("_posts/2010-03-15-Own.md", "---\ntitle: A\nslug: mine\n---\nText.\n")
    archive.build_as_clean(strict=True)
    pages = {name for name in archive.tree() if name.startswith("2010/") and name.count("/") == 3}
    assert {name for name in pages if not name.endswith("index.html")} == {
        "2010/03/13/My_First-Post_v1.0.html",
        "2010/03/06/short-date.html",
        "2010/03/14/цены-на-газ.html",
        "2010/03/15/mine.html",
    }


def test_a_folder_of_hugo_posts_keeps_its_addresses(archive: Archive) -> None:
    archive.configure(
        'title = "T"\nbase_url = "https://archive.example/"\n[articles]\n'
        'permalink = "/posts/{slug}/"\nslugs = "lower-case file name"\n'
    )
    for name in ("My_Post", "v1.2.3", "Цены", "bundle/index"):
        archive.article(f"{name}.md")
    archive.build_as_clean(strict=True)
    for slug in ("my_post", "v1.2.3", "цены", "bundle"):
        assert f"posts/{slug}/index.html" in archive.tree()


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Қазақстан: «жаңалық» — №1, C++ & 50%", "қазақстан-жаңалық-1-c-50"),
        ("It's a.b_c ok", "its-a.b_c-ok"),
        ("v1.2.3 (new) ~x~ @y", "v1.2.3-new-~x~-@y"),
        ("а/б\\в", "а-б-в"),
        ("a + b = c, d", "a--b-c-d"),
        ("Ёлка · “цитата”", "ёлка-цитата"),
        ("under _ score", "under-_-score"),
    ],
)
def test_a_title_is_a_slug_as_in_hugo(written: str, slug: str) -> None:
    assert filenames.title(written, "ru") == slug


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Қазақстан: «жаңалық» және №1", "kazakstan-zhanalyk-zhne-no1"),
        ("Әлем — №1!", "lem-no1"),
        ("It's a.b_c ok", "its-ab_c-ok"),
        ("Ёлка · “цитата” щука", "iolka-tsitata-shchuka"),
        ('Q: C++ / C# & "x" 50%', "q-c-c-x-50"),
        ("<b>Bold</b> &amp; title", "bold-title"),
        ("Қазақстан Жаңа", "kazakstan-zhana"),
    ],
)
def test_a_title_is_a_slug_as_in_pelican_and_a_name_as_in_nikola(written: str, slug: str) -> None:
    assert filenames.latin(written, "kk") == slug
