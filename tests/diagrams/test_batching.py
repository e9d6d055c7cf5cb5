"""The picture of a batch that builds up: every frame is readable, and shows what the library computes."""

import pytest

from helpers.diagrams.batching import batching
from helpers.plotting.style import check_alt
from tests.plotting.layout import assert_texts_are_apart, assert_texts_fit_their_shapes, no_warnings

SENTENCES = [text.split() for text in ("the cat saw the dog", "the dog ran", "a bird sang")]
COUNT = 10


@pytest.mark.parametrize("step", range(COUNT))
def test_a_frame(step):
    with no_warnings():
        fig, alt = batching(SENTENCES)(step)
        assert_texts_are_apart(fig)
        assert_texts_fit_their_shapes(fig)
    check_alt(alt)


def numbers(step):
    """The numbers in the cells of a frame, in the order in which they are drawn."""
    (ax,) = batching(SENTENCES)(step)[0].axes
    return "".join(f"{text.get_text()} " for text in ax.texts if text.get_text().isdigit()).split()


def test_the_numbers_are_those_of_the_batch():
    assert numbers(1) == "3 7 10 3 4 3 4 8 5 6 9".split()
    assert numbers(2) == "3 7 10 3 4 3 4 8 0 0 5 6 9 0 0".split()
    assert numbers(3)[15:] == "1 1 1 1 1 1 1 1 0 0 1 1 1 0 0".split()
    assert numbers(4) == "3 3 5 7 4 6 10 8 9 3 0 0 4 0 0".split()
    matrix = numbers(8)[15:]  # step 4: one word, two cells of padding
    assert [matrix[3 * k : 3 * k + 3] for k in (0, 3)] == [["0", "1", "1"], ["1", "0", "0"]]
    assert matrix.count("1") == 3 and len(matrix) == 33


def test_all_frames_have_one_size_and_say_different_things():
    drawn = [batching(SENTENCES)(step) for step in range(COUNT)]
    assert len({tuple(fig.get_size_inches()) for fig, _ in drawn}) == 1
    assert len({alt for _, alt in drawn}) == COUNT


@pytest.mark.parametrize("step", [-1, COUNT, 1.5, "0"])
def test_a_frame_that_does_not_exist_is_refused(step):
    with pytest.raises(ValueError, match="step must be a whole number from 0 to 9"):
        batching(SENTENCES)(step)
