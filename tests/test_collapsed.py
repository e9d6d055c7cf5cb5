"""The rule that tells which cells only draw, on cells of every kind."""

import pytest
from nbformat.v4 import new_code_cell

from tests.collapsed import names, only_draws

PICTURE = "fig, ax = figure(7, 3)\nax.plot(x)\nshow(fig, 'A line.')"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([PICTURE], True),
        ([PICTURE, PICTURE], True),  # the second one binds its own fig
        ([PICTURE, "fig.savefig('x')"], False),
        ([PICTURE, "def f():\n    fig = 1\n    return fig"], True),
        ([PICTURE, "def f():\n    return fig"], False),
        (["live(draw, length=(1, 9))"], True),
        (["steps(draw, count=3)"], True),
        (["def draw(n=1):\n    return figure(n)", "live(draw, n=(1, 9))"], False),
        (["y = f(x)\n" + PICTURE, "z = y + 1"], False),
        (["y = f(x)\n" + PICTURE, "y += 1"], False),
        (["y = f(x)\n" + PICTURE, "y = 2", "z = y"], True),
        ([PICTURE + "\nassert x"], False),
        ([PICTURE + "\nprint(x)"], False),
        (["y = 3"], False),
    ],
)
def test_only_draws(cells, expected):
    assert only_draws([new_code_cell(source) for source in cells], 0) is expected


@pytest.mark.parametrize(
    ("source", "used", "bound"),
    [
        ("for ax in axes:\n    ax.plot(y)", {"axes", "y"}, {"ax"}),
        ("for k in k:\n    pass", {"k"}, {"k"}),
        ("with a as b:\n    b(c)", {"a", "c"}, {"b"}),
        ("x = [k for k in y]", {"y"}, {"x"}),
        ("import numpy as np\nnp.ones(n)", {"n"}, {"np"}),
        ("def f(a):\n    return a + b", {"b"}, {"f"}),
        ("x = x + 1", {"x"}, {"x"}),
        ("if a:\n    b = 1", {"a"}, {"b"}),
    ],
)
def test_names(source, used, bound):
    assert names(source) == (used, bound)
