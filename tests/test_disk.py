"""An `OSError` becomes an error of the command, with the path as messages show it."""

import errno
import os

import pytest

from kazarchive.disk import WriteFailed, disk_errors


def test_a_refused_write_names_the_path_and_the_reason() -> None:
    with pytest.raises(WriteFailed) as raised, disk_errors("public/a.html"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    problem = raised.value.problem
    assert (problem.code, problem.place.path) == ("K0702", "public/a.html")
    assert problem.values["reason"] == os.strerror(errno.ENOSPC)


def test_an_error_without_a_number_tells_its_text() -> None:
    assert WriteFailed.by("a", OSError("odd")).problem.values["reason"] == "odd"


def test_other_errors_pass() -> None:
    with pytest.raises(ValueError, match="ours"), disk_errors("a"):
        raise ValueError("ours")
