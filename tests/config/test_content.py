"""What is published, and how it is named."""

from gettext import NullTranslations
from pathlib import Path

from config.configuring import WHOLE, load


def test_titles_and_labels_are_given_in_a_language(tmp_path: Path) -> None:
    site = load(tmp_path, WHOLE)
    assert [site.title(lang) for lang in ("en", "ru", "kk")] == [
        "Kazakhstan 2022",
        "Казахстан 2022",
        "Kazakhstan 2022",
    ]
    languages = ("en", "ru", "kk")
    labels = {
        one.name: [one.label(lang, NullTranslations()) for lang in languages]
        for one in site.taxonomies
    }
    assert labels == {
        "tags": ["Tags", "Темы", "Tags"],
        "authors": ["Authors", "Authors", "Authors"],
        "regions": ["Regions", "Regions", "Regions"],
        "people": ["People", "People", "People"],
    }
