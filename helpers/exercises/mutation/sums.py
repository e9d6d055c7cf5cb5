"""Operators on sums, differences, signs and comparisons."""

from helpers.exercises.mutation.patterns import by_pattern

TABLE = (
    ("A + B", "A", "the term {B} is missing"),
    ("A + B", "B", "the term {A} is missing"),
    ("A + B", "A - B", "{B} is subtracted, not added"),
    ("A + B", "B - A", "{A} is subtracted, not added"),
    ("F(A + B)", "F(A) + B", "{B} is added after {F}: it belongs inside"),
    ("F(A + B)", "F(B) + A", "{A} is added after {F}: it belongs inside"),
    ("F(A + B)", "F(A) + F(B)", "{F} is taken of {A} and of {B} apart: it is taken of their sum"),
    ("F(A + B + C)", "F(A) + F(B + C)", "{F} is taken of {A} apart: it is taken of the whole sum"),
    ("F(A + B + C)", "F(B) + F(A + C)", "{F} is taken of {B} apart: it is taken of the whole sum"),
    ("F(A + B + C)", "F(A) + F(B) + F(C)", "{F} is taken of each term apart: it is taken of their sum"),
    (
        "F(A + B + C)",
        "F(A) + F(B) + C",
        "{F} is taken of {A} and of {B} apart, and {C} added after it: all belong inside",
    ),
    ("A + B", "A + B + B", "the term {B} is counted twice"),
    ("A + B", "A + A + B", "the term {A} is counted twice"),
    ("A + B", "A + A", "{A} is there twice, and {B} is missing"),
    ("A + B", "B + B", "{B} is there twice, and {A} is missing"),
    ("A + B", "A + B.ravel()", "{B} has lost its axis of length 1, and is added along the wrong axis"),
    ("A + B", "A * B", "{A} and {B} are multiplied, not added"),
    ("A + B", "A @ B", "{A} and {B} are multiplied (@), not added"),
    ("A @ B + C", "A @ (B + C)", "{C} is added before the product: {A} must multiply {B} alone"),
    ("C + A @ B", "A @ (B + C)", "{C} is added before the product: {A} must multiply {B} alone"),
    ("A @ B + C", "A + B @ C", "the product joins {B} and {C}: it joins {A} and {B}"),
    ("A - B", "A", "{B} is not subtracted"),
    ("A - B", "A + B", "{B} is added, not subtracted"),
    ("A - B", "B - A", "the difference is turned round"),
    ("A - B", "B", "{B} stands alone: {A} is missing"),
    ("A - B", "A / B", "{A} is divided by {B}: {B} is subtracted"),
    ("-A", "A", "the sign before {A} is missing"),
    ("A < B", "A <= B", "the comparison includes {B} itself: it must be below"),
    ("A < B", "A < B - 1", "the comparison stops one before {B}"),
    ("A < B", "A > B", "the comparison is turned round"),
    ("A < B", "A >= B", "the comparison is turned round"),
    ("A > B", "A >= B", "the comparison includes {B} itself: it must be above"),
    ("A > B", "A < B", "the comparison is turned round"),
    ("A == B", "A != B", "the comparison is turned round"),
    ("A == B", "A <= B", "{A} is compared by <=: it must be equal"),
    ("A and B", "A", "the condition {B} is missing"),
    ("A and B", "B", "the condition {A} is missing"),
    ("A or B", "A", "the condition {B} is missing"),
    ("A or B", "B", "the condition {A} is missing"),
    ("not A", "A", "the condition is turned round"),
)


def mutants(tree, family):
    return by_pattern(tree, TABLE, family)
