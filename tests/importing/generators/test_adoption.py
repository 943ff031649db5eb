"""The text of the kazarchive.toml for another generator's folder."""

import tomllib

from kazarchive.importing.generators.adoption import Adoption, written


def test_the_text_is_toml_with_the_values_of_the_plan() -> None:
    plan = Adoption(
        {"title": 'Жазбалар "A"\n', "languages": ["kk", "ru"]},
        {"dates_from_names": False, "rename": {"a b": "title", "ё": "tags"}},
        ("photo-essays",),
    )
    text = written(plan, "Hugo")
    assert text.startswith("# This folder is still one of Hugo")
    assert tomllib.loads(text) == {
        "title": 'Жазбалар "A"\n',
        "languages": ["kk", "ru"],
        "articles": {"dates_from_names": False, "rename": {"a b": "title", "ё": "tags"}},
        "taxonomies": {"photo-essays": {"label": "Photo essays"}},
    }
