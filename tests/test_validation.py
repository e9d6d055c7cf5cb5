"""The checks of arguments, where the tests of the layers have not been."""

import numpy as np
import pytest

from helpers import validation


def test_numbers():
    for value in (1, np.int64(3), 2**31 - 1):
        validation.whole_number("n", value)
    for value in (0, -1, 1.0, True, "1", None, np.float64(2)):
        with pytest.raises(ValueError, match=r"^n must be a whole number of at least 1, got"):
            validation.whole_number("n", value)
    with pytest.raises(ValueError, match=r"^n must be a whole number of at most 2147483647, got 1000"):
        validation.whole_number("n", 10**30)
    for value in (1, 0.5, np.float32(2), 2**-20):
        validation.number("rate", value)
    for value in (0, -1.0, float("nan"), float("inf"), True, "1", None, [1.0], np.ones(1)):
        with pytest.raises(ValueError, match=r"^rate must be a finite number above 0, got"):
            validation.number("rate", value)


def test_float_types():
    for dtype in (np.float32, "float64", np.dtype("f4"), float):
        assert validation.float_type(dtype) in validation.FLOATS
    for dtype in ("nonsense", None, int, np.float16, ">f8", 5, [np.float64], np.ones(2)):
        with pytest.raises(ValueError, match=r"^dtype must be float32 or float64, got"):
            validation.float_type(dtype)


def test_a_choice_may_be_anything_and_is_refused():
    validation.choice("reset", None, (None, "before"))
    for value in ("behind", ["before"], np.ones(2), {}, 1):
        with pytest.raises(ValueError, match=r"^reset must be one of None, 'before', got"):
            validation.choice("reset", value, (None, "before"))


def test_a_plain_array_may_lie_in_a_file(tmp_path):
    np.save(tmp_path / "x.npy", np.ones((2, 3)))
    validation.float_values("x", np.load(tmp_path / "x.npy", mmap_mode="r"))
    for other in (np.ones((1, 2)).view(np.matrix), np.ma.array([1.0], mask=[True])):
        with pytest.raises(ValueError, match=rf"got {type(other).__name__}$"):
            validation.float_values("x", other)
