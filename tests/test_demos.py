"""Demos: what moves the picture, and what is shown as a widget, as a still and as frames."""

import base64
import statistics
import time

import ipywidgets
import numpy as np
import pytest

from helpers.demos import controls, frames, live, player, start_here, steps
from helpers.plotting.curves import curves
from helpers.plotting.style import figure

drawn = []


def draw(hidden_units=5, kind="tanh", seed=0):
    drawn.append((hidden_units, kind))
    fig, ax = figure(7, 3, title=f"{hidden_units} units of {kind}.")
    x = np.arange(100)
    curves(ax, x, {"state": np.tanh(np.sin(x) / hidden_units), "input": np.sin(x)}, x_label="step")
    return fig, f'Two waves, one of them "{kind}", with {hidden_units} units.'


def build(step):
    drawn.append(step)
    fig, ax = figure(4, 2, title=f"After {step + 1} steps.")
    ax.plot(range(step + 1))
    return fig, f"A line of {step + 1} points."


@pytest.fixture(autouse=True)
def _forget():
    drawn.clear()


@pytest.fixture
def shown(monkeypatch):
    """What a demo displays, as (data, metadata), in the mode that the test chooses with `shown.mode`."""

    class Shown(list):
        def mode(self, name):
            monkeypatch.setenv("COURSE_DEMOS", name)

    calls = Shown()
    monkeypatch.setattr(frames, "display", lambda data, raw: calls.append(data))
    monkeypatch.setattr(frames, "show", lambda fig, alt: calls.append((fig.get_suptitle(), alt)))
    return calls


@pytest.fixture
def boxes(monkeypatch, shown):
    """The widgets that demos show."""
    found = []
    monkeypatch.delenv("COURSE_DEMOS")
    for module in (controls, player):
        monkeypatch.setattr(module, "show_widget", lambda box, sentence: found.append((box, sentence)))
    return found


def test_a_widget_is_shown_with_a_sentence_for_where_nothing_runs(shown, monkeypatch):
    monkeypatch.delenv("COURSE_DEMOS")
    assert live(draw, hidden_units=(1, 20), kind=["tanh", "relu"]) is None
    assert steps(build, 3) is None
    assert all(data["application/javascript"] == frames.NAMES for data in shown[::2])
    for data, words in zip(
        shown[1::2], ("to set hidden units and kind", "to go through 3 steps"), strict=True
    ):
        assert set(data) == {frames.WIDGET, "text/plain"} and words in data["text/plain"]


def test_a_control_moves_the_picture(boxes):
    live(draw, hidden_units=(1, 20), kind=["tanh", "relu"])
    slider, choice, screen, _ = boxes[0][0].children
    assert (slider.value, slider.min, slider.max, slider.description) == (5, 1, 20, "hidden units")
    assert slider.continuous_update and choice.value == "tanh"
    assert 'alt="Two waves, one of them &quot;tanh&quot;, with 5 units."' in screen.value
    assert 'width="700" height="300"' in screen.value
    before = screen.value
    slider.value = 6
    assert "with 6 units" in screen.value and screen.value != before
    slider.value = 5
    assert screen.value == before and drawn == [(5, "tanh"), (6, "tanh")]  # what was drawn is kept


def size(screen):
    """The width and height in dots of the PNG on a screen."""
    header = base64.b64decode(screen.value.split("base64,")[1][:64])
    return tuple(int.from_bytes(header[at : at + 4], "big") for at in (16, 20))


def test_pictures_have_two_dots_per_pixel(boxes):
    live(draw, hidden_units=(1, 20))
    steps(build, 3)
    (_, screen, _), (_, other, _) = (box.children for box, _ in boxes)
    assert size(screen) == (1400, 600) and size(other) == (800, 400)


def test_a_demo_reacts_within_a_fifth_of_a_second(boxes):
    live(draw, hidden_units=(1, 20))
    slider = boxes[0][0].children[0]
    seconds = []
    for value in (1, 2, 3, 4, 6, 7, 8):
        start = time.process_time()
        slider.value = value
        seconds.append(time.process_time() - start)
    assert statistics.median(seconds) < 0.2


@pytest.mark.parametrize("given", [{}, {"units": (1, 3)}, {"seed": object()}])
def test_controls_that_draw_does_not_take_are_refused(given):
    with pytest.raises(ValueError, match="must be"):
        live(draw, **given)


@pytest.mark.parametrize(("step", "shown"), [(0.1, ".1f"), (0.05, ".2f"), (0.001, ".3f"), (1.0, ".0f")])
def test_a_slider_shows_as_many_decimals_as_its_step_has(step, shown):
    def picture(scale=1.0):
        """Has a default."""

    assert controls._widgets(picture, {"scale": (0.0, 4.0, step)})["scale"].readout_format == shown


def test_the_player_steps_back_and_forth_and_draws_each_picture_once(boxes):
    steps(build, 3)
    row, screen, _ = boxes[0][0].children
    back, forward, play, slider, _ = row.children
    assert [button.description for button in (back, forward, play)] == ["Back", "Step", "Play"]
    assert (slider.min, slider.max, slider.description) == (1, 3, "step (of 3)")
    seen = []
    for button in (back, forward, forward, forward, back):
        button.click()
        seen.append((slider.value, f"A line of {slider.value} points." in screen.value))
    assert seen == [(1, True), (2, True), (3, True), (3, True), (2, True)]
    assert drawn == [0, 1, 2]


