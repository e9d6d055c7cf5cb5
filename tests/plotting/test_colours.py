"""Colours: the roles keep apart for every reader, and what is written in a colour can be read."""

from itertools import combinations

import pytest
from matplotlib.colors import to_rgb

from helpers.plotting import COLOURS, FILLS, LINES, ROLES, bars, colours, figure, grouped_bars
from helpers.plotting.colours import contrast, readable, tint
from tests.plotting.eyes import EYES, apart, lab

WHITE = (1, 1, 1)


def test_the_simulated_eyes_see_what_is_known():
    assert lab("#FFFFFF") == pytest.approx([100, 0, 0], abs=0.1)
    assert lab("#FF0000") == pytest.approx([53.2, 80.1, 67.2], abs=0.1)
    for eye in EYES:
        assert apart("#000000", "#FFFFFF", eye) == pytest.approx(100, abs=0.1)
    assert apart("#C46900", "#7D9000") > 50  # orange and olive green: one colour to those without a cone
    assert apart("#C46900", "#7D9000", "deuteranopia") < 25


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("palette", [FILLS, LINES], ids=["fills", "lines"])
def test_roles_keep_apart(palette, eye):
    assert tuple(palette) == ROLES
    for one, other in combinations(ROLES, 2):
        distance = apart(palette[one], palette[other], eye)
        assert distance >= 15, f"{one} and {other} are {distance:.1f} apart for {eye}"


@pytest.mark.parametrize("eye", EYES)
def test_neighbouring_series_of_bars_keep_apart(eye):
    _, ax = figure()
    grouped_bars(ax, ["a"], {str(i): [[1.0]] for i in range(4)})
    fills = [patch.get_facecolor() for patch in ax.patches]
    for one, other in combinations(fills, 2):
        assert apart(one, other, eye) >= 15


def test_lines_are_seen_and_texts_are_read():
    for line in LINES.values():
        assert contrast(to_rgb(line), WHITE) >= 3
    for fill in FILLS.values():
        assert contrast(to_rgb(fill), to_rgb(colours.INK)) >= 7
    for colour in (*COLOURS, *LINES.values(), colours.YELLOW, colours.GREY, colours.INK):
        assert contrast(to_rgb(readable(colour)), WHITE) >= 4.45


def test_tint():
    assert tint("#000000", 0) == "#ffffff" and tint("#123456", 1) == "#123456"
    assert tint("#0000ff", 0.5) == "#8080ff"


def test_bars_are_softer_than_their_outline_and_not_hatched():
    _, ax = figure()
    bars(ax, {"a": 1.0, "b": 2.0})
    ax.bar([5], [1.0], color=colours.BLUE)
    ax.barh([5], [1.0], color=colours.GREEN)
    grouped_bars(ax, ["a", "b"], {"one": [[1.0, 2.0]], "two": [[1.0, 2.0]]})
    for patch in ax.patches:
        assert patch.get_hatch() is None and patch.get_linewidth() < 1
        assert colours.luminance(patch.get_facecolor()[:3]) > colours.luminance(patch.get_edgecolor()[:3])
