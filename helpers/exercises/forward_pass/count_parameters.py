"""The check of `count_parameters(n_x, n_a, n_y, T_x) -> count`."""

from helpers.exercises.check import Case, Check, instead_of


def count_parameters(n_x, n_a, n_y, T_x):
    Wax, Waa, ba = n_a * n_x, n_a * n_a, n_a
    Wya, by = n_y * n_a, n_y
    return Wax + Waa + ba + (Wya + by)


def sizes(*numbers):
    return lambda rng: numbers


SHARED = "the same weights serve every step, so T_x does not enter."

CHECK = Check(
    returns={"count": ""},
    references=(count_parameters,),
    cases=(
        Case("shape", sizes(2, 3, 5, 4), "the count is one integer."),
        Case(
            "special case",
            sizes(1, 1, 1, 1),
            "with every size 1 there are five numbers: Wax, Waa, Wya, ba, by.",
        ),
        Case("random case", sizes(27, 64, 29, 10), "the sizes of Wax, Waa, Wya, ba and by, added."),
        Case("random case", sizes(10_000, 100, 7, 50), "the sizes of Wax, Waa, Wya, ba and by, added."),
        Case("random case", sizes(31, 5, 83, 17), "the sizes of Wax, Waa, Wya, ba and by, added."),
    ),
    rules=(
        *instead_of(
            "Wax + Waa + ba + (Wya + by)",
            {
                "T_x * (Wax + Waa + ba + (Wya + by))": f"the count is multiplied by T_x: {SHARED}",
                "T_x * (Wax + Waa + ba) + (Wya + by)": f"the state's weights count once a step: {SHARED}",
                "Wax + Waa + ba + T_x * (Wya + by)": f"Wya and by count once a step: {SHARED}",
                "Wax + T_x * Waa + ba + (Wya + by)": f"Waa counts once a step: {SHARED}",
                "Wax + Waa + T_x * ba + (Wya + T_x * by)": f"the biases count once a step: {SHARED}",
                "Wax + Waa + ba + (Wya + by) + T_x": f"T_x is added: {SHARED}",
                "Wax + Waa + ba + (Wya + by) + T_x * n_a": (
                    "the states are counted too: they are computed anew each time, not learned."
                ),
                "Wax + Waa + Wya": "the biases ba (n_a, 1) and by (n_y, 1) are parameters too.",
                "Wax + Waa + ba": "the output layer, Wya and by, is missing.",
                "Wax + Waa + ba + ba + (Wya + by)": (
                    "n_a numbers too many: is ba counted twice, or a0? One bias serves both products, and a0 "
                    "is not among the five."
                ),
                "Wax + Waa + 1 + (Wya + 1)": "each bias counts as one number: ba has n_a, and by has n_y.",
                "4 * (Wax + Waa + ba) + (Wya + by)": "the state's weights are counted four times.",
            },
        ),
        *instead_of("n_a * n_a", {"n_a": "Waa counts as n_a numbers: it is (n_a, n_a), n_a times n_a."}),
        *instead_of(
            "n_y * n_a",
            {
                "n_y * (n_a + n_x)": "the output is counted as if it read x_t too: Wya is (n_y, n_a).",
                "n_y * n_x": "Wya is counted as (n_y, n_x): it reads the state, so it is (n_y, n_a).",
            },
        ),
        *instead_of(
            "Wax, Waa, ba = n_a * n_x, n_a * n_a, n_a\nWya, by = n_y * n_a, n_y",
            {
                "Wax, Waa, ba = n_a + n_x, n_a + n_a, n_a\nWya, by = n_y + n_a, n_y": (
                    "the sides of the matrices are added: an array (n_a, n_x) holds n_a times n_x numbers."
                ),
                "Wax, Waa, ba = n_a * n_x, n_a * n_a, n_a\nWya, by = n_y * n_a, n_a": (
                    "by counts as n_a numbers: it is (n_y, 1), one for each entry of the output."
                ),
            },
        ),
    ),
)
