"""The check of `softmax_cross_entropy_backward(z, y, mask) -> dz`."""

import numpy as np

from helpers.exercises.check import Case, Check, instead_of
from helpers.exercises.softmax import softmax_rules
from helpers.training.gradient_check import numerical_gradient


def softmax_cross_entropy_backward(z, y, mask):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    y_hat = e / e.sum(axis=1, keepdims=True)
    y_one_hot = np.arange(z.shape[1])[:, None] == y[:, None, :]
    N = mask.sum()
    return np.where(mask[:, None, :], (y_hat - y_one_hot) / N, 0)


def loss_numerically(z, y, mask):
    def mean_loss(z):
        top = z.max(axis=1, keepdims=True)
        log_p = z - top - np.log(np.exp(z - top).sum(axis=1, keepdims=True))
        return -np.take_along_axis(log_p, y[:, None, :], axis=1)[:, 0][mask].mean()

    return numerical_gradient(mean_loss, z, 1e-5)


def draw_loss(T, n_y, m, shift=0.0, padded=True):
    def draw(rng):
        lengths = rng.permutation(T - np.arange(m) % T) if padded else np.full(m, T)
        mask = np.arange(T)[:, None] < lengths
        y = np.where(mask, rng.integers(n_y, size=(T, m)), 0)
        return 1.5 * rng.standard_normal((T, n_y, m)) + shift, y, mask

    return draw


def draw_far_columns(rng):
    """Draw scores of which each step and each example lies thousands away from the others."""
    z, y, mask = draw_loss(3, 4, 2, padded=False)(rng)
    return z + 2000 * rng.permutation(6).reshape(3, 1, 2), y, mask


ONE = "with one step and no padding, dz = (softmax(z) - one_hot(y)) / m."
LARGE = "scores around 800 give the probabilities of scores around 0: exp overflows beyond 709."
FAR = "each column z[t, :, i] has its own largest score taken away, though others lie 2000 apart."
FULL = "dz = (softmax(z) - one_hot(y)) / N, N = T m."
PADDED = "with padding, dz is zero where mask is False, and N counts the positions where it is True."
DIFFERENCES = "dz equals finite differences of the mean loss over real positions."
TOGETHER = "loss and softmax together give softmax(z) - one_hot(y)."
ANSWER = "np.where(mask[:, None, :], (y_hat - y_one_hot) / N, 0)"
COUNTS = {
    "1": "nothing, it is that of the sum of the losses",
    "z.shape[2]": "the number of examples m",
    "z.shape[0]": "the number of steps T",
    "mask.size": "T m, which counts padding too",
    "z.size": "the number of all scores",
    "mask.sum() * z.shape[1]": "N n_y, as if each score had a loss of its own",
    "mask.sum(axis=0)": "each sequence's own length",
    "mask.sum(axis=1)[:, None, None]": "the number of real positions in each step alone",
    "mask.sum(axis=0) * z.shape[2]": "m and by each sequence's own length",
}

CHECK = Check(
    returns={"dz": "step, class, example"},
    references=(softmax_cross_entropy_backward,),
    cases=(
        Case("shape", draw_loss(4, 5, 3), "dz has the shape of z, (T, n_y, m)."),
        Case("special case", draw_loss(1, 3, 2, padded=False), ONE),
        Case("special case", draw_loss(3, 4, 2, padded=False), FULL),
        Case("special case", draw_loss(3, 4, 2, shift=800.0, padded=False), LARGE),
        Case("special case", draw_far_columns, FAR),
        Case(
            "special case",
            draw_loss(3, 4, 2, shift=900.0 * np.arange(4)[:, None], padded=False),
            "classes may lie hundreds apart: it is the largest score of a column that is taken away.",
        ),
        Case("random case", draw_loss(5, 3, 2, padded=False), FULL),
        Case("random case", draw_loss(5, 3, 7), PADDED),
        Case("gradient", draw_loss(3, 4, 5), DIFFERENCES, loss_numerically, 1e-6),
    ),
    rules=(
        *softmax_rules(axis=1),
        *instead_of(
            "mask.sum()", {n: f"dz is divided by {w}, not by N = mask.sum()." for n, w in COUNTS.items()}
        ),
        *instead_of(
            "y_hat - y_one_hot",
            {
                "y_hat": "the one-hot target is not subtracted: 1 goes off at the right class.",
                "y_hat - y[:, None, :]": "the class number y is subtracted: subtract its one-hot column.",
                "y_hat * (1 - y_hat)": f"this is the slope of a sigmoid: {TOGETHER}",
                "-1 * y_one_hot / y_hat": f"this is the gradient by the probabilities: {TOGETHER}",
                "y_one_hot - y_hat": "the sign is turned: it is probability minus target.",
            },
        ),
        *instead_of(
            "y_one_hot",
            {
                "y_one_hot.transpose(0, 2, 1).reshape(z.shape)": "reshape does not exchange axes: transpose.",
                "y_one_hot.any(axis=2, keepdims=True)": "1 goes off in the columns of all examples.",
            },
        ),
        *instead_of(
            ANSWER,
            {
                "(y_hat - y_one_hot) / N": "dz is not zero at padding, where mask is False.",
                "np.where(mask[:, None, :], 0, (y_hat - y_one_hot) / N)": "the mask is turned round.",
            },
        ),
    ),
    square=draw_loss(3, 3, 3),
)
