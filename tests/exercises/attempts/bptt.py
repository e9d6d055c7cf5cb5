"""Lesson 03: solutions as students write them, wrong and right, from the tasks, not from the checks."""
# ruff: noqa: RUF005, RUF059

import numpy as np

from tests.exercises.attempts.attempt import right, wrong

# softmax_cross_entropy_backward(z, y, mask) -> dz


def softmax(z, axis=1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def one_hot(y, n_y):
    return np.swapaxes(np.eye(n_y)[y], 1, 2)


@wrong("softmax_cross_entropy_backward", "wrong sign")
def sign_reversed(z, y, mask):
    return (one_hot(y, z.shape[1]) - softmax(z)) * mask[:, None] / mask.sum()


@wrong("softmax_cross_entropy_backward", "not divided")
def sum_not_mean(z, y, mask):
    dz = softmax(z)
    T, _, m = z.shape
    for t in range(T):
        for j in range(m):
            dz[t, y[t, j], j] -= 1
            if not mask[t, j]:
                dz[t, :, j] = 0
    return dz


@wrong("softmax_cross_entropy_backward", "divided by T m")
def mean_over_all_positions(z, y, mask):
    dz = (softmax(z) - one_hot(y, z.shape[1])) * mask[:, None, :]
    return dz / mask.size


@wrong("softmax_cross_entropy_backward", "divided by m")
def mean_over_examples(z, y, mask):
    T, n_y, m = z.shape
    return (softmax(z) - one_hot(y, n_y)) * mask[:, None, :] / m


@wrong("softmax_cross_entropy_backward", "divided by T")
def mean_over_steps(z, y, mask):
    T, n_y, m = z.shape
    return (softmax(z) - one_hot(y, n_y)) * mask[:, None, :] / T


@wrong("softmax_cross_entropy_backward", "divided by T n_y m")
def mean_over_all_entries(z, y, mask):
    dz = softmax(z) - one_hot(y, z.shape[1])
    dz[~np.broadcast_to(mask[:, None], z.shape)] = 0
    return dz / dz.size


@wrong("softmax_cross_entropy_backward", "divided by T m", "padding kept")
def mask_not_used(z, y, mask):
    T, n_y, m = z.shape
    return (softmax(z) - one_hot(y, n_y)) / (T * m)


@wrong("softmax_cross_entropy_backward", "padding kept")
def padding_keeps_its_gradient(z, y, mask):
    dz = softmax(z)
    for t, row in enumerate(y):
        for j, k in enumerate(row):
            dz[t, k, j] -= 1
    return dz / np.sum(mask)


@wrong("softmax_cross_entropy_backward", "no one-hot")
def probabilities_only(z, y, mask):
    return softmax(z) * mask[:, None, :] / mask.sum()


@wrong("softmax_cross_entropy_backward", "softmax over time", "exp overflows")
def probabilities_over_time(z, y, mask):
    p = np.exp(z) / np.exp(z).sum(axis=0)
    return (p - one_hot(y, z.shape[1])) * mask[:, None, :] / mask.sum()


@wrong("softmax_cross_entropy_backward", "softmax over examples", "exp overflows")
def probabilities_over_examples(z, y, mask):
    p = np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)
    return np.where(mask[:, None], p - one_hot(y, z.shape[1]), 0) / mask.sum()


@wrong("softmax_cross_entropy_backward", "no softmax")
def logits_for_probabilities(z, y, mask):
    return (z - one_hot(y, z.shape[1])) * mask[:, None, :] / mask.sum()


@wrong("softmax_cross_entropy_backward", says="one array has fewer axes")
def indices_subtracted(z, y, mask):
    return (softmax(z) - y) * mask / mask.sum()


@wrong("softmax_cross_entropy_backward", "index for one-hot")
def index_subtracted_from_each_class(z, y, mask):
    return (softmax(z) - y[:, None, :]) * mask[:, None, :] / mask.sum()


@wrong("softmax_cross_entropy_backward", says="same axes in another order")
def ones_in_swapped_axes(z, y, mask):
    return (softmax(z) - np.eye(z.shape[1])[y]) * mask[:, None] / mask.sum()


@wrong("softmax_cross_entropy_backward", "one-hot reshaped")
def ones_reshaped(z, y, mask):
    ones = np.eye(z.shape[1])[y].reshape(z.shape)
    return np.where(mask[:, None], softmax(z) - ones, 0) / mask.sum()


@wrong("softmax_cross_entropy_backward", "largest of the examples")
def largest_score_of_another_axis(z, y, mask):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.where(mask[:, None], e / e.sum(axis=1, keepdims=True) - one_hot(y, z.shape[1]), 0) / mask.sum()


@wrong("softmax_cross_entropy_backward", says="[:, None]")
def mask_without_an_axis_in_where(z, y, mask):
    return np.where(mask, (softmax(z) - one_hot(y, z.shape[1])) / mask.sum(), 0)


@wrong("softmax_cross_entropy_backward", "mask turned round")
def zero_at_real_positions(z, y, mask):
    return np.where(mask[:, None], 0, softmax(z) - one_hot(y, z.shape[1])) / mask.sum()


@wrong("softmax_cross_entropy_backward", says="the right numbers in float32")
def rounded_to_float32(z, y, mask):
    dz = np.where(mask[:, None], softmax(z) - one_hot(y, z.shape[1]), 0) / mask.sum()
    return dz.astype(np.float32)


@wrong("softmax_cross_entropy_backward", says="z in place")
def writes_into_z(z, y, mask):
    z -= z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    return (p - one_hot(y, z.shape[1])) * mask[:, None] / mask.sum()


@wrong("softmax_cross_entropy_backward", "gradient of y_hat")
def derivative_by_the_probability(z, y, mask):
    p = softmax(z)
    return -one_hot(y, z.shape[1]) / p * mask[:, None, :] / mask.sum()


@wrong("softmax_cross_entropy_backward", says="a part is not filled in")
def only_the_true_class(z, y, mask):
    p, truth = softmax(z), one_hot(y, z.shape[1])
    return truth * (p - 1) * mask[:, None, :] / mask.sum()


@wrong("softmax_cross_entropy_backward", "mean per sequence")
def mean_of_each_sequence(z, y, mask):
    dz = (softmax(z) - one_hot(y, z.shape[1])) * mask[:, None, :]
    return dz / mask.sum(axis=0) / mask.shape[1]


@wrong("softmax_cross_entropy_backward", says="must be of type array of floats, got tuple")
def returns_the_loss_too(z, y, mask):
    p, truth = softmax(z), one_hot(y, z.shape[1])
    loss = -(truth * np.log(p)).sum(axis=1)[mask].mean()
    return loss, (p - truth) * mask[:, None, :] / mask.sum()


@wrong("softmax_cross_entropy_backward", "one-hot in all examples")
def one_subtracted_from_all_examples(z, y, mask):
    dz = softmax(z)
    for t in range(len(z)):
        dz[t, y[t]] -= 1
    return dz * mask[:, None, :] / mask.sum()


