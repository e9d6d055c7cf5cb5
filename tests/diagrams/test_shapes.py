"""Roles have a shape each, arrows end at outlines, and a key names what it shows."""

import numpy as np
import pytest
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Polygon

from helpers.diagrams.keys import key
from helpers.diagrams.nodes import Node
from helpers.diagrams.shapes import CORNERS, box, canvas, circle, grid, variable
from helpers.plotting import FILLS, ROLES
from tests.plotting.layout import assert_texts_are_apart, assert_texts_fit_their_shapes


@pytest.fixture
def ax():
    return canvas(4, 3)[1]


def test_each_role_has_a_shape_of_its_own(ax):
    shapes = set()
    for role in ROLES:
        variable(ax, 1, 1, "$a$", kind=role)
        patch = ax.patches[-1]
        shapes.add((type(patch), len(patch.get_path().vertices), CORNERS.get(role)))
        assert patch.get_linewidth() < 1
    assert len(shapes) == len(ROLES)
    assert [type(patch) for patch in ax.patches].count(Polygon) == 4
    assert {Circle, FancyBboxPatch} < {type(patch) for patch in ax.patches}


def test_a_blank_variable_keeps_its_shape(ax):
    coloured, blank = (variable(ax, 1, 1, kind="loss", blank=blank) for blank in (False, True))
    assert coloured == blank
    assert ax.patches[-1].get_facecolor() == (1, 1, 1, 1) != ax.patches[-2].get_facecolor()


@pytest.mark.parametrize("role", [role for role in ROLES if role != "state"])
def test_a_role_in_the_wrong_shape_is_refused(ax, role):
    with pytest.raises(ValueError, match="kind must be"):
        circle(ax, 1, 1, kind=role)


def test_an_unknown_role_is_refused(ax):
    with pytest.raises(ValueError, match="kind must be a role"):
        variable(ax, 1, 1, kind="weights")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("angle", np.linspace(0.1, 6.1, 13))
def test_arrows_end_at_the_outline(ax, role, angle):
    node = variable(ax, 2, 1, radius=0.5, kind=role)
    along = np.array([np.cos(angle), np.sin(angle)])
    end = np.array(node.edge(np.array([2, 1]) + 7 * along))
    outline = ax.patches[-1].get_path().transformed(ax.patches[-1].get_transform())  # pixels
    slack = 0.06 if role == "parameter" else 0.01  # inches; the box has round corners
    assert outline.contains_point(ax.transData.transform(end - slack * along))
    assert not outline.contains_point(ax.transData.transform(end + 0.01 * along))


def test_ends_of_a_node():
    node = Node(1, 2, 0.8, 0.4)
    ends = [node.left, node.right, node.top, node.bottom]
    np.testing.assert_allclose(ends, [(0.6, 2), (1.4, 2), (1, 2.2), (1, 1.8)])
    assert node.edge((1, 2)) == (1, 2)
    np.testing.assert_allclose(Node(0, 0, 2, 2, round=True).exit((0, 0.6), (1, 0)), (0.8, 0.6))


def test_a_key(ax):
    entries = {"solid": "values", "dashed": "lost", **{role: role for role in ROLES}}
    assert key(ax, 0.1, 2.8, {"solid": "values", "loss": "loss"}) > 1.5
    key(ax, 0.1, 2.5, entries, row=0.3)
    assert_texts_are_apart(ax.figure)
    assert_texts_fit_their_shapes(ax.figure)
    fills = {patch.get_facecolor()[:3] for patch in ax.patches}
    assert len(fills) >= len(FILLS) - 1
    assert sum(isinstance(patch, FancyArrowPatch) for patch in ax.patches) == 6  # a dashed one is two


def test_a_word_across_its_shape_is_seen(ax):
    variable(ax, 1, 1, "too long for it", 0.3, "output")
    with pytest.raises(AssertionError, match="outline"):
        assert_texts_fit_their_shapes(ax.figure)


def test_a_word_across_a_circle_is_seen(ax):
    circle(ax, 1, 1, "too long for it", 0.3)
    with pytest.raises(AssertionError, match="outline"):
        assert_texts_fit_their_shapes(ax.figure)


def test_hatched_cells_are_pale(ax):
    grid(ax, 1, 2, 1, 2, hatched=[[True, False]])
    (hatched,) = [patch for patch in ax.patches if patch.get_hatch()]
    assert hatched.get_edgecolor()[:3] == pytest.approx((0xBB / 255,) * 3)
    assert box(ax, 1, 1).width == 0.9
