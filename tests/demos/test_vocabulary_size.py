"""The demo of lesson 01: unknown tokens and bytes, at every kind of position of its slider."""

import pytest

from helpers.demos.notation import vocabulary_size
from helpers.plotting.style import check_alt
from tests.plotting.layout import assert_texts_are_apart

VOCABULARY = ["<PAD>", "<UNK>", "<EOS>", *(f"w{k}" for k in range(400))]
HELD_OUT = [f"w{k}" for k in range(0, 800, 2)] + ["w0"] * 600


@pytest.mark.parametrize(
    ("size", "unknown", "cost"), [(5, "40%", "40 kB"), (200, "30%", "1.6 MB"), (403, "20%", "3.2 MB")]
)
def test_a_position_is_readable_and_its_numbers_are_counted(size, unknown, cost):
    fig, alt = vocabulary_size(VOCABULARY, HELD_OUT, ["w0", "w9"])(size)
    assert_texts_are_apart(fig)
    check_alt(f"{alt}.")
    assert fig.get_suptitle() == f"{size} entries: {unknown} unknown, {cost}."
    assert alt.endswith("w0 <UNK>" if size == 5 else "w0 w9")
