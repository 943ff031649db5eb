"""What becomes a constant of the generated code."""

import pytest
from markupsafe import Markup

from kazarchive.specialise import constants
from kazarchive.specialise.scopes import Constant


@pytest.mark.parametrize("value", ["a", 1, 1.5, True, None, Markup("<b>")])
def test_a_literal_is_written_into_the_code(value: object) -> None:
    assert constants.is_literal(value)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), (), [], object()])
def test_other_values_are_not(value: object) -> None:
    assert not constants.is_literal(value)


def test_what_is_made_of_a_function_does_not_last() -> None:
    assert constants.is_lasting(Constant("a"))
    assert not constants.is_lasting(Constant(len))
    assert not constants.is_lasting("c_x")


def test_a_value_can_refuse_to_be_true_or_false() -> None:
    class Neither:
        def __bool__(self) -> bool:
            raise ValueError

    assert constants.truth(Constant(0)) is False
    assert constants.truth(Constant(Neither())) is None