@wrong("softmax_cross_entropy_backward")
def real_positions_only(z, y, mask):
    dz = softmax(z) - one_hot(y, z.shape[1])
    return np.moveaxis(dz, 1, 2)[mask] / mask.sum()


@wrong("softmax_cross_entropy_backward", "wrong sign", "not divided")
def reversed_and_not_divided(z, y, mask):
    return (one_hot(y, z.shape[1]) - softmax(z)) * mask[:, None]


@wrong("softmax_cross_entropy_backward", "exp overflows")
def exp_of_large_scores(z, y, mask):
    dz, count = np.zeros_like(z), np.count_nonzero(mask)
    for t, j in zip(*np.nonzero(mask), strict=True):
        e = np.exp(z[t, :, j])
        dz[t, :, j] = e / e.sum() / count
        dz[t, y[t, j], j] -= 1 / count
    return dz


@wrong("softmax_cross_entropy_backward", says="overflows beyond 709")
def log_of_a_sum_of_large_exps(z, y, mask):
    p = np.exp(z - np.log(np.exp(z).sum(axis=1, keepdims=True)))
    T, m = np.indices(y.shape)
    p[T, y, m] -= 1
    return np.einsum("tkm,tm->tkm", p, mask / mask.sum())


@wrong("softmax_cross_entropy_backward")
def only_the_first_step_and_example(z, y, mask):
    dz = softmax(z)
    dz[0, y[0], 0] -= 1
    return dz * mask[:, None] / mask.sum()


@wrong("softmax_cross_entropy_backward", "slope of y_hat")
def softmax_times_jacobian(z, y, mask):
    p = softmax(z)
    return p * (1 - p) * mask[:, None] / mask.sum()


@wrong("softmax_cross_entropy_backward", "wrong sign", "padding kept")
def target_minus_and_no_mask(z, y, mask):
    return (one_hot(y, z.shape[1]) - softmax(z)) / mask.sum()


@wrong("softmax_cross_entropy_backward", says="shapes must be equal, or 1 on an axis")
def mask_on_the_wrong_axis(z, y, mask):
    return (softmax(z) - one_hot(y, z.shape[1])) * mask[:, :, None] / mask.sum()


@right("softmax_cross_entropy_backward")
def subtracts_in_loops(z, y, mask):
    dz, count = np.zeros_like(z), np.count_nonzero(mask)
    for t, j in zip(*np.nonzero(mask), strict=True):
        e = np.exp(z[t, :, j] - max(z[t, :, j]))
        dz[t, :, j] = e / e.sum() / count
        dz[t, y[t, j], j] -= 1 / count
    return dz


@right("softmax_cross_entropy_backward")
def adds_at_indices(z, y, mask):
    shifted = z - z.max(axis=1)[:, None, :]
    p = np.exp(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))
    T, m = np.indices(y.shape)
    p[T, y, m] -= 1
    return np.einsum("tkm,tm->tkm", p, mask / mask.sum())


@right("softmax_cross_entropy_backward")
def masked_and_transposed(z, y, mask):
    rows = np.moveaxis(z, 1, 2)
    out = np.zeros(rows.shape)
    out[mask] = softmax(rows[mask]) - np.identity(z.shape[1])[y[mask]]
    return np.moveaxis(out, 2, 1) / mask.sum()


# rnn_cell_backward(params, da_next, a_next, a_prev, x_t) -> da_prev, dx_t, grads


def from_dz(params, dz, a_prev, x_t):
    grads = {"Wax": dz @ x_t.T, "Waa": dz @ a_prev.T, "ba": dz.sum(axis=1, keepdims=True)}
    return params["Waa"].T @ dz, params["Wax"].T @ dz, grads


@wrong("rnn_cell_backward", "no slope")
def forgets_tanh(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, da_next, a_prev, x_t)


@wrong("rnn_cell_backward", "slope not squared")
def forgets_the_square(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, (1 - a_next) * da_next, a_prev, x_t)


@wrong("rnn_cell_backward", "slope of a_prev")
def slope_of_the_old_state(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, (1 - a_prev**2) * da_next, a_prev, x_t)


@wrong("rnn_cell_backward", "square of 1 - a")
def square_outside_the_bracket(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, da_next * (1 - a_next) ** 2, a_prev, x_t)


@wrong("rnn_cell_backward", "tanh twice")
def tanh_taken_twice(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, (1 - np.tanh(a_next) ** 2) * da_next, a_prev, x_t)


@wrong("rnn_cell_backward", "sigmoid slope")
def slope_of_sigmoid(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, a_next * (1 - a_next) * da_next, a_prev, x_t)


@wrong("rnn_cell_backward", "slope by matrix product")
def slope_as_matrix_product(params, da_next, a_next, a_prev, x_t):
    dz = (1 - np.square(a_next)) @ da_next
    return from_dz(params, dz, a_prev, x_t)


@wrong("rnn_cell_backward", "Waa not transposed")
def waa_not_transposed(params, da_next, a_next, a_prev, x_t):
    dz = da_next * (1 - a_next * a_next)
    _, dx_t, grads = from_dz(params, dz, a_prev, x_t)
    return np.dot(params["Waa"], dz), dx_t, grads


@wrong("rnn_cell_backward", "Wax not transposed")
def wax_not_transposed(params, da_next, a_next, a_prev, x_t):
    dz = da_next * (1 - a_next * a_next)
    dx_t = np.dot(params["Wax"], dz)
    dWax = np.dot(dz, x_t.T)
    dWaa = np.dot(dz, a_prev.T)
    dba = np.sum(dz, axis=1, keepdims=True)
    return np.dot(params["Waa"].T, dz), dx_t, {"Wax": dWax, "Waa": dWaa, "ba": dba}


@wrong("rnn_cell_backward", "columns not transposed")
def input_not_transposed(params, da_next, a_next, a_prev, x_t):
    dz = da_next * (1 - a_next**2)
    grads = {"Wax": dz @ x_t, "Waa": dz @ a_prev, "ba": dz.sum(1, keepdims=True)}
    return params["Waa"].T @ dz, params["Wax"].T @ dz, grads


@wrong("rnn_cell_backward", "dWaa transposed")
def factors_of_dwaa_exchanged(params, da_next, a_next, a_prev, x_t):
    dz = da_next * (1 - a_next**2)
    grads = {"Wax": dz @ x_t.T, "Waa": a_prev @ dz.T, "ba": dz.sum(1, keepdims=True)}
    return params["Waa"].T @ dz, params["Wax"].T @ dz, grads


@wrong("rnn_cell_backward", "dWaa from a_next")
def dwaa_with_the_new_state(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, (1 - a_next**2) * da_next, a_next, x_t)[:2] + (
        {
            "Wax": (1 - a_next**2) * da_next @ x_t.T,
            "Waa": (1 - a_next**2) * da_next @ a_next.T,
            "ba": np.sum((1 - a_next**2) * da_next, axis=1, keepdims=True),
        },
    )


