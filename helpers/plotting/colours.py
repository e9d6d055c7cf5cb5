"""Colours of lines and of the roles that things play in a network; how light or readable one is.

A role has one colour in all lessons: `FILLS[role]` for shapes and cells, `LINES[role]` for lines, arrows
and texts. The roles keep apart for colour-blind readers, too: a test simulates how they see them.
"""

import numpy as np
from matplotlib.colors import to_hex, to_rgb

# Okabe and Ito (2008): told apart by readers with any common kind of colour blindness.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILLION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
INK, GREY, PALE = "#222222", "#6B6B6B", "#ECECEC"

COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK)
DASHES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)), (0, (8, 3)), (0, (3, 1)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X")

ROLES = ("input", "state", "output", "parameter", "loss", "gradient")
FILLS = {
    "input": "#FFE0A0",
    "state": "#C4E3FD",
    "output": "#D2F8E5",
    "parameter": "#D6BECB",
    "loss": "#FFFBCE",
    "gradient": "#F2BFA9",
}
LINES = {
    "input": "#BD7E00",
    "state": BLUE,
    "output": GREEN,
    "parameter": "#A8508B",
    "loss": "#776600",
    "gradient": "#DA633D",
}


def tint(colour, share):
    """Return a paler colour: this `share` of the colour, the rest white."""
    return to_hex(1 - share * (1 - np.array(to_rgb(colour))))


def readable(colour):
    """Darken a colour until text in it reads well on white (contrast 4.5 to 1), for labels beside a line."""
    rgb = np.array(to_rgb(colour))
    while contrast(rgb, (1, 1, 1)) < 4.5:
        rgb = rgb * 0.95
    return to_hex(rgb)


def contrast(one, other):
    """Return the contrast (WCAG 2) of two colours given as red, green and blue in 0…1: from 1 to 21."""
    light, dark = np.maximum(luminance(one), luminance(other)), np.minimum(luminance(one), luminance(other))
    return (light + 0.05) / (dark + 0.05)


def luminance(rgb):
    """Return the relative luminance (WCAG 2) of red, green and blue in 0…1; the last axis holds the three."""
    rgb = np.asarray(rgb, dtype=float)
    linear = np.where(rgb <= 0.03928, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])
