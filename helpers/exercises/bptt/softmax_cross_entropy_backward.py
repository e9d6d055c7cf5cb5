"""The check of `softmax_cross_entropy_backward(z, y, mask) -> dz`."""

import numpy as np

from helpers.exercises.check import Case, Check
from helpers.training.gradient_check import numerical_gradient


def loss_reference(z, y, mask, wrong=frozenset()):
    axis = -2
    for label, other in (("examples", -1), ("time", 0), ("all", None)):
        axis = other if f"softmax over {label}" in wrong else axis
    top = z.max(axis=-1 if "largest of the examples" in wrong else axis, keepdims=True)
    e = np.exp(z - (0 if "exp overflows" in wrong else top))
    y_hat = z if "no softmax" in wrong else e / e.sum(axis=axis, keepdims=True)
    target = (np.arange(z.shape[1])[:, None] == y[:, None, :]).astype(float)
    if "index for one-hot" in wrong:
        target = np.broadcast_to(y[:, None, :], z.shape)
    if "one-hot reshaped" in wrong:
        target = target.transpose(0, 2, 1).reshape(z.shape)
    if "one-hot in all examples" in wrong:
        target = np.repeat(target.max(axis=2, keepdims=True), target.shape[2], axis=2)
    dz = y_hat - (0 if "no one-hot" in wrong else target)
    if "wrong sign" in wrong:
        dz = -dz
    if "slope of y_hat" in wrong:
        dz = y_hat * (1 - y_hat)
    if "gradient of y_hat" in wrong:
        dz = -target / y_hat
    T, n_y, m = z.shape
    counts = {"not divided": 1, "divided by m": m, "divided by T": T, "divided by T m": T * m}
    counts |= {"divided by N n_y": mask.sum() * n_y, "divided by T n_y m": z.size}
    count = next((n for label, n in counts.items() if label in wrong), mask.sum())
    if "mean per sequence" in wrong:
        count = m * mask.sum(axis=0)
    real = (mask != ("mask turned round" in wrong))[:, None, :]
    return dz / count if "padding kept" in wrong else np.where(real, dz / count, 0)


def mean_loss(z, y, mask):
    """Return the loss itself, for finite differences: mean of -log softmax(z) at y over real positions."""
    top = z.max(axis=1, keepdims=True)
    log_p = z - top - np.log(np.exp(z - top).sum(axis=1, keepdims=True))
    return -np.take_along_axis(log_p, y[:, None, :], axis=1)[:, 0][mask].mean()


def draw_loss(T, n_y, m, shift=0.0, padded=True):
    def draw(rng):
        lengths = rng.permutation(T - np.arange(m) % T) if padded else np.full(m, T)
        mask = np.arange(T)[:, None] < lengths
        y = np.where(mask, rng.integers(n_y, size=(T, m)), 0)
        return 1.5 * rng.standard_normal((T, n_y, m)) + shift, y, mask

    return draw


CHECK = Check(
    name="softmax_cross_entropy_backward",
    call="softmax_cross_entropy_backward(z, y, mask)",
    returns=("dz",),
    reference=loss_reference,
    cases=(
        Case("shape", draw_loss(4, 5, 3), "dz has the shape of z, (T, n_y, m)."),
        Case(
            "special case",
            draw_loss(1, 3, 2, padded=False),
            "with one step and no padding, dz = (softmax(z) - one_hot(y)) / m.",
        ),
        Case(
            "special case",
            draw_loss(3, 4, 2, shift=800.0, padded=False),
            (
                "scores around 800 give the same probabilities as scores around 0: take the largest score of "
                "each column away before exp, which overflows beyond 709."
            ),
        ),
        Case("random case", draw_loss(5, 3, 2, padded=False), "dz = (softmax(z) - one_hot(y)) / N, N = T m."),
        Case(
            "random case",
            draw_loss(5, 3, 7),
            "with padding, dz is zero where mask is False, and N counts the positions where it is True.",
        ),
        Case(
            "gradient",
            draw_loss(3, 4, 5),
            "dz equals finite differences of the mean loss over real positions.",
            lambda z, y, mask: numerical_gradient(lambda v: mean_loss(v, y, mask), z, 1e-5),
            1e-6,
        ),
    ),
    mistakes={
        "not divided": (
            "dz is that of the sum of the losses: the course takes the mean over real positions, so divide "
            "by their number N = mask.sum()."
        ),
        "divided by m": (
            "dz is divided by the number of examples m: divide by the number of real positions, N = "
            "mask.sum()."
        ),
        "divided by T": (
            "dz is divided by the number of steps T: divide by the number of real positions, N = mask.sum()."
        ),
        "divided by T m": (
            "dz is divided by T m, which counts padding too: N = mask.sum() counts real positions only."
        ),
        "divided by N n_y": (
            "dz is divided by N n_y: the loss has one term for each real position, not for each score, so N "
            "= mask.sum()."
        ),
        "divided by T n_y m": (
            "dz is divided by the number of all scores, z.size: the loss has one term for each real "
            "position, so N = mask.sum()."
        ),
        "mean per sequence": (
            "each sequence is divided by its own length: the mean runs over all real positions of the batch "
            "at once, N = mask.sum()."
        ),
        "padding kept": (
            "dz is not zero at padding: where mask is False nothing was asked, so no error comes back."
        ),
        "mask turned round": (
            "the mask is turned round: dz is zero where mask is False, which is padding, and kept where it "
            "is True."
        ),
        "no one-hot": (
            "the one-hot target is not subtracted: dz is softmax(z) - one_hot(y), so 1 goes off at the right "
            "class."
        ),
        "index for one-hot": (
            "the class number y itself is subtracted: y is an index; subtract its one-hot column, 1 at row y "
            "and 0 elsewhere."
        ),
        "one-hot reshaped": (
            "the one-hot array is reshaped: np.eye(n_y)[y] is (T, m, n_y), and reshape only cuts its numbers "
            "into rows of another length. Exchange its axes with transpose(0, 2, 1)."
        ),
        "one-hot in all examples": (
            "1 goes off in the columns of all examples: row y[t, i] belongs to column i alone."
        ),
        "wrong sign": "the sign is turned: dz is softmax(z) - one_hot(y), probability minus target.",
        "no softmax": (
            "the softmax is missing: z holds scores; turn them into probabilities before you subtract the "
            "target."
        ),
        "slope of y_hat": (
            "y_hat (1 - y_hat) is the slope of a sigmoid: loss and softmax together give softmax(z) - "
            "one_hot(y)."
        ),
        "gradient of y_hat": (
            "this is the gradient of the probabilities, -1 / y_hat at the right class: take it through the "
            "softmax as well, which gives softmax(z) - one_hot(y)."
        ),
        "exp overflows": (
            "exp overflows for large scores: take the largest score of each column away first, z - "
            "z.max(axis=1, keepdims=True). The probabilities stay the same."
        ),
        "largest of the examples": (
            "the largest score is taken over the examples, but the sum over the classes: take away the same "
            "number within each column, z.max(axis=1, keepdims=True)."
        ),
        "softmax over examples": (
            "the softmax runs over the examples: the classes lie along axis 1 of (T, n_y, m), and each "
            "column z[t, :, i] gets a softmax of its own."
        ),
        "softmax over time": (
            "the softmax runs over the steps (axis 0): the classes lie along axis 1 of (T, n_y, m)."
        ),
        "softmax over all": (
            "the softmax divides by the sum over the whole array: each column z[t, :, i] gets a softmax of "
            "its own (axis=1, keepdims=True)."
        ),
    },
    square=draw_loss(3, 3, 3),
)
