"""The house style: what `figure` and `show` promise, curves, bars and heat maps."""

import base64
import subprocess
import sys

import matplotlib as mpl
import numpy as np
import pytest

from helpers.plotting import bars, colours, curves, figure, heatmap, settings, show, style
from helpers.plotting.bars import number
from tests.plotting.layout import assert_texts_are_apart, no_warnings

ALT = "Two curves fall from left to right."


@pytest.fixture
def shown(monkeypatch):
    """Collect what `show` displays, as inside a notebook."""
    import IPython
    import IPython.display

    calls = []
    monkeypatch.setattr(IPython, "get_ipython", lambda: object())
    monkeypatch.setattr(IPython.display, "display", lambda data, **options: calls.append((data, options)))
    return calls


@pytest.mark.parametrize("alt", ["", "  ", "Plot.", "a plot of the loss", None, 3])
def test_show_refuses_an_alternative_text_that_is_no_sentence(alt):
    fig, _ = figure()
    with pytest.raises(ValueError, match="alt must be a sentence"):
        show(fig, alt)


def test_show_displays_a_crisp_picture_with_its_alternative_text(shown):
    fig, _ = figure(7, 3)
    assert show(fig, ALT) is None
    ((data, options),) = shown
    assert data["text/plain"] == "<Figure size 700x300 with 1 Axes>"
    assert options == {"metadata": {"image/png": {"alt": ALT, "width": 700, "height": 300}}, "raw": True}
    png = base64.b64decode(data["image/png"])
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1400, 600)
    assert b"Software" not in png


def test_show_outside_a_notebook_displays_nothing(capsys):
    code = "from helpers.plotting.style import *; fig, ax = figure(); show(fig, 'An empty pair of axes.')"
    strict = ["-W", "error", "-W", "ignore::DeprecationWarning"]  # an old Matplotlib calls a new pyparsing
    done = subprocess.run([sys.executable, *strict, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("size", [{"width": 9.01}, {"width": 0}, {"height": 0}, {"height": -1}])
def test_figure_refuses_sizes_that_no_page_shows(size):
    with pytest.raises(ValueError, match=r"^(width|height) must be"):
        figure(**size)


def test_the_style_holds_without_changing_global_settings():
    before = dict(mpl.rcParams)
    with mpl.rc_context(
        {"font.size": 4, "lines.linewidth": 0.1, "axes.titlesize": 4, "axes.titlelocation": "right"}
    ):
        fig, ax = figure(title="A claim.")
        (line,) = ax.plot([0, 1], label="line")
        title, note, legend = ax.set_title("A panel"), ax.text(0, 0, "note"), ax.legend()
        style.picture(fig)
    assert line.get_linewidth() == settings.HOUSE["lines.linewidth"]
    texts = [title, note, *legend.get_texts(), *ax.get_xticklabels(), ax.xaxis.label, ax.yaxis.label]
    assert min(text.get_fontsize() for text in texts) >= 11
    assert title.get_text() == ax.get_title(loc="left") == "A panel"
    assert dict(mpl.rcParams) == before


def test_the_same_figure_gives_the_same_bytes():
    def draw():
        fig, ax = figure(4, 2, title="Sines.")
        curves(ax, np.arange(30), {"sine": np.sin(np.arange(30))})
        return style.picture(fig)

    assert draw() == draw()


def test_lines_differ_in_more_than_colour():
    _, ax = figure()
    lines = [ax.plot([0, 1])[0] for _ in colours.COLOURS]
    for of in (lambda line: line.get_color(), lambda line: line.get_marker()):
        assert len({of(line) for line in lines}) == len(colours.COLOURS)


def test_short_lines_have_a_marker_at_each_point():
    _, ax = figure()
    short, long = ax.plot(range(20))[0], ax.plot(range(21))[0]
    assert short.get_markevery() is None and long.get_markevery() == 0.12


@pytest.mark.parametrize("width", [4, 7, 9])
def test_a_long_title_is_wrapped_and_never_cut(width):
    fig, ax = figure(width, 4, title=r"WIDE WORDS and $a^{\langle t-1 \rangle} = b$ in a claim " * 3)
    ax.set_title("A panel with a title that is far too long for one line " * 2)
    assert_texts_are_apart(fig)


def test_whiskers_use_up_no_style():
    fig, ax = figure()
    runs = np.random.default_rng(0).random((5, 4))
    curves(ax, range(4), {"one": runs, "two": 1 + runs})
    fig.draw_without_rendering()
    assert [line.get_color() for line in ax.lines] == list(colours.COLOURS[:2])


def test_curves_refuses_series_of_another_length():
    with pytest.raises(ValueError, match="must have the shape of x"):
        curves(figure()[1], np.arange(3), {"a": np.arange(4)})


@pytest.mark.parametrize(
    ("value", "text"), [(10100, "10,100"), (0.5123, "0.512"), (0, "0"), (-0.031234, "−0.0312"), (2.0, "2")]
)
def test_number(value, text):
    assert number(value) == text


def test_bars_carry_their_values():
    fig, ax = figure(5, 3, title="Shared weights do better.")
    bars(ax, {"dense": 0.25, "shared": 0.987}, y_label="accuracy", baseline=("chance", 0.25))
    assert {"0.25", "0.987", "chance"} <= {text.get_text() for text in ax.texts}
    assert_texts_are_apart(fig)
    assert number(float("nan")) == "nan"


def test_heatmap_limits():
    _, ax = figure()
    assert heatmap(ax, [[0.2, 0.3]]).get_clim() == (0, 1)
    assert heatmap(ax, [[-3.0, 1.0]], signed=True).get_clim() == (-3, 3)
    assert heatmap(ax, [[2.0, 5.0]], limits=(0, 5)).get_clim() == (0, 5)
    assert heatmap(ax, np.zeros((2, 2)), signed=True).get_clim() == (-1, 1)


@pytest.mark.parametrize(
    ("matrix", "options"),
    [([1.0], {}), (np.zeros((0, 3)), {}), ([[1.5]], {}), ([[-0.1]], {}), ([[0.1]], {"rows": ["a", "b"]})],
)
def test_heatmap_refuses(matrix, options):
    with pytest.raises(ValueError, match="must"):
        heatmap(figure()[1], matrix, **options)


def test_heatmap_draws_values_and_padding():
    matrix = np.linspace(-1, 1, 12).reshape(3, 4)
    matrix[2, 3] = np.nan
    fig, ax = figure(7, 3, title="Signed values.")
    with no_warnings():
        heatmap(ax, matrix, list("abc"), signed=True, unit="nats", values=True, x_label="step")
        assert_texts_are_apart(fig)
    assert len(ax.texts) == 11 and sum(patch.get_hatch() == "///" for patch in ax.patches) == 1
    ink = {text.get_text(): text.get_color() for text in ax.texts}
    assert ink["−1.00"] == "white" and ink["0.09"] == colours.BLACK
