"""The table of an article's fields."""

from kazarchive.fields import FIELDS, Table, Terms, terms


def test_every_field_stands_under_its_name_and_is_explained() -> None:
    for name, field in FIELDS.items():
        assert field.name == name
        assert field.about.endswith(".")


def test_other_names_of_parts_lead_to_parts() -> None:
    tables = [field for field in FIELDS.values() if isinstance(field, Table)]
    assert tables
    for table in tables:
        assert {known for _, known in table.also} <= {*table.part_names}
        assert not {written for written, _ in table.also} & {*table.part_names}


def test_a_taxonomy_is_a_field_of_terms() -> None:
    assert isinstance(terms("regions"), Terms)
    assert "`regions`" in terms("regions").about
