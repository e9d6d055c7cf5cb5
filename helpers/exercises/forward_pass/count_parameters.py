"""The check of `count_parameters(n_x, n_a, n_y, T_x) -> count`."""

from helpers.exercises.check import Case
from helpers.exercises.listed import Check


def count_reference(n_x, n_a, n_y, T_x, wrong=frozenset()):
    Wax, Waa, Wya, ba, by = n_a * n_x, n_a * n_a, n_y * n_a, n_a, n_y
    if "no ba" in wrong or "no biases" in wrong:
        ba = 0
    if "no by" in wrong or "no biases" in wrong:
        by = 0
    if "no Wax" in wrong:
        Wax = 0
    if "no Waa" in wrong:
        Waa = 0
    if "no Wya" in wrong:
        Wya = 0
    if "no output" in wrong:
        Wya = by = 0
    if "bias per weight" in wrong:
        ba = 2 * n_a
    if "Waa as n_a" in wrong:
        Waa = n_a
    if "one number per bias" in wrong:
        ba = by = 1
    if "output reads x" in wrong:
        Wya = n_y * (n_a + n_x)
    if "by as n_a" in wrong:
        by = n_a
    if "Wya as n_y * n_x" in wrong:
        Wya = n_y * n_x
    if "sides added" in wrong:
        Wax, Waa, Wya = n_a + n_x, n_a + n_a, n_y + n_a
    if "biases times T_x" in wrong:
        ba, by = T_x * ba, T_x * by
    total = Wax + Waa + Wya + ba + by + (T_x * n_a if "states counted" in wrong else 0)
    total += T_x if "T_x added" in wrong else 0
    total += 3 * (Wax + Waa + ba) if "four gates" in wrong else 0
    if "output once" in wrong:
        return T_x * (Wax + Waa + ba) + Wya + by
    if "output times T_x" in wrong:
        return Wax + Waa + ba + T_x * (Wya + by)
    return total * T_x if "times T_x" in wrong else total


def sizes(*numbers):
    return lambda rng: numbers


CHECK = Check(
    name="count_parameters",
    call="count_parameters(n_x, n_a, n_y, T_x)",
    returns=("count",),
    reference=count_reference,
    cases=(
        Case("shape", sizes(2, 3, 5, 4), "the count is one integer."),
        Case(
            "special case",
            sizes(1, 1, 1, 1),
            "with every size 1 there are five numbers: Wax, Waa, Wya, ba, by.",
        ),
        Case("random case", sizes(27, 64, 29, 10), "the sizes of Wax, Waa, Wya, ba and by, added."),
        Case("random case", sizes(10_000, 100, 7, 50), "the sizes of Wax, Waa, Wya, ba and by, added."),
    ),
    mistakes={
        "times T_x": "the count grows with T_x: the same weights serve every step, so T_x does not enter.",
        "output once": (
            "the recurrent weights are counted once per step: the same weights serve every step, so T_x does "
            "not enter."
        ),
        "output times T_x": (
            "Wya and by are counted once per step: they too are the same at every step, T_x does not enter."
        ),
        "no biases": "the biases ba (n_a, 1) and by (n_y, 1) are parameters too.",
        "no ba": "the bias ba, with n_a numbers, is missing.",
        "no by": "the bias by, with n_y numbers, is missing.",
        "four gates": "the state's weights are counted four times, as for an LSTM: this cell has one set.",
        "T_x added": "T_x is added: the same weights serve every step, so T_x does not enter.",
        "no Wax": "Wax, (n_a, n_x), is missing.",
        "no Wya": "Wya, (n_y, n_a), is missing.",
        "no Waa": "Waa, (n_a, n_a), is missing: it is what makes the network recurrent.",
        "by as n_a": "by is counted with n_a numbers: it is (n_y, 1), one for each entry of the output.",
        "Wya as n_y * n_x": "Wya is counted as (n_y, n_x): it reads the state, so it is (n_y, n_a).",
        "Waa as n_a": "Waa is (n_a, n_a): n_a squared numbers, one for every pair of units.",
        "no output": "the output layer, Wya and by, is missing.",
        "one number per bias": "each bias counts as one number: ba has n_a numbers and by has n_y.",
        "biases times T_x": (
            "the biases are counted once per step: the same ones serve every step, so T_x does not enter."
        ),
        "states counted": (
            "the states are counted too: they are computed anew for every sequence, nothing in them is "
            "learned."
        ),
        "output reads x": (
            "the output is counted as if it read x_t as well: Wya is (n_y, n_a), it reads the state alone."
        ),
        "sides added": (
            "the sides of the matrices are added: an array (n_a, n_x) holds n_a times n_x numbers."
        ),
        "bias per weight": (
            "n_a numbers too many: is ba counted twice, or a0? One bias per unit serves both products "
            "(PyTorch keeps two), and a0 is not learned."
        ),
    },
)
