"""Every diagram draws without warnings, and no text of it is cut off, overlapped or wider than its shape."""

import inspect

import pytest

from helpers import diagrams
from helpers.diagrams.shapes import box, canvas, symbol
from tests.plotting.layout import assert_texts_are_apart, assert_texts_fit_their_shapes, no_warnings

VOCABULARY = ["<PAD>", "<UNK>", "<EOS>", *(f"word{i}" for i in range(9997))]
FIGURES = {
    "rnn_cell": [{}],
    "dynamical_system": [{}],
    "folded_and_unrolled": [{}, {"notation": "h"}, {"T": 1}, {"T": 4}],
    "computational_graph": [{}, {"backward": False}, {"T": 1}, {"T": 4}],
    "recurrent_neuron": [{}, {"T": 2}],
    "notation_figure": [{}, {"words": ["cats", "sleep", "today"], "labels": [0, 1, 0]}],
    "one_hot_figure": [
        {"words": ["word364", "word4072", "<EOS>"], "vocabulary": VOCABULARY},
        {"words": ["b", "a"], "vocabulary": ["a", "b", "c"]},
    ],
    "batch_figure": [{}],
    "stacked_matrices": [{}, {"n_a": 3, "n_x": 5}],
    "dense_vs_shared": [{}, {"T": 2}],
}
CASES = [(name, options) for name, many in FIGURES.items() for options in many]


@pytest.mark.parametrize(("name", "options"), CASES, ids=lambda value: str(value)[:24])
def test_diagram(name, options):
    with no_warnings():
        for title in (
            "A short claim.",
            "A claim that needs more than one line, " * 3 + "as here.",
        ):
            fig = getattr(diagrams, name)(**{"title": title} | options)
            assert_texts_are_apart(fig)
            assert_texts_fit_their_shapes(fig)


def test_every_diagram_is_tested():
    assert set(diagrams.__all__) == set(FIGURES)
    for name in diagrams.__all__:
        assert "title" in inspect.signature(getattr(diagrams, name)).parameters


def test_diagrams_too_wide_for_a_page_are_refused():
    with pytest.raises(ValueError, match="at most 9 inches"):
        diagrams.folded_and_unrolled(T=5)


def test_the_overlap_test_sees_overlaps():
    fig, ax = canvas(3, 1)
    box(ax, 1.5, 0.5, "much too long for it", 0.5)
    with pytest.raises(AssertionError, match="outline"):
        assert_texts_fit_their_shapes(fig)
    ax.text(1.5, 0.5, "over it")
    with pytest.raises(AssertionError, match="overlap"):
        assert_texts_are_apart(fig)
    fig, ax = canvas(3, 1)
    ax.text(2.9, 0.5, "cut off")
    with pytest.raises(AssertionError, match="cut off"):
        assert_texts_are_apart(fig)


def test_symbols():
    assert symbol("a", "t-1") == r"$a^{\langle t-1 \rangle}$"
    assert symbol("h", 2, "()") == "$h^{(2)}$"
    assert symbol(r"\hat{y}") == r"$\hat{y}$"
