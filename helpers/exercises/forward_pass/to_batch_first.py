"""The check of `to_batch_first(x) -> x in (m, T_x, n_x)`."""

from helpers.exercises.check import Case
from helpers.exercises.listed import Check


def batch_first_reference(x, wrong=frozenset()):
    if "reshape" in wrong:
        return x.reshape(x.shape[2], x.shape[0], x.shape[1])
    if "m, n_x, T_x" in wrong:
        return x.transpose(2, 1, 0)
    if "T_x, m, n_x" in wrong:
        return x.transpose(0, 2, 1)
    if "n_x, m, T_x" in wrong:
        return x.transpose(1, 2, 0)
    if "n_x, T_x, m" in wrong:
        return x.transpose(1, 0, 2)
    return x.copy() if "unchanged" in wrong else x.transpose(2, 0, 1)


def draw_array(*shape):
    return lambda rng: (rng.standard_normal(shape),)


CHECK = Check(
    name="to_batch_first",
    call="to_batch_first(x)",
    returns=("x_rows",),
    reference=batch_first_reference,
    cases=(
        Case("shape", draw_array(4, 3, 2), "time first (T_x, n_x, m) becomes batch first (m, T_x, n_x)."),
        Case("special case", draw_array(5, 1, 1), "one example with one feature: a column of T_x numbers."),
        Case("random case", draw_array(4, 2, 3), "x_rows[i, t] is x[t, :, i]."),
    ),
    mistakes={
        "reshape": (
            "reshape keeps the numbers in memory order and mixes examples up: axes are exchanged with "
            "transpose."
        ),
        "m, n_x, T_x": "the axes are (m, n_x, T_x): batch first means (m, T_x, n_x).",
        "T_x, m, n_x": (
            "the axes are (T_x, m, n_x), time first in rows, as PyTorch takes by default: here the batch "
            "comes first."
        ),
        "n_x, m, T_x": (
            "the axes are (n_x, m, T_x), the layout of some lectures: here (m, T_x, n_x) is asked."
        ),
        "n_x, T_x, m": "only time and features are exchanged: the examples must come first, (m, T_x, n_x).",
        "unchanged": "the array comes back as it was, (T_x, n_x, m).",
    },
)
