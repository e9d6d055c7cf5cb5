"""Operators that leave out brackets: * / % come before + -, and / and * go from left to right."""

TABLE = (
    ("A / (B * C)", "A / B * C", "brackets are missing: / {B} * {C} divides by {B}, then multiplies by {C}"),
    ("(A + B) * C", "A + B * C", "brackets are missing: {C} multiplies {B} alone, as * comes before +"),
    ("A * (B - C)", "A * B - C", "brackets are missing: {A} multiplies {B} alone, as * comes before -"),
    ("A * (B - C)", "B - C * A", "brackets are missing: {A} multiplies {C} alone, as * comes before -"),
    ("(A - B) / C", "A - B / C", "brackets are missing: only {B} is divided by {C}, as / comes before -"),
    ("(A + B) % C", "A + B % C", "brackets are missing: % takes {B} alone, as % comes before +"),
)
