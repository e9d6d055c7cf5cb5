"""The checks of lesson 03: the loss's gradient, one step back, all steps, finite differences, truncation."""

import numpy as np

from helpers.face.checks.check import Case, Check, Function
from helpers.face.checks.draw import rnn_params, without
from helpers.face.checks.functions import FUNCTIONS
from helpers.training.gradient_check import numerical_gradient

CELL_KEYS = ("Wax", "Waa", "ba")

# ---- softmax_cross_entropy_backward(z, y, mask) -> dz


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


LOSS = Check(
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

# ---- rnn_cell_backward(params, da_next, a_next, a_prev, x_t) -> da_prev, dx_t, grads


def slope_of_tanh(a_next, a_prev, wrong):
    if "slope of a_prev" in wrong:
        return 1 - a_prev**2
    if "slope not squared" in wrong:
        return 1 - a_next
    if "tanh twice" in wrong:
        return 1 - np.tanh(a_next) ** 2
    if "sigmoid slope" in wrong:
        return a_next * (1 - a_next)
    if "plus in the slope" in wrong:
        return 1 + a_next**2
    if "square of 1 - a" in wrong:
        return (1 - a_next) ** 2
    return np.ones_like(a_next) if "no slope" in wrong else 1 - a_next**2


def cell_reference(params, da_next, a_next, a_prev, x_t, wrong=frozenset()):
    Wax, Waa = params["Wax"], params["Waa"]
    if "da_prev and dx_t exchanged" in wrong:
        Wax, Waa = Waa, Wax
    slope = slope_of_tanh(a_next, a_prev, wrong)
    dz = slope @ da_next if "slope by matrix product" in wrong else da_next * slope
    dz = slope + da_next if "slope added" in wrong else dz
    back = da_next if "dz only in grads" in wrong else dz
    da_prev = (Waa if "Waa not transposed" in wrong else Waa.T) @ back
    dx_t = (Wax if "Wax not transposed" in wrong else Wax.T) @ back
    if "dz only for da_prev" in wrong:
        dz = da_next
    dWax = dz @ (x_t if "columns not transposed" in wrong else x_t.T)
    source = a_next if "dWaa from a_next" in wrong else a_prev
    dWaa = dz @ (source if "columns not transposed" in wrong else source.T)
    dba = dz.sum(axis=0 if "dba over units" in wrong else 1, keepdims="dba flat" not in wrong)
    dba = dz if "dba not summed" in wrong else dba
    if "dWax transposed" in wrong:
        dWax = dWax.T
    if "dWaa transposed" in wrong:
        dWaa = dWaa.T
    if "divided by m" in wrong:
        dWax, dWaa, dba = (g / x_t.shape[1] for g in (dWax, dWaa, dba))
    if "dba averaged" in wrong:
        dba = dba / x_t.shape[1]
    return da_prev, dx_t, {"Wax": dWax, "Waa": dWaa, "ba": dba}


def cell_params(rng, n_x, n_a, *zeros):
    params = without(rnn_params(rng, n_x, n_a, n_y=2), *zeros)
    return {key: params[key] for key in CELL_KEYS}


def draw_cell(n_x, n_a, m, *zeros):
    def draw(rng):
        params = cell_params(rng, n_x, n_a, *zeros)
        x_t, a_prev = rng.standard_normal((n_x, m)), rng.uniform(-1, 1, (n_a, m))
        a_next = np.tanh(params["Waa"] @ a_prev + params["Wax"] @ x_t + params["ba"])
        return params, rng.standard_normal((n_a, m)), a_next, a_prev, x_t

    return draw


def cell_numerically(params, da_next, a_next, a_prev, x_t):
    def loss(params, a_prev, x_t):
        return (da_next * np.tanh(params["Waa"] @ a_prev + params["Wax"] @ x_t + params["ba"])).sum()

    return (
        numerical_gradient(lambda v: loss(params, v, x_t), a_prev, 1e-5),
        numerical_gradient(lambda v: loss(params, a_prev, v), x_t, 1e-5),
        each_gradient(lambda p: loss(p, a_prev, x_t), params),
    )


def each_gradient(loss, params):
    """Return the gradients of loss(params) by finite differences, under the same keys."""
    return {
        key: numerical_gradient(lambda v, key=key: loss(params | {key: v}), params[key], 1e-5)
        for key in params
    }


SLOPES = {
    "no slope": "the slope of tanh is missing: dz = da_next (1 - a_next²), entry by entry.",
    "slope of a_prev": (
        "the slope of tanh is taken at a_prev: dz = da_next (1 - a_next²), with the state that came out of "
        "this tanh."
    ),
    "slope not squared": "the slope is 1 - a_next: it must be 1 - a_next², with the square.",
    "square of 1 - a": "the slope is (1 - a_next)²: square a_next first, 1 - a_next².",
    "tanh twice": "tanh is taken of a_next again: a_next is tanh(z) already, so the slope is 1 - a_next².",
    "plus in the slope": "the slope is 1 + a_next²: it must be 1 - a_next².",
    "sigmoid slope": "the slope a (1 - a) is that of the sigmoid: tanh has 1 - a_next².",
}

CELL = Check(
    name="rnn_cell_backward",
    call="rnn_cell_backward(params, da_next, a_next, a_prev, x_t)",
    returns=("da_prev", "dx_t", "grads"),
    reference=cell_reference,
    cases=(
        Case(
            "shape",
            draw_cell(3, 5, 2),
            "da_prev is (n_a, m), dx_t is (n_x, m), grads has the keys and shapes of params.",
        ),
        Case(
            "special case",
            draw_cell(3, 5, 2, "Wax", "Waa", "ba"),
            (
                "with all parameters zero, a_next is 0 and its slope 1: dWax = da_next x_tᵀ, dWaa = da_next "
                "a_prevᵀ, and nothing flows to x_t or a_prev."
            ),
        ),
        Case(
            "special case",
            draw_cell(1, 2, 1),
            "one input, two units, one example: dz has two numbers, dWax is dz times x_t.",
        ),
        Case(
            "random case",
            draw_cell(4, 3, 6),
            (
                "dz = da_next (1 - a_next²); da_prev = Waaᵀ dz, dx_t = Waxᵀ dz, dWaa = dz a_prevᵀ, dWax = dz "
                "x_tᵀ, dba = dz summed over the examples."
            ),
        ),
        Case(
            "gradient",
            draw_cell(2, 4, 3),
            "every gradient equals finite differences of sum(da_next · tanh(Waa a_prev + Wax x_t + ba)).",
            cell_numerically,
            1e-6,
        ),
    ),
    mistakes=SLOPES
    | {
        "dz only in grads": (
            "da_prev and dx_t are computed from da_next: all five gradients start from dz = da_next (1 - "
            "a_next²)."
        ),
        "dz only for da_prev": (
            "the gradients of the parameters are computed from da_next: all five gradients start from dz = "
            "da_next (1 - a_next²)."
        ),
        "Waa not transposed": "Waa is not transposed: backwards the product is Waa.T @ dz.",
        "Wax not transposed": (
            "Wax is not transposed: backwards the product is Wax.T @ dz, (n_x, n_a) times (n_a, m)."
        ),
        "da_prev and dx_t exchanged": (
            "da_prev and dx_t are exchanged: the error flows to a_prev through Waa and to x_t through Wax; "
            "da_prev is returned first."
        ),
        "slope added": "the slope is added: dz = da_next * (1 - a_next²) is a product, entry by entry.",
        "slope by matrix product": (
            "the slope is multiplied as a matrix (@): dz = da_next * (1 - a_next²) goes entry by entry."
        ),
        "columns not transposed": (
            "a transpose is missing in dWax and dWaa: they are dz @ x_t.T and dz @ a_prev.T, sums over the "
            "examples."
        ),
        "dWaa from a_next": (
            "dWaa is computed from a_next: Waa was multiplied by a_prev, so dWaa = dz @ a_prev.T."
        ),
        "dWaa transposed": "dWaa is transposed: it is dz @ a_prev.T, rows for the unit that receives.",
        "dWax transposed": "dWax is transposed: it is dz @ x_t.T, of shape (n_a, n_x).",
        "dba not summed": (
            "dba is not summed over the examples: one bias serves all of them, so dba = dz.sum(axis=1, "
            "keepdims=True)."
        ),
        "dba flat": "dba has lost its axis of length 1: use keepdims=True, so that it is (n_a, 1) as ba is.",
        "dba over units": "dba is summed over the units (axis 0): sum over the examples, axis 1.",
        "dba averaged": (
            "dba is a mean over the examples: it must be their sum. The division belongs to the loss."
        ),
        "divided by m": (
            "the gradients of the parameters are divided by m: here they are sums over the examples. The "
            "division belongs to the loss."
        ),
    },
    square=draw_cell(3, 3, 3),
)

# ---- rnn_backward(params, x, a, a0, da, lengths) -> dx, da0, grads


def backward_reference(params, x, a, a0, da, lengths, wrong=frozenset()):
    T_x = len(x)
    dx, grads = np.zeros_like(x), {key: np.zeros_like(p) for key, p in params.items()}
    carried, passed = np.zeros_like(a0), da[-1]
    for t in range(T_x) if "forward order" in wrong else reversed(range("first step skipped" in wrong, T_x)):
        start = np.zeros_like(a0) if "a0 ignored" in wrong else a0
        a_prev = a[t - 1] if t or "a[-1] at the start" in wrong else start
        if "a_prev is a[t]" in wrong:
            a_prev = a[t]
        da_next = da[t] + (0 if "not carried" in wrong else carried) * (1 + ("carried twice" in wrong))
        if "only the last da" in wrong:
            da_next = da[t] * (t + 1 == lengths) + carried
        x_t = x[t - 1] if "x of the step before" in wrong else x[t]
        if "passed on unchanged" in wrong:
            da_next = passed = da[t] + (passed if t < T_x - 1 else 0)
        shift = ("length one short" in wrong) - ("length off by one" in wrong)
        if "padding not ignored" not in wrong:
            real = t >= lengths if "mask turned round" in wrong else t < lengths - shift
            da_next = np.where(real, da_next, 0)
        if "carry past the slope" in wrong:
            da_next = da_next + np.where(t < lengths, carried * (1 / (1 - a[t] ** 2) - 1), 0)
        da_prev, dx[t], step = cell_reference(params, da_next, a[t], a_prev, x_t, wrong)
        carried = da_prev + (carried if "carry piles up" in wrong else 0)
        grads = step if "grads assigned" in wrong else {key: grads[key] + step[key] for key in grads}
        if "passed on unchanged" in wrong:
            passed = da_next
    divisor = T_x if "divided by T_x" in wrong else lengths.sum() if "divided by N" in wrong else 1
    return (
        dx,
        da_next if "da0 before the cell" in wrong else carried * ("da0 not filled" not in wrong),
        {k: g / divisor for k, g in grads.items()},
    )


def states(params, x, a0, lengths):
    """Return all states, zero at padding: the forward pass, for drawing inputs and for finite differences."""
    a, a_next = np.zeros((len(x), *a0.shape)), a0
    for t, x_t in enumerate(x):
        a_next = np.tanh(params["Waa"] @ a_next + params["Wax"] @ x_t + params["ba"])
        a[t] = np.where(t < lengths, a_next, 0)
    return a


def draw_backward(T_x, n_x, n_a, m, *zeros, padded=True, only_last=False):
    def draw(rng):
        params = cell_params(rng, n_x, n_a, *zeros)
        lengths = rng.permutation(np.arange(m) % T_x + 1) if padded else np.full(m, T_x)
        x, a0 = rng.standard_normal((T_x, n_x, m)), rng.uniform(-1, 1, (n_a, m))
        da = rng.standard_normal((T_x, n_a, m))
        if only_last:
            da[:-1] = 0
        return params, x, states(params, x, a0, lengths), a0, da, lengths

    return draw


def backward_numerically(params, x, a, a0, da, lengths):
    def loss(params, x, a0):
        return (da * states(params, x, a0, lengths)).sum()

    return (
        numerical_gradient(lambda v: loss(params, v, a0), x, 1e-5),
        numerical_gradient(lambda v: loss(params, x, v), a0, 1e-5),
        each_gradient(lambda p: loss(p, x, a0), params),
    )


LOOP_MISTAKES = {
    "a[-1] at the start": (
        "at t = 0 the state before is read as a[t - 1], which is a[-1], the last one: Python counts it from "
        "the end. The state before step 0 is a0."
    ),
    "a_prev is a[t]": (
        "a_prev is a[t], the state after the step: the state before step t is a[t - 1], and a0 for t = 0."
    ),
    "Waa not transposed": "Waa is not transposed: backwards the product is Waa.T @ dz.",
    "Wax not transposed": "Wax is not transposed: backwards the product is Wax.T @ dz.",
    "dba flat": "dba has lost its axis of length 1: use keepdims=True, so that it is (n_a, 1) as ba is.",
} | {label: sentence.replace("a_next", "a[t]") for label, sentence in SLOPES.items()}

BACKWARD = Check(
    name="rnn_backward",
    call="rnn_backward(params, x, a, a0, da, lengths)",
    returns=("dx", "da0", "grads"),
    reference=backward_reference,
    cases=(
        Case(
            "shape",
            draw_backward(4, 3, 5, 2),
            "dx is (T_x, n_x, m), da0 is (n_a, m), grads has the keys and shapes of params.",
        ),
        Case(
            "special case",
            draw_backward(1, 3, 5, 2, padded=False),
            "with one step, the answer is that of rnn_cell_backward(params, da[0], a[0], a0, x[0]).",
        ),
        Case(
            "special case",
            draw_backward(4, 2, 3, 5, "Waa", padded=False),
            "with Waa = 0 no error crosses from step to step: da0 is 0 and dx[t] = Waxᵀ (da[t] (1 - a[t]²)).",
        ),
        Case(
            "special case",
            draw_backward(4, 2, 3, 5, padded=False, only_last=True),
            "with an error at the last step alone, every step before still gets its share, through Waaᵀ.",
        ),
        Case(
            "random case",
            draw_backward(5, 3, 4, 2, padded=False),
            "da_next = da[t] + what came from step t + 1, without padding.",
        ),
        Case(
            "random case",
            draw_backward(5, 2, 3, 7),
            (
                "from step lengths[i] on, da is ignored: dx is 0 there and the padding adds nothing to any "
                "gradient."
            ),
        ),
        Case(
            "gradient",
            draw_backward(4, 2, 3, 5),
            "every gradient equals finite differences of sum(da · a) over real steps.",
            backward_numerically,
            1e-6,
        ),
    ),
    mistakes={
        "not carried": (
            "no error comes from the step after: da_next is da[t] plus the da_prev that step t + 1 returned."
        ),
        "only the last da": (
            "da is used at the last real step only: every step adds its own da[t] to what comes from the "
            "step after."
        ),
        "passed on unchanged": (
            "da_next itself is handed to the step before: what goes back is da_prev, after the slope and "
            "Waaᵀ."
        ),
        "grads assigned": (
            "the gradients of the parameters are those of one step: sum them over all steps (+=), because "
            "the same weights served each of them."
        ),
        "forward order": (
            "the loop runs forwards: the error travels from the last step to the first, reversed(range(T_x))."
        ),
        "first step skipped": (
            "step 0 is left out: range(T_x - 1, 0, -1) ends before 0. Its state before is a0."
        ),
        "x of the step before": (
            "dWax is computed from x[t - 1]: the input of step t is x[t]; only the state comes from the step "
            "before."
        ),
        "carried twice": (
            "what came from step t + 1 is added twice: da_next is da[t], as it was given, plus da_prev once."
        ),
        "carry piles up": (
            "what is carried back is added up over the steps: each da_prev holds all that came from later "
            "steps already, so it replaces the one before."
        ),
        "carry past the slope": (
            "what came from step t + 1 is added after the slope: it belongs to da_next, dz = (da[t] + "
            "carried) (1 - a[t]²)."
        ),
        "a0 ignored": "a0 is not used: the state before step 0 is the given a0, not zeros.",
        "da0 before the cell": (
            "da0 is the gradient of the state after the first step: a0 is one cell further back, so da0 is "
            "the last da_prev."
        ),
        "da0 not filled": (
            "da0 is 0 throughout: it is never filled in. It is the da_prev that the step t = 0 hands back."
        ),
        "padding not ignored": (
            "the errors given at padding are used: from step lengths[i] on, da_next must be 0 (np.where(t < "
            "lengths, …, 0))."
        ),
        "mask turned round": (
            "the mask is turned round: it keeps the padding and drops the real steps. Real is t < lengths."
        ),
        "length off by one": (
            "the mask is one step too long: steps 0 … lengths[i] - 1 are real, so test t < lengths."
        ),
        "length one short": (
            "the mask is one step too short: steps 0 … lengths[i] - 1 are real, so test t < lengths."
        ),
        "divided by T_x": (
            "the gradients of the parameters are divided by T_x: here they are sums over the steps. The "
            "division belongs to the loss."
        ),
        "divided by N": (
            "the gradients of the parameters are divided by the number of real positions: here they are "
            "sums. The division belongs to the loss."
        ),
        "divided by m": (
            "the gradients of the parameters are divided by m: here they are sums over the examples. The "
            "division belongs to the loss."
        ),
    }
    | LOOP_MISTAKES,
    square=draw_backward(3, 3, 3, 3),
)

# ---- numerical_gradient(f, v, epsilon) -> dv


def numerical_reference(f, v, epsilon, wrong=frozenset()):
    f = FUNCTIONS[f.name] if isinstance(f, Function) else f
    e = 1e-6 if "own epsilon" in wrong else epsilon
    dv, base = np.zeros_like(v), v
    for index in range(len(v)) if "whole rows" in wrong else np.ndindex(v.shape):
        above, below = base.copy(), base.copy()
        where = ... if "all entries at once" in wrong else index
        e_used = e / 2 if "half steps" in wrong else e
        above[where] += 0 if "backward difference" in wrong else e_used
        below[where] -= 0 if wrong & {"forward difference", "one-sided over 2 epsilon"} else e_used
        if "step not undone" in wrong:
            base = below
        sides = 1 if wrong & {"forward difference", "backward difference", "divided by epsilon"} else 2
        if "f gets a flat array" in wrong:
            above, below = above.reshape(-1), below.reshape(-1)
        difference = 0.0 if "no copy" in wrong else f(above) - f(below)
        divisor = (
            1 if "not divided" in wrong else sides / e if "multiplied by epsilon" in wrong else sides * e
        )
        dv[index] = difference / divisor
    if "wrong sign" in wrong:
        dv = -dv
    return dv.reshape(-1) if "flat" in wrong else dv


def draw_numerical(name, shape, epsilon):
    return lambda rng: (Function(name), rng.uniform(-1.5, 1.5, shape), epsilon)


def gradient_of_cubes(f, v, epsilon):
    """Return the gradient of sum_of_cubes from its formula."""
    dv = 3 * v**2
    dv[0] += v[-1]
    dv[-1] += v[0]
    return dv


NUMERICAL = Check(
    name="numerical_gradient",
    call="numerical_gradient(f, v, epsilon)",
    returns=("dv",),
    reference=numerical_reference,
    cases=(
        Case("shape", draw_numerical("sum_of_cubes", (3, 4), 1e-3), "dv has the shape of v."),
        Case(
            "special case",
            draw_numerical("sum_of_cubes", (3,), 0.125),
            (
                "three numbers and a large step: the central difference (f(v + ε) - f(v - ε)) / (2ε), with "
                "the ε that was given."
            ),
        ),
        Case(
            "random case",
            draw_numerical("smooth_maximum", (3, 4), 0.02),
            "dv[index] is the central difference for that entry, all others at rest.",
        ),
        Case(
            "random case",
            draw_numerical("smooth_maximum", (4, 2, 3), 0.01),
            "v may have any number of axes: np.ndindex(v.shape) runs over all entries.",
        ),
        Case(
            "gradient",
            draw_numerical("sum_of_cubes", (3, 2), 1e-5),
            "with a small ε, dv is close to the derivative from the formula.",
            gradient_of_cubes,
            1e-6,
        ),
    ),
    mistakes={
        "forward difference": (
            "this is the one-sided difference (f(v + ε) - f(v)) / ε: its error falls with ε, that of the "
            "central one with ε². Take f(v + ε) - f(v - ε), over 2ε."
        ),
        "backward difference": (
            "this is the one-sided difference (f(v) - f(v - ε)) / ε: its error falls with ε, that of the "
            "central one with ε². Take f(v + ε) - f(v - ε), over 2ε."
        ),
        "one-sided over 2 epsilon": (
            "only one of the two points is moved away from v, but they are taken to lie 2ε apart: f(v + ε) - "
            "f(v - ε) needs both."
        ),
        "multiplied by epsilon": "/ 2 * ε divides by 2 and multiplies by ε: write / (2 * ε).",
        "divided by epsilon": "the difference is divided by ε: the two points lie 2ε apart.",
        "not divided": "the difference is not divided by 2ε, the distance of the two points.",
        "wrong sign": "the sign is turned: f at v + ε comes first, f at v - ε is subtracted.",
        "no copy": (
            "v + ε and v - ε are the same array: `above = v` makes a second name, not a copy. Use v.copy()."
        ),
        "step not undone": (
            "entries that were moved stay moved: when you come to the next entry, all others must be as in v."
        ),
        "all entries at once": (
            "all entries are moved at once: that gives one number, the sum of the derivatives. Move one "
            "entry at a time."
        ),
        "whole rows": (
            "v[i] moves a whole row when v has two axes or more: move one entry at a time, for index in "
            "np.ndindex(v.shape)."
        ),
        "f gets a flat array": (
            "f is called with a flat array: it must get an array with the shape of v, of which one entry is "
            "moved."
        ),
        "half steps": (
            "the steps are ε / 2 to each side: then the points lie ε apart, not 2ε. Take steps of ε."
        ),
        "own epsilon": "the ε in use is not the one that was given as argument.",
        "flat": "dv has lost the shape of v: fill an array made by np.zeros_like(v).",
    },
)

# ---- bptt_truncated(params, x, a, a0, da, k) -> dx, grads


def truncated_reference(params, x, a, a0, da, k, wrong=frozenset()):
    T_x = len(x)
    k = 1 if "each step alone" in wrong else -(-T_x // k) if "k windows" in wrong else k
    k += "windows of k + 1" in wrong
    if "short window runs over" in wrong and T_x % k:
        raise IndexError("index out of bounds")
    dx, grads = np.zeros_like(x), {key: np.zeros_like(p) for key, p in params.items()}
    if "sliding window" in wrong:
        return sliding(params, x, a, a0, da, k)
    carried, windows, anew = np.zeros_like(a0), -(-T_x // k), np.zeros_like(a)
    for first in range(0, T_x, k) if "states computed anew" in wrong else ():
        rest = slice(first, first + k)
        anew[rest] = states(params, x[rest], 0 * a0 if first else a0, np.full(x.shape[2], k))
    for t in reversed(range(T_x)):
        if "short window dropped" in wrong and t >= T_x // k * k:
            continue
        ends = {"borders one early": (t + 2) % k == 0, "borders one late": t % k == 0}
        ends |= {"counted from the end": (T_x - 1 - t) % k == 0, "never cut": False}
        end = next((cut for label, cut in ends.items() if label in wrong), (t + 1) % k == 0)
        if end:
            carried = np.zeros_like(a0)
            if "grads assigned" in wrong:
                grads = {key: np.zeros_like(p) for key, p in params.items()}
        a_prev = a[t - 1] if t or "a[-1] at the start" in wrong else a0
        if t % k == 0 and "state set to zero" in wrong:
            a_prev = np.zeros_like(a0)
        if t % k == 0 and "state set to a0" in wrong:
            a_prev = a0
        if "a_prev is a[t]" in wrong:
            a_prev = a[t]
        own = "only the last da" not in wrong or end or t == T_x - 1
        da_next = carried + (da[t] if own and not (end and "da dropped at borders" in wrong) else 0)
        a_next = a[t]
        if "states computed anew" in wrong:
            a_next, a_prev = anew[t], anew[t - 1] if t % k else 0 * a0 if t else a0
        carried, dx[t], step = cell_reference(params, da_next, a_next, a_prev, x[t], wrong)
        if "grads of the last window" not in wrong or t >= (windows - 1) * k:
            grads = {key: grads[key] + step[key] for key in grads}
        if "grads of one step" in wrong:
            grads = step
    return dx, {key: g / (windows if "mean over windows" in wrong else 1) for key, g in grads.items()}


def sliding(params, x, a, a0, da, k):
    """Return what comes out when the error of each step goes back k steps, wherever the borders lie."""
    dx, grads = np.zeros_like(x), {key: np.zeros_like(p) for key, p in params.items()}
    for last in range(len(x)):
        carried = da[last]
        for t in range(last, max(-1, last - k), -1):
            carried, dx_t, step = cell_reference(params, carried, a[t], a[t - 1] if t else a0, x[t])
            dx[t] += dx_t
            grads = {key: grads[key] + step[key] for key in grads}
    return dx, grads


def draw_truncated(T_x, n_x, n_a, m, k):
    def draw(rng):
        *arguments, _ = draw_backward(T_x, n_x, n_a, m, padded=False)(rng)
        return *arguments, k

    return draw


def truncated_numerically(params, x, a, a0, da, k):
    """Sum the finite differences of the windows, each started from the state that the full pass had there."""

    def loss(params, x, first):
        start, rest = a[first - 1] if first else a0, slice(first, first + k)
        return (da[rest] * states(params, x[rest], start, np.full(x.shape[2], k))).sum()

    firsts = range(0, len(x), k)
    return (
        numerical_gradient(lambda v: sum(loss(params, v, first) for first in firsts), x, 1e-5),
        each_gradient(lambda p: sum(loss(p, x, first) for first in firsts), params),
    )


TRUNCATED = Check(
    name="bptt_truncated",
    call="bptt_truncated(params, x, a, a0, da, k)",
    returns=("dx", "grads"),
    reference=truncated_reference,
    cases=(
        Case(
            "shape",
            draw_truncated(5, 4, 3, 6, 2),
            "dx is (T_x, n_x, m), grads has the keys and shapes of params.",
        ),
        Case(
            "special case",
            draw_truncated(4, 3, 5, 2, 6),
            "with k of at least T_x there is one window: all of backpropagation through time.",
        ),
        Case(
            "special case",
            draw_truncated(4, 2, 3, 5, 1),
            "with k = 1 every step stands alone: dx[t] = Waxᵀ (da[t] (1 - a[t]²)).",
        ),
        Case(
            "random case",
            draw_truncated(7, 3, 4, 5, 2),
            "windows are steps 0…k-1, k…2k-1 and so on, the last may be shorter; no error crosses a border.",
        ),
        Case("random case", draw_truncated(10, 2, 3, 5, 4), "three windows: steps 0–3, 4–7, and 8–9."),
        Case(
            "gradient",
            draw_truncated(5, 2, 3, 4, 2),
            (
                "every gradient equals the finite differences of the windows, each started from the state at "
                "its border."
            ),
            truncated_numerically,
            1e-6,
        ),
    ),
    mistakes={
        "never cut": (
            "the error crosses the borders: this is full backpropagation through time. Between two windows, "
            "what is carried becomes 0."
        ),
        "each step alone": (
            "the error never goes back at all: inside a window it must reach the steps before."
        ),
        "borders one early": (
            "the borders lie one step too early: step t ends a window when (t + 1) % k == 0, so that the "
            "first window is steps 0 to k - 1."
        ),
        "borders one late": (
            "the borders lie one step too late: step t ends a window when (t + 1) % k == 0, so that the "
            "first window is steps 0 to k - 1."
        ),
        "counted from the end": (
            "the windows are counted from the end: the first window is steps 0 to k - 1, and a shorter one "
            "comes last."
        ),
        "windows of k + 1": (
            "the windows are one step too long: step t ends one when (t + 1) % k == 0, so that the first is "
            "steps 0 to k - 1."
        ),
        "only the last da": "da is used at the end of each window only: every step adds its own da[t].",
        "da dropped at borders": (
            "da[t] is lost at the last step of each window: what is cut there is only what comes from step "
            "t + 1."
        ),
        "k windows": "k is read as the number of windows: it is the number of steps in each.",
        "sliding window": (
            "the error of each step goes back k steps: here the windows are fixed, and an error stops at the "
            "border of its own window."
        ),
        "state set to zero": (
            "the state before a window is taken as zero: the state crosses a border, only the gradient does "
            "not. Use a[t - 1]."
        ),
        "states computed anew": (
            "the states are computed anew in each window after the first, from zero: use the given a, in "
            "which the state crosses the borders."
        ),
        "state set to a0": (
            "every window starts from a0: the state crosses a border, only the gradient does not. Use a[t - "
            "1]."
        ),
        "grads assigned": (
            "the gradients of the parameters are those of one window: sum them over all windows."
        ),
        "grads of the last window": (
            "the gradients of the parameters are those of the last window: sum them over all windows."
        ),
        "grads of one step": (
            "the gradients of the parameters are those of one step: sum them over all steps (+=)."
        ),
        "short window runs over": "the last window runs beyond the end: it stops at min(start + k, T_x).",
        "short window dropped": "the last window is left out when it is shorter than k: its steps count too.",
        "mean over windows": "the gradients are divided by the number of windows: here they are sums.",
    }
    | LOOP_MISTAKES,
    square=draw_truncated(3, 3, 3, 3, 2),
)

CHECKS = (LOSS, CELL, BACKWARD, NUMERICAL, TRUNCATED)