@pytest.mark.parametrize("given", [(0,), (2.0,), (True + 1, 2), (3, -1), (3, "last")])
def test_steps_that_are_none_are_refused(given):
    with pytest.raises(ValueError, match="must be"):
        steps(build, *given)


def test_a_still_is_a_sentence_and_one_picture(shown):
    shown.mode("still")
    live(draw, hidden_units=(1, 20), kind=["tanh", "relu"])
    steps(build, 4)
    steps(build, 4, still=1)
    sentences = [data["text/plain"] for data in shown[::2]]
    assert sentences[0].endswith("Here: hidden units = 5, kind = tanh.")
    assert sentences[1].endswith("Here: step 4.") and sentences[2].endswith("Here: step 2.")
    assert all(set(data) == {"text/plain", "text/markdown"} for data in shown[::2])
    assert shown[1] == ("5 units of tanh.", 'Two waves, one of them "tanh", with 5 units.')
    assert [alt for _, alt in shown[3::2]] == ["A line of 4 points.", "A line of 2 points."]
    assert drawn == [(5, "tanh"), 3, 1]


def bundle(shown):
    (data,) = shown
    return data[frames.MIME]


def test_the_frames_of_steps(shown):
    shown.mode("frames")
    steps(build, 3, still=1)
    found = bundle(shown)
    assert (found["kind"], found["label"], found["start"]) == ("steps", "step", 0)
    assert [frame["label"] for frame in found["frames"]] == ["step 1 of 3", "step 2 of 3", "step 3 of 3"]
    assert [frame["alt"] for frame in found["frames"]] == [f"A line of {n} points." for n in (1, 2, 3)]
    assert {(frame["width"], frame["height"]) for frame in found["frames"]} == {(400, 200)}
    assert base64.b64decode(found["frames"][0]["png"]).startswith(b"\x89PNG")


def test_the_frames_of_a_live_demo_move_its_first_control(shown):
    shown.mode("frames")
    live(draw, kind=["tanh", "relu"], hidden_units=(1, 20))
    found = bundle(shown)
    assert (found["kind"], found["label"], found["start"]) == ("live", "kind", 0)
    assert [frame["label"] for frame in found["frames"]] == ["kind = tanh", "kind = relu"]
    assert drawn == [(5, "tanh"), (5, "relu")]


@pytest.mark.parametrize(
    ("start", "control", "count", "ends"),
    [
        (5, (1, 20), 12, (1, 20)),
        (5, (1, 7), 7, (1, 7)),
        (0.35, (0.1, 5.0, 0.05), 12, (0.1, 5.0)),
        (1.0, (0.2, 4.0, 0.1), 12, (0.2, 4.0)),
        (2, (1, 400), 12, (1, 400)),
        (1, (1, 400), 12, (1, 400)),
        (True, True, 2, (False, True)),
        ("b", [("one", "a"), ("two", "b")], 2, ("a", "b")),
        (10.0, ipywidgets.FloatLogSlider(10.0, min=-3, max=3, step=0.5), 12, (0.001, 1000.0)),
    ],
)
def test_frames_are_spread_over_a_control_and_hold_its_start(start, control, count, ends):
    def picture(scale=start):
        """Has a default."""

    widget = controls._widgets(picture, {"scale": control})["scale"]
    values = controls._positions(widget)
    assert widget.value == start and start in values
    assert len(values) == count and (values[0], values[-1]) == ends


@pytest.mark.parametrize("given", [None, figure(2, 2)[0], (figure(2, 2)[0], "no sentence"), ("a", "b")])
@pytest.mark.parametrize("mode", ["still", "frames"])
def test_what_draw_returns_is_checked(shown, mode, given):
    shown.mode(mode)
    with pytest.raises(ValueError, match="must"):
        steps(lambda step: given, 1)


def test_frames_of_different_sizes_are_refused(shown):
    shown.mode("frames")
    with pytest.raises(ValueError, match=r"one size, got \(200, 200\), \(200, 300\) pixels"):
        steps(lambda step: (figure(2, 2 + step)[0], "Nothing is drawn."), 2)


def test_a_mode_that_does_not_exist_is_refused(shown):
    shown.mode("film")
    with pytest.raises(ValueError, match="COURSE_DEMOS must be"):
        steps(build, 3)


def test_the_state_of_the_first_page_fades_up_to_a_weight_of_one():
    """The numbers under the first page's demos are those of its own loop: tanh(0.8 a + x)."""
    assert np.round(start_here.states(0.8, 1.0, 4), 3).tolist() == [0.762, 0.544, 0.409, 0.316]
    assert start_here.states(0.8, 0.0, 4) == [0, 0, 0, 0]
    fig, alt = start_here.trace(2)
    assert "0.409" in fig.get_suptitle() and "0.762, 0.544, 0.409 with" in alt
    assert "0.659 is left" in start_here.kept(1.2)[0].get_suptitle()
