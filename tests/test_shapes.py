"""Arrays that have to agree, where the tests of the layers have not been."""

import numpy as np
import pytest

from helpers.shapes import Shapes

KNOWN = "n_x = 4 (x has shape (4, 3)) and m = 3 (x has shape (4, 3))"


def test_sizes_are_collected_as_arrays_pass():
    shapes = Shapes(n_y=2).floats("x", np.ones((4, 3)), "n_x m").floats("z", np.ones((2, 3)), "n_y m")
    assert shapes.size == {"1": 1, "n_y": 2, "n_x": 4, "m": 3}
    assert shapes.dtype == np.float64


@pytest.mark.parametrize(
    "value, message",
    [
        (
            np.ones((2, 4)),
            f"v must have shape (n_x, m) with {KNOWN}, got (2, 4)",
        ),
        (
            np.ones(4),
            f"v must have shape (n_x, m) with {KNOWN}, got (4,)",
        ),
        (np.ones((4, 3), np.float32), "v must be float64, as x is, got float32"),
        (np.ones((4, 3), np.int32), "v must be a NumPy array of float32 or float64, got an array of int32"),
        (
            np.ones((4, 3), np.float16),
            "v must be a NumPy array of float32 or float64, got an array of float16",
        ),
        (None, "v must be a NumPy array of float32 or float64, got NoneType"),
    ],
)
def test_refusals_say_what_disagrees_with_what(value, message):
    shapes = Shapes().floats("x", np.ones((4, 3)), "n_x m")
    with pytest.raises(ValueError) as caught:
        shapes.floats("v", value, "n_x m")
    assert str(caught.value) == message


def test_a_refused_array_is_no_witness():
    """What an array that was refused would have set is not quoted as known."""
    with pytest.raises(ValueError) as caught:
        Shapes().floats("x", np.ones((4, 0)), "n_x m")
    assert str(caught.value) == "x must have shape (n_x, m), no axis empty, got (4, 0)"


def test_byte_order_is_no_other_dtype_in_disguise():
    with pytest.raises(ValueError, match=r"^x must be a NumPy array of float32 or float64"):
        Shapes().floats("x", np.ones((2, 2)).astype(">f8"), "n_x m")


def test_integers_and_booleans():
    shapes = Shapes(m=3).integers("y", np.array([0, 1, 2]), "m", 0, 2).booleans("mask", np.ones(3, bool), "m")
    for value, message in [
        (np.array([0, 1, 3]), "y must be in 0 ... 2, got 3"),
        (np.array([0, -1, 2]), "y must be in 0 ... 2, got -1"),
        (np.array([0.0, 1, 2]), "y must be a NumPy array of integers, got an array of float64"),
        (np.array([True, False, True]), "y must be a NumPy array of integers, got an array of bool"),
        (np.array([0, 1]), "y must have shape (m,) with m = 3, got (2,)"),
    ]:
        with pytest.raises(ValueError) as caught:
            shapes.integers("y", value, "m", 0, 2)
        assert str(caught.value) == message
    with pytest.raises(ValueError, match=r"^y must be at least 1, got 0"):
        shapes.integers("y", np.array([0, 1, 2]), "m", 1)
    with pytest.raises(ValueError, match=r"^mask must be a NumPy array of booleans, got an array of int64"):
        shapes.booleans("mask", np.ones(3, np.int64), "m")


def test_parameters_are_a_dict_of_arrays_under_strings():
    for params, message in [
        (None, "params must be a dict of arrays, got NoneType"),
        ([np.ones(2)], "params must be a dict of arrays, got list"),
        (np.ones(2), "params must be a dict of arrays, got an array of float64"),
        ({1: np.ones(2)}, "params must have keys of type str, got 1"),
        ({"W": [1.0]}, 'params["W"] must be a NumPy array of float32 or float64, got list'),
    ]:
        with pytest.raises(ValueError) as caught:
            Shapes().parameters(params, {"W": "n m"})
        assert str(caught.value) == message
