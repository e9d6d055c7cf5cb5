"""Bars, heat maps and lengths: numbers that can be read, and marks for what a scale does not show."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from helpers.plotting import bars, figure, grouped_bars, heatmap, padded_batches, task_lengths
from helpers.plotting.colours import contrast
from helpers.plotting.lengths import KINDS
from tests.plotting.layout import assert_texts_are_apart, panel_sizes


@pytest.mark.parametrize("options", [{"signed": True}, {}, {"limits": (0, 0.5)}], ids=str)
def test_numbers_stand_out_in_every_cell(options):
    matrix = np.linspace(-1 if "signed" in options else 0, 1, 200).reshape(20, 10)
    fig, ax = figure(9, 8)
    image = heatmap(ax, matrix, values=True, **options)
    fig.draw_without_rendering()
    cells = image.to_rgba(np.clip(matrix, *image.get_clim()))[..., :3].reshape(-1, 3)
    assert len(ax.texts) == 200
    for text, cell in zip(ax.texts, cells, strict=True):
        assert contrast(to_rgb(text.get_color()), cell) >= 4.5


@pytest.mark.parametrize(
    ("matrix", "extend"),
    [
        ([[0.0, 1.0]], "neither"),
        ([[-0.1, 1.0]], "min"),
        ([[0.0, 1.1]], "max"),
        ([[-np.inf, np.inf]], "both"),
        ([[np.nan, 0.5]], "neither"),
        ([[0.0, 1.0 + 1e-12]], "neither"),
    ],
)
def test_values_beyond_the_colours_are_marked(matrix, extend):
    fig, ax = figure()
    image = heatmap(ax, matrix, limits=(0.0, 1.0))
    assert image.colorbar.extend == extend
    assert image.colorbar.outline.get_visible(), "an arrow in white would not be seen"
    shown = image.get_array()
    assert not np.ma.getmaskarray(shown)[~np.isnan(np.array(matrix))].any(), "an infinity has no colour"
    assert_texts_are_apart(fig)


def draw_bars(kind, **options):
    fig, ax = figure(7, 3.4, title="A claim.")
    if kind == "bars":
        bars(ax, {"a": 0.25, "b": 0.5, "c": 1.0}, **options)
    else:
        series = {"dense": [[100, 6.0, 9.0]], "shared": [[100, 99.0, 80.0], [100, 100.0, 90.0]]}
        grouped_bars(ax, ["word 2", "word 3", "word 4"], series, **options)
    return fig, ax


@pytest.mark.parametrize("kind", ["bars", "grouped"])
@pytest.mark.parametrize("options", [{}, {"baseline": ("chance", 9.5)}], ids=str)
def test_no_line_shows_through_the_numbers_of_bars(kind, options):
    fig, ax = draw_bars(kind, **options)
    assert_texts_are_apart(fig)
    assert not any(line.get_visible() for line in [*ax.get_xgridlines(), *ax.get_ygridlines()])
    level = max([line.get_zorder() for line in ax.lines], default=0)
    numbers = [text for text in ax.texts if text.get_path_effects()]
    assert len(numbers) == (3 if kind == "bars" else 6)
    for text in numbers:
        assert text.get_zorder() > level
        assert text.get_path_effects()[0]._gc == {"linewidth": 3, "foreground": "white"}


def test_the_key_of_grouped_bars_takes_a_tenth_at_most():
    fig, ax = draw_bars("grouped", baseline=("chance", 10))
    keyed = panel_sizes(fig)
    ax.get_legend().remove()
    assert (keyed >= 0.9 * panel_sizes(fig)).all()


def test_kinds_of_tasks_have_a_key():
    fig = task_lengths({"a": (3, 3), "b": (1, 9)}, {"a": "equal", "b": "one to many"}, title="Tasks.")
    (ax,) = fig.axes
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["equal", "one to many"]
    assert set(KINDS) > {"equal", "one to many"}
    assert_texts_are_apart(fig)


def test_padded_batches_tell_the_share_of_padding():
    fig = padded_batches({"shuffled": [2, 4, 6], "sorted": [5, 5]}, title="Padding.")
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["shuffled: 33% padding", "sorted: 0% padding"]
    assert_texts_are_apart(fig)


def test_markers_at_the_edge_are_whole_and_lines_beyond_it_are_cut():
    fig, ax = figure()
    (within,) = ax.plot([0, 1, 2], [0, 1, 2])
    (beyond,) = ax.plot([0, 1, 2], [0, 5, 2])
    ax.set(xlim=(0, 2), ylim=(0, 2))
    fig.draw_without_rendering()
    assert (within.get_clip_on(), beyond.get_clip_on()) == (False, True)


@pytest.mark.parametrize("value", [1e-8, 1.0, 1e12])
def test_powers_of_ten_are_plain_text(value):
    fig, ax = figure()
    ax.plot([1, 2], [value, value * 1000])
    ax.set_yscale("log")
    fig.draw_without_rendering()
    texts = [text.get_text() for text in ax.get_yticklabels()]
    power = round(np.log10(value))
    raised = str(power).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
    assert f"10{raised}" in texts and not any("$" in text for text in texts)
