"""Texts are measured, and broken only where they do not fit."""

import pytest

from helpers.plotting import figure, house_style
from helpers.plotting.letters import text_width, wrap
from helpers.plotting.settings import TITLE
from tests.plotting.layout import texts_of

CLAIMS = [
    "The influence of the first state fades, unless the weights are too large.",
    "Values go up and right; gradients return along every arrow.",
    "illicit little lilies fill till still",
    "WIDE WORDS MAKE MOST MARGINS MELT",
    r"With $n_a = 80$ units, $a^{\langle t-1 \rangle}$ is 0.01.",
    "2⁻²⁰ – ∂J/∂v, ŷ × 10 000",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_width_is_the_width_that_is_drawn(claim):
    fig, ax = figure(9, 2)
    ax.axis("off")
    with house_style():
        ax.text(0, 0, claim, fontsize=TITLE, fontweight="bold")
    fig.dpi = 200
    ((_, box),) = texts_of(fig)
    assert 0.99 <= text_width(claim, TITLE, "bold") / (box.width / 200) <= 1.04


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_text_that_fits_is_not_broken_and_one_that_does_not_is(claim):
    width = text_width(claim, TITLE, "bold")
    assert wrap(claim, width + 0.01, TITLE) == claim
    lines = wrap(claim, width - 0.05, TITLE).split("\n")
    assert len(lines) > 1
    assert all(text_width(line, TITLE, "bold") <= width - 0.05 for line in lines)


def test_a_regular_text_takes_less_room_than_a_bold_one():
    assert text_width("weights", 12) < text_width("weights", 12, "bold") < text_width("weights", 13, "bold")


def test_wrap_does_not_break_formulas():
    lines = wrap(r"one $a + b + c + d + e$ two", 0.9, 12).split("\n")
    assert r"$a + b + c + d + e$" in lines
