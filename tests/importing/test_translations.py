"""Which documents translate each other."""

import pytest

from archives import Archive
from kazarchive.config import reader
from kazarchive.importing.document import Document
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.translations import TranslationKeys


def document(sha256: str) -> Document:
    return Document(title="T", sha256=sha256)


@pytest.fixture
def keys(trilingual: Archive) -> TranslationKeys:
    trilingual.article("a.md", translation_key="taken", source={"file": "x", "sha256": "c" * 64})
    return TranslationKeys(ExistingArticles(trilingual.root, reader.load(trilingual.root)))


def test_documents_of_a_group_in_different_languages_share_a_key(keys: TranslationKeys) -> None:
    keys.add("march", document("a"), "kk")
    keys.add("march", document("b"), "ru")
    assert keys.key("march") == "march"
    assert keys.key("march") == "march"


@pytest.mark.parametrize("languages", [["kk"], ["kk", "kk"], ["kk", "ru", "ru"]])
def test_one_document_or_two_in_one_language_have_none(
    keys: TranslationKeys, languages: list[str]
) -> None:
    for number, lang in enumerate(languages):
        keys.add("march", document(str(number)), lang)
    assert keys.key("march") is None
    assert keys.key("april") is None


def test_the_same_document_twice_is_one(keys: TranslationKeys) -> None:
    keys.add("march", document("a"), "kk")
    keys.add("march", document("a"), "kk")
    assert keys.key("march") is None


def test_documents_without_a_group_are_not_brought_together(keys: TranslationKeys) -> None:
    keys.add("", document("a"), "kk")
    keys.add("", document("b"), "ru")
    assert keys.key("") is None


def test_a_key_that_an_article_has_is_not_given_to_others(keys: TranslationKeys) -> None:
    keys.add("taken", document("a"), "kk")
    keys.add("taken", document("b"), "ru")
    assert keys.key("taken") == "taken-2"


def test_the_key_of_an_earlier_import_is_kept(keys: TranslationKeys) -> None:
    keys.add("march", document("c" * 64), "kk")
    keys.add("march", document("b"), "ru")
    assert keys.key("march") == "taken"
