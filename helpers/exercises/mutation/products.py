"""Operators on products, quotients and powers."""

from helpers.exercises.mutation.patterns import by_pattern

TABLE = (
    ("A.T @ B", "A @ B", "{A} is not transposed"),
    ("A @ B.T", "A @ B", "{B} is not transposed"),
    ("A @ B", "A.T @ B", "{A} is transposed"),
    ("A @ B", "A @ B.T", "{B} is transposed"),
    ("A @ B", "A * B", "{A} and {B} are multiplied entry by entry (*): the matrix product is written @"),
    ("A @ B", "B @ A", "the factors {A} and {B} stand in the other order"),
    ("A @ B", "(A @ B).T", "the product of {A} and {B} is transposed"),
    ("A @ B", "B", "the factor {A} is missing"),
    ("A @ B", "A", "the factor {B} is missing"),
    (
        "A @ B",
        "(A @ B) / B.shape[0]",
        "the product of {A} and {B} is divided by the number of its terms: it is their sum",
    ),
    (
        "A @ B",
        "A.T * B",
        "{A} and {B} are multiplied entry by entry, transposed: the matrix product is written @",
    ),
    ("A ** B", "A", "the power {B} is missing"),
    ("A ** 2", "2 * A", "{A} is doubled, not squared"),
    ("A - B ** 2", "(A - B) ** 2", "the whole difference is squared, not {B} alone"),
    ("A - B ** 2", "B * (A - B)", "the slope is that of the sigmoid, a (1 - a): tanh has 1 - a²"),
    ("A - B ** 2", "A - np.tanh(B) ** 2", "tanh is taken of {B} once more"),
    ("A * B", "A", "the factor {B} is missing"),
    ("A * B", "B", "the factor {A} is missing"),
    ("A * B", "A @ B", "{A} and {B} are multiplied as matrices (@): here it goes entry by entry (*)"),
    ("A * B", "A + B", "{A} and {B} are added, not multiplied"),
    ("A * B", "A / B", "{A} is divided by {B}, not multiplied"),
    ("A * B", "A * A", "{A} is multiplied by itself, not by {B}"),
    ("A * B", "A * B * B", "the factor {B} is counted twice"),
    ("A / B", "A", "the division by {B} is missing"),
    ("A / B", "A * B", "{A} is multiplied by {B}, not divided"),
    ("A / B", "B / A", "the quotient is turned upside down"),
    ("A / (B * C)", "A / B * C", "only {B} is below the line: / {B} * {C} multiplies by {C}; bracket both"),
    ("(A + B) * C", "A + B * C", "{C} multiplies {B} alone: the bracket around the sum is missing"),
    ("(A + B) * C", "A * C + B", "{C} multiplies {A} alone: it belongs to the whole sum"),
    ("(A - B) / C", "A - B / C", "only {B} is divided by {C}: the bracket around the difference is missing"),
)


def mutants(tree, family):
    return by_pattern(tree, TABLE, family)