@wrong("rnn_cell_backward", "dba over units")
def bias_summed_over_units(params, da_next, a_next, a_prev, x_t):
    dz = (1 - a_next**2) * da_next
    da_prev, dx_t, grads = from_dz(params, dz, a_prev, x_t)
    return da_prev, dx_t, grads | {"ba": dz.sum(axis=0, keepdims=True)}


@wrong("rnn_cell_backward", "dba flat")
def bias_without_keepdims(params, da_next, a_next, a_prev, x_t):
    dz = (1 - a_next**2) * da_next
    da_prev, dx_t, grads = from_dz(params, dz, a_prev, x_t)
    grads["ba"] = np.sum(dz, axis=1)
    return da_prev, dx_t, grads


@wrong("rnn_cell_backward", "dba not summed")
def bias_not_summed(params, da_next, a_next, a_prev, x_t):
    dz = (1 - a_next**2) * da_next
    da_prev, dx_t, grads = from_dz(params, dz, a_prev, x_t)
    grads["ba"] = dz
    return da_prev, dx_t, grads


@wrong("rnn_cell_backward", "dba averaged")
def bias_is_a_mean(params, da_next, a_next, a_prev, x_t):
    dz = (1 - a_next**2) * da_next
    da_prev, dx_t, grads = from_dz(params, dz, a_prev, x_t)
    grads["ba"] = dz.mean(axis=1).reshape(-1, 1)
    return da_prev, dx_t, grads


@wrong("rnn_cell_backward", "divided by m")
def divides_by_m(params, da_next, a_next, a_prev, x_t):
    m = x_t.shape[1]
    dz = (1 - a_next**2) * da_next
    grads = {"Wax": dz @ x_t.T / m, "Waa": dz @ a_prev.T / m, "ba": dz.sum(axis=1, keepdims=True) / m}
    return params["Waa"].T @ dz, params["Wax"].T @ dz, grads


@wrong("rnn_cell_backward", "da_prev and dx_t exchanged")
def input_gradient_first(params, da_next, a_next, a_prev, x_t):
    da_prev, dx_t, grads = from_dz(params, (1 - a_next**2) * da_next, a_prev, x_t)
    return dx_t, da_prev, grads


@wrong("rnn_cell_backward", says="keys Wax, Waa, ba; got a dict with dWax")
def keys_with_a_d(params, da_next, a_next, a_prev, x_t):
    dz = (1 - a_next**2) * da_next
    dWax, dWaa, dba = dz @ x_t.T, dz @ a_prev.T, dz.sum(axis=1, keepdims=True)
    return params["Waa"].T @ dz, params["Wax"].T @ dz, {"dWax": dWax, "dWaa": dWaa, "dba": dba}


@wrong("rnn_cell_backward", says="grads must be a dict with the keys Wax, Waa, ba; got tuple")
def grads_as_a_tuple(params, da_next, a_next, a_prev, x_t):
    dz = (1 - a_next**2) * da_next
    return params["Waa"].T @ dz, params["Wax"].T @ dz, (dz @ x_t.T, dz @ a_prev.T, dz.sum(1, keepdims=True))


@wrong("rnn_cell_backward", says="must return 3 values (da_prev, dx_t, grads), in this order; it returned 5")
def five_values(params, da_next, a_next, a_prev, x_t):
    dz = (1 - a_next**2) * da_next
    return params["Waa"].T @ dz, params["Wax"].T @ dz, dz @ x_t.T, dz @ a_prev.T, dz.sum(1, keepdims=True)


@wrong("rnn_cell_backward", says="da_next in place")
def gradient_multiplied_in_place(params, da_next, a_next, a_prev, x_t):
    da_next *= 1 - a_next**2
    return from_dz(params, da_next, a_prev, x_t)


@wrong("rnn_cell_backward", says="a_next in place")
def state_squared_in_place(params, da_next, a_next, a_prev, x_t):
    np.square(a_next, out=a_next)
    return from_dz(params, (1 - a_next) * da_next, a_prev, x_t)


@wrong("rnn_cell_backward", "dz only in grads", "no slope")
def old_state_gets_gradient_before_tanh(params, da_next, a_next, a_prev, x_t):
    dz = (1 - a_next**2) * da_next
    _, dx_t, grads = from_dz(params, dz, a_prev, x_t)
    return params["Waa"].T @ da_next, dx_t, grads


@wrong("rnn_cell_backward", says="keys Wax, Waa, ba; got a dict with Wax, Waa.")
def forgets_the_bias_gradient(params, da_next, a_next, a_prev, x_t):
    da_prev, dx_t, grads = from_dz(params, (1 - a_next**2) * da_next, a_prev, x_t)
    del grads["ba"]
    return da_prev, dx_t, grads


@wrong("rnn_cell_backward", "no slope", "divided by m")
def no_slope_and_mean(params, da_next, a_next, a_prev, x_t):
    m = a_next.shape[1]
    grads = {
        "Wax": da_next @ x_t.T / m,
        "Waa": da_next @ a_prev.T / m,
        "ba": da_next.sum(axis=1, keepdims=True) / m,
    }
    return params["Waa"].T @ da_next, params["Wax"].T @ da_next, grads


@wrong("rnn_cell_backward", "plus in the slope")
def derivative_plus(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, (1 + a_next**2) * da_next, a_prev, x_t)


@wrong("rnn_cell_backward", "slope added")
def adds_slope(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, da_next + (1 - a_next**2), a_prev, x_t)


@wrong("rnn_cell_backward")
def dba_one_number_for_all(params, da_next, a_next, a_prev, x_t):
    da_prev, dx, g = cell_backward(params, da_next, a_next, a_prev, x_t)
    g["ba"] = np.full_like(g["ba"], g["ba"].sum())
    return da_prev, dx, g


@wrong("rnn_cell_backward", says="must return 3 values (da_prev, dx_t, grads)")
def forgets_dx(params, da_next, a_next, a_prev, x_t):
    da_prev, dx, g = cell_backward(params, da_next, a_next, a_prev, x_t)
    return da_prev, g


@wrong("rnn_cell_backward", says="holds what belongs in")
def weights_swapped_in_grads(params, da_next, a_next, a_prev, x_t):
    da_prev, dx, g = cell_backward(params, da_next, a_next, a_prev, x_t)
    return da_prev, dx, {"Wax": g["Waa"], "Waa": g["Wax"], "ba": g["ba"]}


@right("rnn_cell_backward")
def sums_of_outer_products(params, da_next, a_next, a_prev, x_t):
    dWax, dWaa, dba = 0, 0, 0
    da_prev, dx_t = np.zeros_like(a_prev), np.zeros_like(x_t)
    for j in range(x_t.shape[1]):
        dz = da_next[:, j] * (1 - a_next[:, j] ** 2)
        dWax = dWax + np.outer(dz, x_t[:, j])
        dWaa = dWaa + np.outer(dz, a_prev[:, j])
        dba = dba + dz[:, None]
        da_prev[:, j] = dz @ params["Waa"]
        dx_t[:, j] = dz @ params["Wax"]
    return da_prev, dx_t, {"ba": dba, "Waa": dWaa, "Wax": dWax}


