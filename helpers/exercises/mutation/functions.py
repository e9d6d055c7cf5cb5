"""Operators on the functions that are called: another one, none, or one twice."""

TABLE = (
    ("np.tanh(A)", "A", "tanh is missing"),
    ("np.tanh(A)", "1 / (1 + np.exp(-(A)))", "a sigmoid stands in the place of tanh"),
    ("np.tanh(A)", "np.maximum(A, 0)", "a ReLU stands in the place of tanh"),
    ("np.exp(A)", "A", "exp is missing"),
    ("np.exp(A)", "2 ** (A)", "it is a power of 2, not of e: np.exp"),
    ("F(A)", "A", "{F} is missing"),
    ("F(A)", "F(F(A))", "{F} is taken twice"),
    ("np.where(A, B, C)", "np.where(A, C, B)", "np.where chooses the wrong way round"),
    ("np.where(A, B, C)", "B", "np.where is missing: {C} must stand where {A} is False"),
    ("np.where(A, B, C)", "C", "{C} stands everywhere: {B} must stand where {A} is True"),
    ("np.where(A, B, 0)", "B * A", "{B} is multiplied by the mask, and 0 times NaN is NaN: replace it"),
    ("A.copy()", "A", "{A} is not copied: the new name is the same array"),
    ("A if B else C", "A", "{A} is taken in every case: it must be {C} unless {B}"),
    ("A if B else C", "C", "{C} is taken in every case: it must be {A} if {B}"),
    ("A if B else C", "C if B else A", "the two cases are exchanged"),
    ("np.array(A)", "np.array(A).astype(np.uint8)", "the numbers are kept in 8 bits, at most 255"),
    (
        "np.zeros(A, dtype=int)",
        "np.zeros(A, np.uint8)",
        "the numbers are kept in 8 bits, at most 255",
    ),
    ("A.sum", "A.mean", "the mean is taken, not the sum"),
    ("A.sum(axis=B, keepdims=C)", "A", "{A} is not summed"),
    ("A.max(axis=B, keepdims=C)", "A", "the largest of {A} is not taken"),
)
