"""What the value of a field that hides says."""

import pytest

from reading.hiding import reading, what


@pytest.mark.parametrize(
    "front",
    [
        *("dg-publish: false", "saveAsDraft: true", "email_only: true", "visibility: tiers"),
        *("layout: draft", "видимость: скрыто", "публикация: нет", "опубликована: нет"),
        *("Статус: На проверке", "скрыта: да", "приватный: да", "доступ: закрытый"),
        *("күй: жоба", "құпия: иә", "қолжетімділік: жабық", "жария: жоқ", "status: снята"),
        *("acme: {draft: true}", "address: {draft: true}", "company: {noindex: true}"),
        *("acme: {address: x, private: true}", "params: {private: true}"),
    ],
)
def test_words_of_three_languages_and_more_programs_hide(front: str) -> None:
    assert what(reading(front)) == "hidden"