@right("rnn_cell_backward")
def stacked_and_split(params, da_next, a_next, a_prev, x_t):
    n_a = len(a_next)
    W = np.hstack([params["Waa"], params["Wax"], params["ba"]])
    V = np.vstack([a_prev, x_t, np.ones((1, x_t.shape[1]))])
    dz = da_next - da_next * a_next**2
    dV, dW = W.T @ dz, dz @ V.T
    return dV[:n_a], dV[n_a:-1], {"Waa": dW[:, :n_a], "Wax": dW[:, n_a:-1], "ba": dW[:, -1:]}


@right("rnn_cell_backward")
def einsum_gradients(params, da_next, a_next, a_prev, x_t):
    dz = np.einsum("am,am->am", da_next, (1 + a_next) * (1 - a_next))
    grads = {
        "Wax": np.einsum("am,xm->ax", dz, x_t),
        "Waa": np.einsum("am,bm->ab", dz, a_prev),
        "ba": np.einsum("am->a", dz)[:, np.newaxis],
    }
    return np.einsum("ab,am->bm", params["Waa"], dz), np.einsum("ax,am->xm", params["Wax"], dz), grads


# rnn_backward(params, x, a, a0, da, lengths) -> dx, da0, grads


def zeros_for(params):
    return {key: np.zeros_like(params[key]) for key in ("Wax", "Waa", "ba")}


def cell_backward(params, da_next, a_next, a_prev, x_t):
    return from_dz(params, (1 - a_next**2) * da_next, a_prev, x_t)


def masked(da, lengths):
    return da * (np.arange(len(da))[:, None] < lengths)[:, None, :]


@wrong("rnn_backward", "mask turned round")
def keeps_the_padding(params, x, a, a0, da, lengths):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        da_next = np.where(t >= lengths, da[t] + carry, 0)
        carry, dx[t], step = cell_backward(params, da_next, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, carry, grads


@wrong("rnn_backward", "carried twice")
def carry_stored_and_added(params, x, a, a0, da, lengths):
    da, dx, carry, grads = da.copy(), np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        da[t] += carry
        da_next = np.where(t < lengths, da[t] + carry, 0)
        carry, dx[t], step = cell_backward(params, da_next, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, carry, grads


@wrong("rnn_backward", says="there is one for each entry")
def lengths_as_one_number(params, x, a, a0, da, lengths):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        if t >= lengths:
            continue
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, carry, grads


@wrong("rnn_backward", "not carried")
def nothing_carried_back(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    dx, grads = np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        a_prev = a[t - 1] if t > 0 else a0
        da_prev, dx[t], step = cell_backward(params, da[t], a[t], a_prev, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, da_prev, grads


@wrong("rnn_backward", "grads assigned")
def gradients_overwritten(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    dx, carry = np.zeros_like(x), np.zeros_like(a0)
    for t in range(len(x) - 1, -1, -1):
        a_prev = a[t - 1] if t else a0
        carry, dx[t], grads = cell_backward(params, da[t] + carry, a[t], a_prev, x[t])
    return dx, carry, grads


@wrong("rnn_backward", "forward order")
def time_runs_forwards(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in range(len(x)):
        a_prev = a[t - 1] if t else a0
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a_prev, x[t])
        grads = {key: grads[key] + step[key] for key in grads}
    return dx, carry, grads


@wrong("rnn_backward", "a[-1] at the start")
def index_minus_one_for_a0(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    dx, carry, grads = np.zeros_like(x), 0, zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1], x[t])
        grads = {key: grads[key] + step[key] for key in grads}
    return dx, carry, grads


@wrong("rnn_backward", "a0 ignored")
def zeros_for_a0(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    previous = np.concatenate([np.zeros((1, *a0.shape)), a[:-1]])
    dx, carry, grads = np.zeros_like(x), 0, zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], previous[t], x[t])
        grads = {key: grads[key] + step[key] for key in grads}
    return dx, carry, grads


@wrong("rnn_backward", "first step skipped")
def first_step_skipped(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    dx, carry, grads = np.zeros_like(x), 0, zeros_for(params)
    for t in range(len(x) - 1, 0, -1):
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1], x[t])
        grads = {key: grads[key] + step[key] for key in grads}
    return dx, carry, grads


@wrong("rnn_backward", "padding not ignored")
def padding_counts(params, x, a, a0, da, lengths):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        a_prev = a[t - 1] if t else a0
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a_prev, x[t])
        for key, value in step.items():
            grads[key] += value
    return dx, carry, grads


@wrong("rnn_backward", "padding not ignored")
def only_dx_masked(params, x, a, a0, da, lengths):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        a_prev = a[t - 1] if t else a0
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a_prev, x[t])
        dx[t] *= t < lengths
        for key, value in step.items():
            grads[key] += value
    return dx, carry, grads


@wrong("rnn_backward", "length off by one")
def mask_late_by_one(params, x, a, a0, da, lengths):
    da = masked(da, lengths + 1)
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        a_prev = a[t - 1] if t else a0
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a_prev, x[t])
        for key, value in step.items():
            grads[key] += value
    return dx, carry, grads


@wrong("rnn_backward", "length one short")
def last_real_step_masked(params, x, a, a0, da, lengths):
    da = np.where(np.arange(len(x))[:, None, None] < lengths - 1, da, 0)
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        a_prev = a[t - 1] if t else a0
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a_prev, x[t])
        for key, value in step.items():
            grads[key] += value
    return dx, carry, grads


