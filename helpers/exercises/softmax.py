"""Rules on a softmax that is written out in a reference: e = np.exp(z - largest), then e / its sum."""

from helpers.exercises.check import instead_of


def softmax_rules(axis):
    """Return the rules for scores z whose classes lie along an axis."""
    largest = f"z.max(axis={axis}, keepdims=True)"
    quotient = f"e / e.sum(axis={axis}, keepdims=True)"
    bare = f"the exponentials are not normalised: divide them by their sum along axis {axis}."
    return (
        *instead_of(
            f"z - {largest}",
            {
                "z": "exp overflows for large scores: take each column's largest score away first.",
                "z - z.max()": (
                    "the largest score of all is taken away: where columns lie far apart, all of a column "
                    f"becomes 0. Take away each column's own, {largest}."
                ),
            },
        ),
        *instead_of(
            quotient,
            {
                "z": "the softmax is missing: scores stand where probabilities belong.",
                "e": bare,
                "np.exp(z)": bare,
                f"z / z.sum(axis={axis}, keepdims=True)": (
                    "the scores are divided by their sum: the softmax takes exp of them first."
                ),
                "1 / (1 + np.exp(-z))": "a sigmoid stands in the place of the softmax.",
                f"np.log({quotient})": "the logarithm of the probabilities is taken: it belongs to the loss.",
                f"np.exp({quotient}) / np.exp({quotient}).sum(axis={axis}, keepdims=True)": (
                    "the softmax is taken twice."
                ),
            },
        ),
    )
