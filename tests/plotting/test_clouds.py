"""Clouds of points: told apart by colour and marker, named in a legend that covers nothing."""

import numpy as np

from helpers.plotting.clouds import clouds
from helpers.plotting.style import figure
from tests.plotting.layout import assert_texts_are_apart


def test_groups_differ_in_colour_and_marker():
    fig, ax = figure(6, 3, title="Two clouds.")
    x = np.arange(5.0)
    clouds(ax, {"without": (x, x), "with": (x, -x)}, x_label="across", y_label="up")
    assert_texts_are_apart(fig)
    first, second = ax.collections
    assert not np.array_equal(first.get_facecolor(), second.get_facecolor())
    assert not np.array_equal(first.get_paths()[0].vertices, second.get_paths()[0].vertices)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["without", "with"]
    assert ax.get_legend().get_window_extent().x0 >= ax.get_window_extent().x1