@wrong("rnn_backward", says="dx is in reverse order along axis 0")
def collects_dx_backwards(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    dx, carry, grads = [], np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        a_prev = a[t - 1] if t else a0
        carry, dx_t, step = cell_backward(params, da[t] + carry, a[t], a_prev, x[t])
        dx.append(dx_t)
        for key, value in step.items():
            grads[key] += value
    return np.array(dx), carry, grads


@wrong("rnn_backward", says="da in place")
def adds_the_carry_into_da(params, x, a, a0, da, lengths):
    mask = (np.arange(len(x))[:, None] < lengths)[:, None]
    da *= mask
    dx, grads, da0 = np.zeros_like(x), zeros_for(params), None
    for t in reversed(range(len(x))):
        a_prev = a[t - 1] if t else a0
        da_prev, dx[t], step = cell_backward(params, da[t], a[t], a_prev, x[t])
        for key in grads:
            grads[key] += step[key]
        if t:
            da[t - 1] += da_prev
        else:
            da0 = da_prev
    return dx, da0, grads


@wrong("rnn_backward", "da0 not filled")
def zeros_for_da0(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    da_prev, da0 = np.zeros_like(a0), np.zeros_like(a0)
    dx, grads = np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        da_prev, dx[t], step = cell_backward(params, da[t] + da_prev, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, da0, grads


@wrong("rnn_backward", "da0 before the cell")
def da0_is_that_of_the_first_step(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    carry, dx, grads = np.zeros_like(a0), np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        da_next = da[t] + carry
        carry, dx[t], step = cell_backward(params, da_next, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, da_next, grads


@wrong("rnn_backward", "carry piles up")
def carry_piles_up(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    carry, dx, grads = np.zeros_like(a0), np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        da_prev, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        carry += da_prev
        for key in grads:
            grads[key] += step[key]
    return dx, carry, grads


@wrong("rnn_backward", "grads assigned")
def bias_of_the_last_step_processed(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    Wax, Waa = params["Wax"], params["Waa"]
    dWax, dWaa = np.zeros_like(Wax), np.zeros_like(Waa)
    carry, dx = np.zeros_like(a0), np.zeros_like(x)
    for t in reversed(range(len(x))):
        dz = (1 - a[t] ** 2) * (da[t] + carry)
        dWax += dz @ x[t].T
        dWaa += dz @ (a[t - 1] if t else a0).T
        dba = dz.sum(axis=1, keepdims=True)
        carry, dx[t] = Waa.T @ dz, Wax.T @ dz
    return dx, carry, {"Wax": dWax, "Waa": dWaa, "ba": dba}


@wrong("rnn_backward", "Waa not transposed")
def recurrence_without_transpose(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    previous = np.concatenate([a0[None], a[:-1]])
    dz, carry = np.zeros_like(a), np.zeros_like(a0)
    for t in reversed(range(len(x))):
        dz[t] = (da[t] + carry) * (1 - a[t] ** 2)
        carry = params["Waa"] @ dz[t]
    grads = {
        "Wax": np.einsum("tam,txm->ax", dz, x),
        "Waa": np.einsum("tam,tbm->ab", dz, previous),
        "ba": dz.sum(axis=(0, 2))[:, None],
    }
    return np.matmul(params["Wax"].T, dz), carry, grads


@wrong("rnn_backward", "no slope")
def tanh_forgotten_everywhere(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    carry, dx, grads = np.zeros_like(a0), np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], step = from_dz(params, da[t] + carry, a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, carry, grads


@wrong("rnn_backward", "carry past the slope")
def carry_without_the_slope(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    carry, dx, grads = np.zeros_like(a0), np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        dz = da[t] * (1 - a[t] ** 2) + carry
        carry, dx[t], step = from_dz(params, dz, a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, carry, grads


@wrong("rnn_backward", "a_prev is a[t]")
def dwaa_with_the_states_themselves(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    dz, carry = np.zeros_like(a), np.zeros_like(a0)
    for t in reversed(range(len(x))):
        dz[t] = (da[t] + carry) * (1 - a[t] ** 2)
        carry = params["Waa"].T @ dz[t]
    dWaa = sum(dz[t] @ a[t].T for t in range(len(x)))
    dWax = sum(dz[t] @ x[t].T for t in range(len(x)))
    dba = dz.sum(axis=(0, 2)).reshape(-1, 1)
    return np.matmul(params["Wax"].T, dz), carry, {"Wax": dWax, "Waa": dWaa, "ba": dba}


@wrong("rnn_backward", says="not summed over axis 0")
def bias_summed_over_examples_only(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    dz, carry = np.zeros_like(a), np.zeros_like(a0)
    for t in reversed(range(len(x))):
        dz[t] = (da[t] + carry) * (1 - a[t] ** 2)
        carry = params["Waa"].T @ dz[t]
    previous = np.concatenate([a0[None], a[:-1]])
    grads = {
        "Wax": np.tensordot(dz, x, axes=([0, 2], [0, 2])),
        "Waa": np.tensordot(dz, previous, axes=([0, 2], [0, 2])),
        "ba": dz.sum(axis=-1, keepdims=True),
    }
    return np.matmul(params["Wax"].T, dz), carry, grads


@wrong("rnn_backward", "divided by T_x", "divided by m")
def mean_over_steps_and_examples(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    carry, dx, grads = np.zeros_like(a0), np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key] / (len(x) * x.shape[2])
    return dx, carry, grads


@wrong("rnn_backward", says="yours come as dx, grads, da0")
def da0_returned_last(params, x, a, a0, da, lengths):
    da = masked(da, lengths)
    carry, dx, grads = np.zeros_like(a0), np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, grads, carry


@wrong("rnn_backward", "only the last da")
def only_the_last_step_has_an_error(params, x, a, a0, da, lengths):
    dx, grads, carry = np.zeros_like(x), zeros_for(params), da[-1]
    for t in reversed(range(len(x))):
        carry, dx[t], step = cell_backward(params, carry, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, carry, grads


@wrong("rnn_backward", "grads assigned", "padding not ignored")
def overwritten_and_not_masked(params, x, a, a0, da, lengths):
    dx, carry = np.zeros_like(x), np.zeros_like(a0)
    for t in reversed(range(len(x))):
        carry, dx[t], grads = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
    return dx, carry, grads


@wrong("rnn_backward", "slope of a_prev")
def slope_of_the_state_before(params, x, a, a0, da, lengths):
    da, dx, carry, g = masked(da, lengths), np.zeros_like(x), 0, zeros_for(params)
    for t in reversed(range(len(x))):
        dz = (da[t] + carry) * (1 - (a[t - 1] if t else a0) ** 2)
        carry, dx[t], s = from_dz(params, dz, a[t - 1] if t else a0, x[t])
        for k in g:
            g[k] += s[k]
    return dx, carry, g


@wrong("rnn_backward", says="keepdims=True keeps an axis")
def dba_flat_vector(params, x, a, a0, da, lengths):
    da, dx, carry, g = masked(da, lengths), np.zeros_like(x), 0, zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], s = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for k in g:
            g[k] += s[k]
    return dx, carry, g | {"ba": g["ba"][:, 0]}


@wrong("rnn_backward", "x of the step before")
def x_of_the_step_before(params, x, a, a0, da, lengths):
    da, dx, carry, g = masked(da, lengths), np.zeros_like(x), 0, zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], s = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t - 1])
        for k in g:
            g[k] += s[k]
    return dx, carry, g


@wrong("rnn_backward", says="dx is one entry alone")
def only_last_dx(params, x, a, a0, da, lengths):
    da, carry, g = masked(da, lengths), 0, zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx, s = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for k in g:
            g[k] += s[k]
    return dx, carry, g


@wrong("rnn_backward", "not carried", "divided by T_x")
def not_carried_and_mean(params, x, a, a0, da, lengths):
    da, dx, g = masked(da, lengths), np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        da_prev, dx[t], s = cell_backward(params, da[t], a[t], a[t - 1] if t else a0, x[t])
        for k in g:
            g[k] += s[k] / len(x)
    return dx, da_prev, g


@right("rnn_backward")
def cell_by_cell(params, x, a, a0, da, lengths):
    dx, carry, grads = np.zeros(x.shape), np.zeros(a0.shape), zeros_for(params)
    for t in range(len(x))[::-1]:
        da_next = np.where(t < lengths, da[t] + carry, 0.0)
        carry_new, dx[t], step = cell_backward(params, da_next, a[t], a0 if t == 0 else a[t - 1], x[t])
        carry = carry_new
        for key in grads:
            grads[key] = grads[key] + step[key]
    return dx, carry, grads


@right("rnn_backward")
def products_after_the_loop(params, x, a, a0, da, lengths):
    real = (np.arange(len(x))[:, None] < lengths)[:, None]
    dz, carry = np.empty(a.shape), 0
    for t in reversed(range(len(x))):
        dz[t] = (da[t] * real[t] + carry) * (1 - a[t] ** 2)
        carry = params["Waa"].T @ dz[t]
    previous = np.concatenate([a0[None], a[:-1]])
    grads = {
        "Wax": np.einsum("tam,txm->ax", dz, x),
        "Waa": np.einsum("tam,tbm->ab", dz, previous),
        "ba": dz.sum((0, 2))[:, None],
    }
    return np.einsum("ax,tam->txm", params["Wax"], dz), carry, grads


@right("rnn_backward")
def sequence_by_sequence(params, x, a, a0, da, lengths):
    dx, da0, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for j, n in enumerate(lengths):
        carry = np.zeros(len(a0))
        for t in reversed(range(n)):
            previous = a[t - 1, :, j] if t else a0[:, j]
            dz = (da[t, :, j] + carry) * (1 - a[t, :, j] ** 2)
            grads["Wax"] += np.outer(dz, x[t, :, j])
            grads["Waa"] += np.outer(dz, previous)
            grads["ba"][:, 0] += dz
            dx[t, :, j] = params["Wax"].T @ dz
            carry = params["Waa"].T @ dz
        da0[:, j] = carry
    return dx, da0, grads


# numerical_gradient(f, v, epsilon) -> dv


@wrong("numerical_gradient", "forward difference")
def one_sided(f, v, epsilon):
    dv, base = np.zeros_like(v), f(v)
    for index in np.ndindex(*v.shape):
        moved = v.copy()
        moved[index] += epsilon
        dv[index] = (f(moved) - base) / epsilon
    return dv


@wrong("numerical_gradient", "backward difference")
def one_sided_below(f, v, epsilon):
    dv = np.zeros_like(v)
    for index in np.ndindex(*v.shape):
        moved = v.copy()
        moved[index] -= epsilon
        dv[index] = (f(v) - f(moved)) / epsilon
    return dv


@wrong("numerical_gradient", "divided by epsilon")
def divides_by_epsilon(f, v, epsilon):
    dv = np.zeros(v.shape)
    for index, _ in np.ndenumerate(v):
        step = np.zeros(v.shape)
        step[index] = epsilon
        dv[index] = (f(v + step) - f(v - step)) / epsilon
    return dv


@wrong("numerical_gradient", "not divided")
def does_not_divide(f, v, epsilon):
    dv = np.zeros(v.shape)
    for index, _ in np.ndenumerate(v):
        step = np.zeros(v.shape)
        step[index] = epsilon
        dv[index] = f(v + step) - f(v - step)
    return dv


@wrong("numerical_gradient", "multiplied by epsilon")
def precedence_slip(f, v, epsilon):
    dv = np.zeros(v.shape)
    for index, _ in np.ndenumerate(v):
        step = np.zeros(v.shape)
        step[index] = epsilon
        dv[index] = (f(v + step) - f(v - step)) / 2 * epsilon
    return dv


@wrong("numerical_gradient", "all entries at once")
def moves_all_entries(f, v, epsilon):
    return np.full(v.shape, (f(v + epsilon) - f(v - epsilon)) / (2 * epsilon))


@wrong("numerical_gradient", "whole rows")
def moves_whole_rows(f, v, epsilon):
    dv = np.zeros_like(v)
    for i in range(len(v)):
        plus, minus = v.copy(), v.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        dv[i] = (f(plus) - f(minus)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", says="a part is not filled in")
def first_column_only(f, v, epsilon):
    dv = np.zeros_like(v)
    for i in range(v.shape[0]):
        index = (i,) + (0,) * (v.ndim - 1)
        plus, minus = v.copy(), v.copy()
        plus[index] += epsilon
        minus[index] -= epsilon
        dv[index] = (f(plus) - f(minus)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", "no copy")
def two_names_for_one_array(f, v, epsilon):
    dv = np.zeros_like(v)
    for index in np.ndindex(*v.shape):
        plus = minus = v.copy()
        plus[index] += epsilon
        minus[index] -= epsilon
        dv[index] = (f(plus) - f(minus)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", "one-sided over 2 epsilon")
def moves_back_half_way(f, v, epsilon):
    v, dv = v.copy(), np.zeros_like(v)
    for index in np.ndindex(*v.shape):
        v[index] += epsilon
        plus = f(v)
        v[index] -= epsilon
        minus = f(v)
        dv[index] = (plus - minus) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", says="v in place")
def leaves_v_moved(f, v, epsilon):
    dv = np.zeros_like(v)
    for index in np.ndindex(*v.shape):
        v[index] += epsilon
        plus = f(v)
        v[index] -= 2 * epsilon
        minus = f(v)
        dv[index] = (plus - minus) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", says="v in place")
def rounding_left_in_v(f, v, epsilon):
    dv = np.zeros_like(v)
    for index in np.ndindex(*v.shape):
        v[index] += epsilon
        plus = f(v)
        v[index] -= 2 * epsilon
        minus = f(v)
        v[index] += epsilon
        dv[index] = (plus - minus) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", "wrong sign")
def downhill(f, v, epsilon):
    dv = np.zeros_like(v)
    for index in np.ndindex(*v.shape):
        plus, minus = v.copy(), v.copy()
        plus[index] += epsilon
        minus[index] -= epsilon
        dv[index] = (f(minus) - f(plus)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", "flat")
def flat_vector(f, v, epsilon):
    slopes = []
    for i in range(v.size):
        step = np.zeros(v.size)
        step[i] = epsilon
        step = step.reshape(v.shape)
        slopes.append((f(v + step) - f(v - step)) / (2 * epsilon))
    return np.array(slopes)


@wrong("numerical_gradient", "f gets a flat array")
def flattened_argument(f, v, epsilon):
    flat = v.flatten()
    dv = np.zeros(v.size)
    for i in range(v.size):
        plus, minus = flat.copy(), flat.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        dv[i] = (f(plus) - f(minus)) / (2 * epsilon)
    return dv.reshape(v.shape)


@wrong("numerical_gradient", says="must be of type array of floats, got float")
def adds_up_to_a_number(f, v, epsilon):
    dv = 0
    for index in np.ndindex(*v.shape):
        plus, minus = v.copy(), v.copy()
        plus[index] += epsilon
        minus[index] -= epsilon
        dv += (f(plus) - f(minus)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", says="an index runs beyond the end")
def matrices_only(f, v, epsilon):
    dv = np.zeros_like(v)
    rows, columns = v.shape
    for i in range(columns):
        for j in range(rows):
            plus, minus = v.copy(), v.copy()
            plus[i, j] += epsilon
            minus[i, j] -= epsilon
            dv[i, j] = (f(plus) - f(minus)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient")
def relative_step(f, v, epsilon):
    """Scale the step by the entry but not the divisor."""
    dv = np.zeros_like(v)
    for index in np.ndindex(*v.shape):
        plus, minus = v.copy(), v.copy()
        plus[index] *= 1 + epsilon
        minus[index] *= 1 - epsilon
        dv[index] = (f(plus) - f(minus)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", "one-sided over 2 epsilon")
def one_sided_and_uphill_only_half(f, v, epsilon):
    dv = np.zeros_like(v)
    for index in np.ndindex(*v.shape):
        plus = v.copy()
        plus[index] += epsilon
        dv[index] = (f(plus) - f(v)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", says="a part is not filled in")
def stops_one_early(f, v, epsilon):
    dv, flat = np.zeros(v.size), v.ravel()
    for i in range(v.size - 1):
        e = np.zeros(v.size)
        e[i] = epsilon
        dv[i] = (f((flat + e).reshape(v.shape)) - f((flat - e).reshape(v.shape))) / (2 * epsilon)
    return dv.reshape(v.shape)


@wrong("numerical_gradient", "half steps")
def half_a_step_each_way(f, v, epsilon):
    dv = np.zeros_like(v)
    for i in np.ndindex(v.shape):
        e = np.zeros_like(v)
        e[i] = epsilon / 2
        dv[i] = (f(v + e) - f(v - e)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", "own epsilon")
def uses_its_own_small_step(f, v, epsilon=1e-5):
    epsilon = 1e-5
    dv = np.zeros_like(v)
    for i in np.ndindex(v.shape):
        e = np.zeros_like(v)
        e[i] = epsilon
        dv[i] = (f(v + e) - f(v - e)) / (2 * epsilon)
    return dv


@wrong("numerical_gradient", says="an index runs beyond the end")
def two_axes_only(f, v, epsilon):
    dv = np.zeros_like(v)
    for i in range(v.shape[0]):
        for j in range(v.shape[1]):
            e = np.zeros_like(v)
            e[i, j] = epsilon
            dv[i, j] = (f(v + e) - f(v - e)) / (2 * epsilon)
    return dv


@right("numerical_gradient")
def copies_each_time(f, v, epsilon):
    dv = np.zeros_like(v)
    for index in np.ndindex(*v.shape):
        plus, minus = v.copy(), v.copy()
        plus[index] += epsilon
        minus[index] -= epsilon
        dv[index] = (f(plus) - f(minus)) / (2 * epsilon)
    return dv


@right("numerical_gradient")
def restores_the_entry(f, v, epsilon):
    dv = np.empty(v.shape)
    with np.nditer(v, flags=["multi_index"], op_flags=[["readwrite"]]) as entries:
        for entry in entries:
            old = entry.copy()
            entry[...] = old + epsilon
            plus = f(v)
            entry[...] = old - epsilon
            minus = f(v)
            entry[...] = old
            dv[entries.multi_index] = (plus - minus) / (2 * epsilon)
    return dv


@right("numerical_gradient")
def rows_of_the_identity_as_steps(f, v, epsilon):
    steps = (epsilon * np.eye(v.size)).reshape(-1, *v.shape)
    return np.array([(f(v + s) - f(v - s)) / 2 / epsilon for s in steps]).reshape(v.shape)


# bptt_truncated(params, x, a, a0, da, k) -> dx, grads


@wrong("bptt_truncated", "never cut")
def not_truncated(params, x, a, a0, da, k):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "each step alone")
def cut_at_every_step(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for start in range(0, len(x), k):
        for t in reversed(range(start, min(start + k, len(x)))):
            _, dx[t], step = cell_backward(params, da[t], a[t], a[t - 1] if t else a0, x[t])
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "counted from the end")
def windows_from_the_end(params, x, a, a0, da, k):
    T_x = len(x)
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for n, t in enumerate(reversed(range(T_x))):
        if n % k == 0:
            carry = np.zeros_like(a0)
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "borders one late")
def border_one_step_off(params, x, a, a0, da, k):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        if t % k == 0:
            carry = np.zeros_like(a0)
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "state set to zero")
def windows_start_from_zeros(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for start in range(0, len(x), k):
        carry = np.zeros_like(a0)
        for t in reversed(range(start, min(start + k, len(x)))):
            a_prev = np.zeros_like(a0) if t == start else a[t - 1]
            carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a_prev, x[t])
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "state set to a0")
def windows_start_from_a0(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for start in range(0, len(x), k):
        window = slice(start, start + k)
        previous = np.concatenate([a0[None], a[window][:-1]])
        carry = 0
        for i in reversed(range(len(previous))):
            carry, dx_t, step = cell_backward(
                params, da[window][i] + carry, a[window][i], previous[i], x[window][i]
            )
            dx[start + i] = dx_t
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "grads of the last window")
def grads_of_the_last_window(params, x, a, a0, da, k):
    dx = np.zeros_like(x)
    for start in range(0, len(x), k):
        grads, carry = zeros_for(params), np.zeros_like(a0)
        for t in reversed(range(start, min(start + k, len(x)))):
            carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "mean over windows")
def mean_over_windows(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    starts = range(0, len(x), k)
    for start in starts:
        carry = np.zeros_like(a0)
        for t in reversed(range(start, min(start + k, len(x)))):
            carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
            for key in grads:
                grads[key] += step[key] / len(starts)
    return dx, grads


@wrong("bptt_truncated", "short window dropped")
def short_window_dropped(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for w in range(len(x) // k):
        carry = np.zeros_like(a0)
        for t in reversed(range(w * k, (w + 1) * k)):
            carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "short window runs over")
def short_window_runs_over(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for start in range(0, len(x), k):
        carry = np.zeros_like(a0)
        for t in reversed(range(start, start + k)):
            carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "da dropped at borders")
def zero_at_each_border(params, x, a, a0, da, k):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        da_next = 0 * a0 if (t + 1) % k == 0 else da[t] + carry
        carry, dx[t], step = cell_backward(params, da_next, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "states computed anew")
def windows_with_states_of_their_own(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for start in range(0, len(x), k):
        own = [np.zeros_like(a0) if start else a0]
        for x_t in x[start : start + k]:
            own.append(np.tanh(params["Waa"] @ own[-1] + params["Wax"] @ x_t + params["ba"]))
        carry = np.zeros_like(a0)
        for i in reversed(range(len(own) - 1)):
            t = start + i
            carry, dx[t], step = cell_backward(params, da[t] + carry, own[i + 1], own[i], x[t])
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "k windows")
def k_windows(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for steps in np.array_split(np.arange(len(x)), k):
        carry = np.zeros_like(a0)
        for t in steps[::-1]:
            carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "sliding window")
def k_steps_back_from_everywhere(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for end in range(len(x)):
        da_next = da[end]
        for t in range(end, max(end - k, -1), -1):
            da_next, dx_t, step = cell_backward(params, da_next, a[t], a[t - 1] if t else a0, x[t])
            dx[t] += dx_t
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated")
def last_window_only(params, x, a, a0, da, k):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in range(len(x) - 1, len(x) - k - 1, -1):
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1], x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "a[-1] at the start")
def minus_one_is_not_a0(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for start in range(0, len(x), k):
        carry = np.zeros_like(a0)
        for t in reversed(range(start, min(start + k, len(x)))):
            carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1], x[t])
            for key in grads:
                grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", says="dx is in reverse order along axis 0")
def each_window_of_dx_backwards(params, x, a, a0, da, k):
    dx, grads = [], zeros_for(params)
    for start in range(0, len(x), k):
        carry = np.zeros_like(a0)
        for t in reversed(range(start, min(start + k, len(x)))):
            carry, dx_t, step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
            dx.append(dx_t)
            for key in grads:
                grads[key] += step[key]
    return np.array(dx), grads


@wrong("bptt_truncated", says="must return 2 values (dx, grads), in this order; it returned 3")
def returns_da0_as_well(params, x, a, a0, da, k):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
        if t > 0 and t % k == 0:
            carry = np.zeros_like(a0)
    return dx, carry, grads


@wrong("bptt_truncated", says="da in place")
def changes_da_in_place(params, x, a, a0, da, k):
    dx, grads = np.zeros_like(x), zeros_for(params)
    for t in reversed(range(len(x))):
        da_prev, dx[t], step = cell_backward(params, da[t], a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
        if t % k:
            da[t - 1] += da_prev
    return dx, grads


@wrong("bptt_truncated", "no slope")
def slope_forgotten_in_windows(params, x, a, a0, da, k):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], step = from_dz(params, da[t] + carry, a[t - 1] if t else a0, x[t])
        carry = carry * (t % k != 0)
        for key in grads:
            grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "grads of one step")
def gradients_of_the_first_step(params, x, a, a0, da, k):
    dx, carry = np.zeros_like(x), np.zeros_like(a0)
    for t in reversed(range(len(x))):
        carry, dx[t], grads = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        if t % k == 0:
            carry = np.zeros_like(a0)
    return dx, grads


@wrong("bptt_truncated", "borders one late", "state set to zero")
def off_by_one_and_from_zeros(params, x, a, a0, da, k):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        border = t % k == 0
        if border:
            carry = np.zeros_like(a0)
        a_prev = np.zeros_like(a0) if border else a[t - 1]
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a_prev, x[t])
        for key in grads:
            grads[key] += step[key]
    return dx, grads


@wrong("bptt_truncated", "windows of k + 1")
def range_up_to_k_plus_one(params, x, a, a0, da, k):
    dx, g = np.zeros_like(x), zeros_for(params)
    for start in range(0, len(x), k + 1):
        carry = 0
        for t in reversed(range(start, min(start + k + 1, len(x)))):
            carry, dx[t], s = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
            for key in g:
                g[key] += s[key]
    return dx, g


@wrong("bptt_truncated", "only the last da")
def only_the_last_error_of_a_window(params, x, a, a0, da, k):
    dx, g = np.zeros_like(x), zeros_for(params)
    for start in range(0, len(x), k):
        end = min(start + k, len(x))
        carry = da[end - 1]
        for t in reversed(range(start, end)):
            carry, dx[t], s = cell_backward(params, carry, a[t], a[t - 1] if t else a0, x[t])
            for key in g:
                g[key] += s[key]
    return dx, g


@wrong("bptt_truncated", says="keys Wax, Waa, ba; got list")
def list_of_window_grads(params, x, a, a0, da, k):
    dx, all_g = np.zeros_like(x), []
    for start in range(0, len(x), k):
        carry, g = 0, zeros_for(params)
        for t in reversed(range(start, min(start + k, len(x)))):
            carry, dx[t], s = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
            for key in g:
                g[key] += s[key]
        all_g.append(g)
    return dx, all_g


@wrong("bptt_truncated", "Waa not transposed")
def windows_and_recurrent_weights_not_transposed(params, x, a, a0, da, k):
    dx, g = np.zeros_like(x), zeros_for(params)
    for start in range(0, len(x), k):
        carry = 0
        for t in reversed(range(start, min(start + k, len(x)))):
            dz = (1 - a[t] ** 2) * (da[t] + carry)
            _, dx[t], s = from_dz(params, dz, a[t - 1] if t else a0, x[t])
            carry = params["Waa"] @ dz
            for key in g:
                g[key] += s[key]
    return dx, g


@right("bptt_truncated")
def carry_cleared_after_each_border(params, x, a, a0, da, k):
    dx, carry, grads = np.zeros_like(x), np.zeros_like(a0), zeros_for(params)
    for t in reversed(range(len(x))):
        carry, dx[t], step = cell_backward(params, da[t] + carry, a[t], a[t - 1] if t else a0, x[t])
        for key in grads:
            grads[key] += step[key]
        if t % k == 0:
            carry = np.zeros_like(a0)
    return dx, grads


@right("bptt_truncated")
def window_by_window(params, x, a, a0, da, k):
    parts, total = [], {"Wax": 0, "Waa": 0, "ba": 0}
    for start in range(0, len(x), k):
        stop = min(start + k, len(x))
        a_start = a[start - 1] if start else a0
        lengths = np.full(x.shape[2], stop - start)
        dx, _, grads = products_after_the_loop(
            params, x[start:stop], a[start:stop], a_start, da[start:stop], lengths
        )
        parts.append(dx)
        total = {key: total[key] + grads[key] for key in total}
    return np.concatenate(parts), total


@right("bptt_truncated")
def einsum_over_all_steps(params, x, a, a0, da, k):
    Wax, Waa = params["Wax"], params["Waa"]
    dz = np.zeros(a.shape)
    for t in range(len(x) - 1, -1, -1):
        later = 0 if t + 1 == len(x) or (t + 1) % k == 0 else Waa.T @ dz[t + 1]
        dz[t] = (da[t] + later) * (1 - a[t] ** 2)
    previous = np.concatenate((a0[np.newaxis], a[:-1]), axis=0)
    grads = {
        "Wax": np.einsum("tam,txm->ax", dz, x),
        "Waa": np.einsum("tam,tbm->ab", dz, previous),
        "ba": np.einsum("tam->a", dz).reshape(-1, 1),
    }
    return np.einsum("ax,tam->txm", Wax, dz), grads
