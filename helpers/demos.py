"""Live demos: sliders above a picture that follows them.

A demo is a function that returns a figure and its alternative text, with a default for each control:

    def draw(length=5):
        fig, ax = figure(7, 3, title=…)
        …
        return fig, f"… {length} …"

    live(draw, length=(1, 20))          cell tagged nbval-ignore-output
    show(*draw(length=5))               the next cell: its static twin
"""

import base64
import html
import inspect

import ipywidgets as widgets
from IPython.display import display
from ipywidgets.widgets.interaction import interactive

from helpers.plotting.style import DPI, check_alt, picture

VIEW = "application/vnd.jupyter.widget-view+json"


def live(draw, **controls):
    """Show controls and, below them, the picture of `draw(**values)`, drawn anew whenever a value changes.

    draw: a function that returns (figure, alternative text); its defaults are the values at the start.
    controls: argument = (low, high), (low, high, step), a list of choices, a bool or a widget. A name like
    `hidden_units` is shown as "hidden units". The controls work with the keyboard: Tab, then the arrow keys.
    Where nothing runs (the stored notebook, the site), a sentence stands in for the controls.
    Raises ValueError: controls that `draw` does not take.
    """
    inputs = _widgets(draw, controls)
    screen = widgets.HTML()

    def redraw(**values):
        fig, alt = draw(**values)
        screen.value = as_html(fig, alt)

    errors = widgets.interactive_output(redraw, inputs)  # what goes wrong in `draw` is shown here
    box = widgets.VBox([*inputs.values(), screen, errors])
    names = ", ".join(name.replace("_", " ") for name in inputs)
    text = f"Live demo, to be moved in JupyterLab: {names}. The next picture shows one setting of it."
    data = box._repr_mimebundle_()
    display({VIEW: data[VIEW], "text/plain": text}, raw=True)


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
        widget.description = name.replace("_", " ")
        widget.style.description_width = "initial"
        widget.layout.width = "28em"
    return inputs


def as_html(fig, alt):
    """Return the picture as an img element with its alt text, of fixed size: the page does not jump."""
    check_alt(alt)
    width, height = (round(inches * DPI) for inches in fig.get_size_inches())
    data = base64.b64encode(picture(fig, scale=1)).decode("ascii")
    size = f'width="{width}" height="{height}" style="max-width: none"'
    return f'<img alt="{html.escape(alt)}" {size} src="data:image/png;base64,{data}">'
