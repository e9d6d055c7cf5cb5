"""Live demos: sliders above a picture that follows them.

A demo is a function that returns a figure and its alternative text, with a default for each control:

    def draw(length=5):
        fig, ax = figure(7, 3, title=…)
        …
        return fig, f"… {length} …"

    live(draw, length=(1, 20))
"""

import inspect
from decimal import Decimal
from functools import lru_cache

import ipywidgets as widgets
import numpy as np
from ipywidgets.widgets.interaction import interactive

from helpers.demos.frames import as_frame, as_html, mode, show_frames, show_still, show_widget

FRAMES = 12  # at most so many positions of a slider are drawn for slides and pages
KEPT = 64  # pictures that are not drawn anew when the reader comes back to them


def live(draw, **controls):
    """Show controls and, below them, the picture of `draw(**values)`, drawn anew whenever a value changes.

    draw: a function that returns (figure, alternative text); its defaults are the values at the start, and
        those of the picture that the notebook stores: choose them worth looking at.
    controls: argument = (low, high), (low, high, step), a list of choices, a bool or a widget. A name like
        `hidden_units` is shown as "hidden units". The controls work with the keyboard: Tab, then the arrows.
    In slides and pages without a kernel the first control moves over at most 12 of its values and the others
    stay where they are. See `frames` for what is shown where.
    Raises ValueError: controls that `draw` does not take.
    """
    inputs = _widgets(draw, controls)
    start = {name: widget.value for name, widget in inputs.items()}
    names = " and ".join(name.replace("_", " ") for name in inputs)
    if mode() == "still":
        sentence = f"Run this cell to set {names} yourself. Here: {_settings(start)}."
        show_still(sentence, draw(**start))
    elif mode() == "frames":
        name, widget = next(iter(inputs.items()))
        values = _positions(widget)
        frames = [_frame(draw, start | {name: value}, _settings({name: value})) for value in values]
        show_frames("live", widget.description, values.index(widget.value), frames)
    else:
        show_widget(_screen(draw, inputs), f"Run this cell again to set {names}.")


def _screen(draw, inputs):
    """Return the controls with the picture below them."""
    screen = widgets.HTML()

    @lru_cache(KEPT)
    def picture_of(values):
        return as_html(_frame(draw, dict(values), ""))

    def redraw(**values):
        screen.value = picture_of(tuple(values.items()))

    errors = widgets.interactive_output(redraw, inputs)  # what goes wrong in `draw` is shown here
    return widgets.VBox([*inputs.values(), screen, errors])


def _frame(draw, values, label):
    return as_frame(draw(**values), label)


def _settings(values):
    """Write values as a reader would: "hidden units = 5, kind = tanh"."""
    written = {n: f"{v:g}" if isinstance(v, float) else str(v) for n, v in values.items()}
    return ", ".join(f"{name.replace('_', ' ')} = {value}" for name, value in written.items())


def _widgets(draw, controls):
    """Return a labelled widget for each control, set to the default of `draw`."""
    takes = inspect.signature(draw).parameters
    unknown = [name for name in controls if name not in takes]
    if unknown or not controls:
        raise ValueError(f"controls must be among the arguments of draw, {list(takes)}, got {list(controls)}")
    inputs = {}
    for name, choice in controls.items():
        widget = inputs[name] = interactive.widget_from_abbrev(choice, takes[name].default)
        if widget is None:
            raise ValueError(f"{name} must be a range, a list of choices, a bool or a widget, got {choice!r}")
        widget.description = widget.tooltip = name.replace("_", " ")
        widget.style.description_width = "initial"
        widget.layout.width = "28em"
        if isinstance(choice, tuple) and isinstance(widget, widgets.FloatSlider):
            widget.readout_format = f".{_decimals(widget.step)}f"
    return inputs


def _decimals(step):
    """Return how many decimals a step has: 0.05 has two."""
    return max(0, -Decimal(f"{step:.6g}").normalize().as_tuple().exponent)


def _positions(widget):
    """Return at most 12 values of a control, evenly spread from the first to the last, its own among them."""
    if isinstance(widget, widgets.Checkbox):
        return [False, True]
    if hasattr(widget, "options"):
        values = [choice[1] if isinstance(choice, tuple) else choice for choice in widget.options]
    else:
        values = _slider_values(widget)
    if len(values) <= FRAMES:
        return values
    here = values.index(widget.value)
    chosen = np.linspace(0, len(values) - 1, FRAMES).round().astype(int)
    if here not in chosen:
        chosen[1 + np.abs(chosen[1:-1] - here).argmin()] = here
    return [values[k] for k in sorted(chosen)]


def _slider_values(widget):
    """Return all values of a slider, its present one exactly; a logarithmic one goes by exponents."""
    count = int(np.floor((widget.max - widget.min) / widget.step + 1e-9)) + 1
    values = [widget.min + k * widget.step for k in range(count)]
    if isinstance(widget, widgets.FloatLogSlider):
        values = [widget.base**exponent for exponent in values]
    if isinstance(widget.value, int):
        return sorted({*values, widget.value})
    values = [float(f"{value:.10g}") for value in values]
    return sorted({value for value in values if not np.isclose(value, widget.value)} | {widget.value})
