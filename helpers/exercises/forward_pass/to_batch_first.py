"""The check of `to_batch_first(x) -> x in (m, T_x, n_x)`."""

from helpers.exercises.check import Case, Check, instead_of


def to_batch_first(x):
    return x.transpose(2, 0, 1)


def draw_array(*shape):
    return lambda rng: (rng.standard_normal(shape),)


RESHAPED = "reshape only cuts the numbers in memory anew: axes are exchanged with transpose."

CHECK = Check(
    returns={"x_rows": "example, step, feature"},
    references=(to_batch_first,),
    cases=(
        Case("shape", draw_array(4, 3, 2), "time first (T_x, n_x, m) becomes batch first (m, T_x, n_x)."),
        Case("special case", draw_array(5, 1, 1), "one example with one feature: a column of T_x numbers."),
        Case("random case", draw_array(4, 2, 3), "x_rows[i, t] is x[t, :, i]."),
        Case("random case", draw_array(3, 5, 2), "x_rows[i, t] is x[t, :, i], all of its features."),
    ),
    rules=instead_of(
        "x.transpose(2, 0, 1)",
        {
            "x": "the array comes back as it was, (T_x, n_x, m).",
            "x.reshape(x.shape[2], x.shape[0], x.shape[1])": RESHAPED,
            "x.reshape(x.shape[2], x.shape[1], x.shape[0]).transpose(0, 2, 1)": RESHAPED,
            "x.transpose(2, 1, 0)": "the axes are (m, n_x, T_x): batch first means (m, T_x, n_x).",
            "x.transpose(0, 2, 1)": "the axes are (T_x, m, n_x), time first: here the batch comes first.",
            "x.transpose(1, 2, 0)": "the axes are (n_x, m, T_x): here (m, T_x, n_x) is asked.",
            "x.transpose(1, 0, 2)": "only time and features are exchanged: the examples must come first.",
            "x.transpose(2, 0, 1)[::-1]": "the examples stand in reverse order.",
            "x.transpose(2, 0, 1)[:, ::-1]": "the steps stand in reverse order.",
        },
    ),
)
