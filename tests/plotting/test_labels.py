"""Labels of lines: on no line, axis, grid line or label, beside their own line, and in no panel's way."""

import numpy as np
import pytest

from helpers.plotting import bars, curves, figure, picture
from helpers.plotting.labels import spread
from tests.plotting.layout import assert_labels_are_clear, assert_texts_are_apart, panel_sizes

T = np.arange(1, 201)
FALL, RISE = np.exp(-T / 20), 1 - np.exp(-T / 60)
WINDOWS = np.array([1, 2, 3, 5, 10, 20, 30, 60])
CASES = {  # name -> (x, series, options for curves, limits)
    "a value at the lower limit": (T, {"dense": T / 4, "shared": np.ones(200)}, {}, (0, 55)),
    "a line on the lower limit": (T, {"with grid (zero)": 0 * T, "no grid": RISE}, {}, (0, 1.2)),
    "a line on the upper limit": (T, {"network": 0 * T + 1.0, "without carry": FALL}, {}, (0, 1)),
    "two equal ends": (T, {"SGD, rate 3": FALL, "Adam, rate 0.1": np.exp(-T / 8)}, {}, None),
    "one line under another": (T, {"seed 0": FALL, "seed 1": FALL.copy()}, {}, None),
    "three ends close together": (T, {"tanh": FALL, "ReLU": FALL * 1.01, "sigmoid": FALL * 1.1}, {}, None),
    "long words": (T, {"bidirectional network, 80 units": FALL, "recurrent network, 20": RISE}, {}, None),
    "four lines and a level": (
        T,
        {"random: 0.01": 1.5 * FALL, "equal: 1.23": 1.4 - 0.2 * RISE, "one: 1.27": 1.3 + 0.2 * FALL},
        {"baselines": {"guessing: 1.39": 1.386}},
        (0, 1.6),
    ),
    "a level near the axis": (T, {"loss": FALL + 0.1}, {"baselines": {"chance": 0.01}}, (0, 1.2)),
    "a steep fall": (T, {"steep": np.exp(-T / 2.0), "slow": 0.5 * np.exp(-T / 3)}, {}, None),
    "a logarithmic x": (
        WINDOWS,
        {"times 0.5": 0.17 / WINDOWS, "times 1.5": 0.5 / WINDOWS},
        {"log": "x"},
        None,
    ),
    "a logarithmic y": (T, {"one": 1e-16 * np.exp(T / 6), "two": 1e-15 + 0.0 * T}, {"log": "y"}, (1e-17, 10)),
    "both logarithmic": (T, {"one side": 1.0 / T, "two sides": 1.0 / T**2}, {"log": "xy"}, None),
    "ends that are missing": (T, {"stops": np.where(T < 90, FALL, np.nan), "goes on": RISE}, {}, None),
    "five lines": (T, {f"scale {k}": FALL * k for k in range(5)}, {}, None),
    "runs with whiskers": (
        WINDOWS,
        {"SGD": [0.1 / WINDOWS, 1 / WINDOWS], "Adam": 1.0 + 0 * WINDOWS},
        {},
        None,
    ),
}


@pytest.fixture(params=[1, 2, 3], ids="{} panels".format)
def panels(request):
    return request.param


def draw(case, count, labelled=True):
    x, series, options, limits = case
    fig, axes = figure(9 if count > 1 else 7, 3.4, columns=count, title="A claim.", squeeze=False)
    for ax in axes[0]:
        if limits is not None:
            ax.set_ylim(*limits)
        curves(ax, x, series, x_label="step", y_label="loss (nats)", **options)
        if not labelled:
            for _, note in ax.line_labels.values():
                note.remove()
            ax.line_labels = {}
    return fig


@pytest.mark.parametrize("name", CASES)
def test_labels_keep_clear_once_and_shrink_no_panel_by_more_than_a_tenth(name, panels):
    fig = draw(CASES[name], panels)
    assert_texts_are_apart(fig)
    assert_labels_are_clear(fig)
    found = [label.replace("\n", " ") for label in labels_of(fig)]
    assert sorted(found) == sorted([*CASES[name][1], *CASES[name][2].get("baselines", [])])
    bare = draw(CASES[name], panels, labelled=False)
    assert (panel_sizes(fig) >= 0.9 * panel_sizes(bare)).all()


def labels_of(fig):
    fig.draw_without_rendering()
    found = []
    for ax in fig.axes:
        found += [name for name, (_, note) in ax.line_labels.items() if note.get_visible()]
        legend = ax.get_legend()
        found += [] if legend is None else [text.get_text() for text in legend.get_texts()]
    return found


def test_panels_with_different_lines_have_labels_each():
    fig, (left, right) = figure(9, 3.4, columns=2)
    curves(left, T, {"SGD": FALL})
    curves(right, T, {"Adam": FALL})
    assert sorted(labels_of(fig)) == ["Adam", "SGD"]


def test_the_same_name_in_another_look_is_labelled_again():
    fig, (left, right) = figure(9, 3.4, columns=2)
    curves(left, T, {"SGD": FALL, "Adam": RISE})
    curves(right, T, {"Adam": RISE, "SGD": FALL})
    assert sorted(labels_of(fig)) == ["Adam", "Adam", "SGD", "SGD"]


def test_short_labels_of_ends_far_apart_stand_beside_the_panel_or_their_line():
    fig, _ = figure(7, 3.4)
    curves(fig.axes[0], T, {"dev": RISE, "train": FALL})
    fig.draw_without_rendering()
    assert fig.axes[0].get_legend() is None


def test_labels_follow_what_is_added_later():
    fig, ax = figure(7, 3.4)
    curves(ax, T, {"falls": FALL, "rises": RISE})
    fig.draw_without_rendering()
    ax.axvline(150)
    ax.text(180, 0.1, "a note that is in the way")
    ax.set_ylim(0, 3)
    assert_texts_are_apart(fig)
    assert_labels_are_clear(fig)


def test_a_level_line_in_bars_is_labelled_clear_of_them():
    fig, ax = figure(7, 3.4)
    bars(ax, {"dense": 0.25, "shared": 0.987, "bidirectional": 0.3}, baseline=("chance of one in four", 0.25))
    assert_texts_are_apart(fig)
    assert_labels_are_clear(fig)


def test_a_figure_drawn_twice_is_the_same():
    fig = draw(CASES["a value at the lower limit"], 2)
    assert picture(fig) == picture(fig)


def test_spread_moves_as_little_as_needed():
    assert np.allclose(spread([0, 10, 20], 5), [0, 10, 20])
    assert np.allclose(spread([3, 3, 3], 2), [1, 3, 5])
    assert np.allclose(spread([10, 0, 1], 4), [10, -1.5, 2.5])
    rng = np.random.default_rng(0)
    for n in range(8):
        wanted = rng.uniform(0, 20, n)
        moved = spread(wanted, 3)
        order = np.argsort(wanted, kind="stable")
        assert np.all(np.diff(moved[order]) > 3 - 1e-9)

    assert np.allclose(spread([0, 0], 2, low=0, high=10), [1, 3])
    assert np.allclose(spread([9, 10, 4], 2, low=0, high=10), [7, 9, 4])
