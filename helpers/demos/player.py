"""Stepwise pictures: whatever builds up, one picture after the other, under one player.

def draw(step):                     step = 0, 1 … count - 1
    fig, ax = figure(7, 3, title=…)
    …
    return fig, f"… after {step + 1} steps …"

steps(draw, count=8)
"""

from functools import cache

import ipywidgets as widgets

from helpers.demos.frames import as_frame, as_html, mode, show_frames, show_still, show_widget

INTERVAL = 1200  # milliseconds between two pictures while the player runs


def steps(draw, count, still=None):
    """Show a player over the pictures `draw(0)` … `draw(count - 1)`, each drawn when it is first reached.

    draw: a function of the step, 0-based, that returns (figure, alternative text). Same size at each step.
    still: the step whose picture the notebook stores (the last one without it).
    The player has buttons to step, go back and play, and a slider; all work with the keyboard. In slides each
    picture is a key press, in pages without a kernel a slider moves over them. See `frames`.
    Raises ValueError: `count` is not a positive number of steps, or `still` not one of them.
    """
    if not isinstance(count, int) or count < 1:
        raise ValueError(f"count must be a positive number of steps, got {count!r}")
    still = count - 1 if still is None else still
    if not isinstance(still, int) or not 0 <= still < count:
        raise ValueError(f"still must be a step from 0 to {count - 1}, got {still!r}")
    if mode() == "still":
        sentence = f"Run this cell to go through {count} steps. Here: step {still + 1}."
        show_still(sentence, draw(still))
    elif mode() == "frames":
        frames = [as_frame(draw(step), f"step {step + 1} of {count}") for step in range(count)]
        show_frames("steps", "step", 0, frames)
    else:
        show_widget(_player(draw, count), f"Run this cell again to go through {count} steps.")


def _player(draw, count):
    """Return the buttons and the slider with the picture below them; the steps are shown 1-based."""
    slider = widgets.IntSlider(1, 1, count, description=f"step (of {count})", tooltip="step")
    slider.style.description_width = "initial"
    back, forward = widgets.Button(description="Back"), widgets.Button(description="Step")
    play = widgets.ToggleButton(description="Play")
    for button in (back, forward, play):
        button.layout.width = "5em"
    clock = widgets.Play(min=1, max=count, value=1, interval=INTERVAL, layout={"display": "none"})
    widgets.jslink((play, "value"), (clock, "playing"))  # the clock's own buttons carry no names
    widgets.jslink((clock, "value"), (slider, "value"))
    back.on_click(lambda _: setattr(slider, "value", slider.value - 1))
    forward.on_click(lambda _: setattr(slider, "value", slider.value + 1))
    screen = widgets.HTML()

    @cache
    def picture_of(step):
        return as_html(as_frame(draw(step), ""))

    def redraw(number):
        screen.value = picture_of(number - 1)

    errors = widgets.interactive_output(redraw, {"number": slider})  # what goes wrong in `draw`
    return widgets.VBox([widgets.HBox([back, forward, play, slider, clock]), screen, errors])
