"""Diagrams of one recurrent cell from the inside."""

from itertools import pairwise

from helpers.diagrams.arrows import arrow
from helpers.diagrams.shapes import box, canvas, circle, dot, frame, symbol, variable


def rnn_cell(title=None):
    """Draw the lecture's cell: a_prev and x_t go in, a_next and y_hat_t come out."""
    fig, ax = canvas(7.2, 5.1, title)
    frame(ax, 3.5, 2.55, 4.5, 3.3, "RNN cell")
    a_prev = variable(ax, 0.5, 2.05, symbol("a", "t-1"), 0.4, "state")
    x_t = variable(ax, 2.85, 0.4, symbol("x", "t"), 0.32, "input")
    Waa = box(ax, 1.85, 2.05, r"$W_{aa}$", 0.75, 0.5, "parameter")
    Wax = box(ax, 2.85, 1.3, r"$W_{ax}$", 0.75, 0.5, "parameter")
    ba = variable(ax, 2.85, 2.8, "$b_a$", 0.25, "parameter")
    plus = circle(ax, 2.85, 2.05, "+", 0.18)
    tanh = box(ax, 3.75, 2.05, "tanh", 0.75, 0.5)
    branch = dot(ax, 4.65, 2.05)
    a_next = variable(ax, 6.7, 2.05, symbol("a", "t"), 0.4, "state")
    Wya = box(ax, 4.65, 2.65, r"$W_{ya}$", 0.75, 0.5, "parameter")
    by = variable(ax, 3.9, 3.25, "$b_y$", 0.25, "parameter")
    plus_y = circle(ax, 4.65, 3.25, "+", 0.18)
    softmax = box(ax, 4.65, 3.85, "softmax", 1.1, 0.42)
    y_hat = variable(ax, 4.65, 4.72, symbol(r"\hat{y}", "t"), 0.32, "output")
    chain = [a_prev, Waa, plus, tanh, branch, a_next], [x_t, Wax, plus], [ba, plus], [by, plus_y]
    for nodes in (*chain, [branch, Wya, plus_y, softmax, y_hat]):
        for start, end in pairwise(nodes):
            arrow(ax, start, end, head=end is not branch)
    return fig
