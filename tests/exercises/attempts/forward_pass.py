"""Lesson 02: solutions as students write them, wrong and right, from the tasks, not from the checks."""
# ruff: noqa: RUF059

import numpy as np

from tests.exercises.attempts.attempt import right, wrong


def softmax(z, axis=0):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def unpack(params):
    return params["Wax"], params["Waa"], params["Wya"], params["ba"], params["by"]


# rnn_cell_forward(params, x_t, a_prev) -> a_next, y_hat_t


@wrong("rnn_cell_forward", "no ba")
def forgets_ba(params, x_t, a_prev):
    a_next = np.tanh(params["Wax"] @ x_t + params["Waa"] @ a_prev)
    return a_next, softmax(params["Wya"] @ a_next + params["by"])


@wrong("rnn_cell_forward", "no by")
def forgets_by(params, x_t, a_prev):
    a_next = np.tanh(np.dot(params["Wax"], x_t) + np.dot(params["Waa"], a_prev) + params["ba"])
    return a_next, softmax(np.dot(params["Wya"], a_next))


@wrong("rnn_cell_forward", "weights swapped")
def weights_of_state_and_input_swapped(params, x_t, a_prev):
    a_next = np.tanh(np.dot(params["Waa"], x_t) + np.dot(params["Wax"], a_prev) + params["ba"])
    return a_next, softmax(params["Wya"] @ a_next + params["by"])


@wrong("rnn_cell_forward", "Wax transposed")
def wax_transposed(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax.T @ x_t + Waa @ a_prev + ba)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", "Waa transposed")
def waa_transposed(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(np.einsum("ij,jk->ik", Wax, x_t) + np.einsum("ij,ik->jk", Waa, a_prev) + ba)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", "factors exchanged")
def input_on_the_left(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(x_t @ Wax + a_prev @ Waa + ba)
    return a_next, softmax(a_next @ Wya + by)


@wrong("rnn_cell_forward", says="axes in another order")
def rows_instead_of_columns(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(x_t.T @ Wax.T + a_prev.T @ Waa.T + ba.T)
    return a_next, softmax(a_next @ Wya.T + by.T, axis=1)


@wrong("rnn_cell_forward", "elementwise products")
def elementwise_product(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax * x_t + Waa * a_prev + ba)
    return a_next, softmax(Wya * a_next + by)


@wrong("rnn_cell_forward", "sigmoid for tanh")
def sigmoid_state(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    z = Wax @ x_t + Waa @ a_prev + ba
    a_next = 1 / (1 + np.exp(-z))
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", "no tanh")
def no_activation(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = Wax @ x_t + Waa @ a_prev + ba
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", "ba outside tanh")
def bias_outside_tanh(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev) + ba
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", "softmax over examples")
def softmax_over_examples(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    z = Wya @ a_next + by
    exp = np.exp(z - z.max())
    return a_next, exp / np.sum(exp, axis=1, keepdims=True)


@wrong("rnn_cell_forward", "softmax over all", "exp overflows")
def softmax_over_everything(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    exp = np.exp(Wya @ a_next + by)
    return a_next, exp / exp.sum()


@wrong("rnn_cell_forward", "no softmax")
def returns_logits(params, x_t, a_prev):
    a_x = np.concatenate([a_prev, x_t])
    W = np.concatenate([params["Waa"], params["Wax"]], axis=1)
    a_next = np.tanh(W @ a_x + params["ba"])
    y_hat_t = params["Wya"] @ a_next + params["by"]
    return a_next, y_hat_t


@wrong("rnn_cell_forward", "sigmoid for softmax")
def sigmoid_output(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    return a_next, 1 / (1 + np.exp(-(Wya @ a_next + by)))


@wrong("rnn_cell_forward", "output from a_prev")
def output_from_the_old_state(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    return a_next, softmax(Wya @ a_prev + by)


@wrong("rnn_cell_forward", "output from z")
def output_from_the_sum_before_tanh(params, x_t, a_prev):
    z = params["Waa"] @ a_prev + params["Wax"] @ x_t + params["ba"]
    return np.tanh(z), softmax(params["Wya"] @ z + params["by"])


@wrong("rnn_cell_forward", says="yours come as y_hat_t, a_next")
def output_first(params, x_t, a_prev):
    a = np.tanh(params["Wax"] @ x_t + params["Waa"] @ a_prev + params["ba"])
    y = softmax(params["Wya"] @ a + params["by"])
    return y, a


@wrong("rnn_cell_forward", says="must return 2 values (a_next, y_hat_t)")
def returns_the_state_alone(params, x_t, a_prev):
    return np.tanh(params["Wax"] @ x_t + params["Waa"] @ a_prev + params["ba"])


@wrong("rnn_cell_forward", says="returns None")
def prints_but_returns_nothing(params, x_t, a_prev):
    a_next = np.tanh(params["Wax"] @ x_t + params["Waa"] @ a_prev + params["ba"])
    y_hat_t = softmax(params["Wya"] @ a_next + params["by"])
    print(a_next.shape, y_hat_t.shape)


@wrong("rnn_cell_forward", "no state")
def no_memory(params, x_t, a_prev):
    Wax, _, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + ba)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", says="a_prev in place")
def writes_into_a_prev(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_prev[...] = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    return a_prev, softmax(Wya @ a_prev + by)


@wrong("rnn_cell_forward", says="params in place")
def adds_to_the_bias(params, x_t, a_prev):
    z = params["ba"].repeat(x_t.shape[1], axis=1)
    z += params["Wax"] @ x_t + params["Waa"] @ a_prev
    a_next = np.tanh(z)
    params["by"] += 0.5
    return a_next, softmax(params["Wya"] @ a_next + params["by"] - 0.5)


@wrong("rnn_cell_forward", "no exp")
def divides_without_exp(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    z = Wya @ a_next + by
    return a_next, z / z.sum(axis=0)


@wrong("rnn_cell_forward", "biases flat")
def bias_flattened(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba.ravel())
    return a_next, softmax(Wya @ a_next + by.ravel())


@wrong("rnn_cell_forward", says="keepdims=True")
def sum_without_keepdims(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    exp = np.exp(Wya @ a_next + by)
    return a_next, exp / exp.sum(axis=1)


@wrong("rnn_cell_forward", "no ba", "no by", "softmax over examples")
def no_biases_and_wrong_axis(params, x_t, a_prev):
    Wax, Waa, Wya, _, _ = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev)
    return a_next, softmax(Wya @ a_next, axis=-1)


@wrong("rnn_cell_forward", "relu for tanh")
def relu_state(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.maximum(0, Wax @ x_t + Waa @ a_prev + ba)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward")
def tanh_of_each_part(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t) + np.tanh(Waa @ a_prev + ba)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", "ba twice")
def bias_counted_twice(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    from_input = Wax @ x_t + ba
    from_state = Waa @ a_prev + ba
    a_next = np.tanh(from_input + from_state)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward")
def input_used_twice(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Wax @ x_t + ba)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", "old state added")
def adds_the_old_state(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = a_prev + np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", "biases exchanged")
def biases_exchanged(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + by)
    return a_next, softmax(Wya @ a_next + ba)


@wrong("rnn_cell_forward", "log taken")
def log_probabilities(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    return a_next, np.log(softmax(Wya @ a_next + by))


@wrong("rnn_cell_forward", "no ba", "sigmoid for softmax")
def no_ba_and_sigmoid_output(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev)
    return a_next, 1 / (1 + np.exp(-Wya @ a_next - by))


@wrong("rnn_cell_forward", says="no such key")
def key_misspelt(params, x_t, a_prev):
    a_next = np.tanh(params["Wxa"] @ x_t + params["Waa"] @ a_prev + params["ba"])
    return a_next, softmax(params["Wya"] @ a_next + params["by"])


@wrong("rnn_cell_forward", "exp overflows")
def plain_exp(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    e = np.exp(Wya @ a_next + by)
    return a_next, e / e.sum(axis=0)


@wrong("rnn_cell_forward", "not normalised")
def exponentials_alone(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev + ba)
    return a_next, np.exp(Wya @ a_next + by)


@wrong("rnn_cell_forward", "not normalised, shifted")
def exponentials_of_shifted_scores(params, x_t, a_prev):
    a_next = np.tanh(params["Wax"] @ x_t + params["Waa"] @ a_prev + params["ba"])
    z = params["Wya"] @ a_next + params["by"]
    return a_next, np.exp(z - z.max(axis=0))


@wrong("rnn_cell_forward", "ba subtracted")
def subtracts_the_bias(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax @ x_t + Waa @ a_prev - ba)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", "Waa on the sum")
def brackets_in_the_wrong_place(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Waa @ (a_prev + Wax @ x_t) + ba)
    return a_next, softmax(Wya @ a_next + by)


@wrong("rnn_cell_forward", says="the arrays to be joined go in as one list")
def joins_without_a_list(params, x_t, a_prev):
    W = np.concatenate(params["Waa"], params["Wax"])
    a_next = np.tanh(W @ np.concatenate(a_prev, x_t) + params["ba"])
    return a_next, softmax(params["Wya"] @ a_next + params["by"])


@right("rnn_cell_forward")
def separate_weights(params, x_t, a_prev):
    Wax, Waa, Wya, ba, by = unpack(params)
    a_next = np.tanh(Wax.dot(x_t) + Waa.dot(a_prev) + ba)
    scores = Wya.dot(a_next) + by
    y_hat_t = np.exp(scores - np.max(scores))
    y_hat_t /= y_hat_t.sum(axis=0)
    return a_next, y_hat_t


@right("rnn_cell_forward")
def stacked_weights(params, x_t, a_prev):
    one = np.ones((1, x_t.shape[1]))
    Wa = np.hstack([params["Waa"], params["Wax"], params["ba"]])
    a_next = np.tanh(Wa @ np.vstack([a_prev, x_t, one]))
    return a_next, softmax(np.hstack([params["Wya"], params["by"]]) @ np.vstack([a_next, one]))


@right("rnn_cell_forward")
def einsum_throughout(params, x_t, a_prev):
    z = np.einsum("ax,xm->am", params["Wax"], x_t)
    z += np.einsum("ab,bm->am", params["Waa"], a_prev)
    a_next = np.tanh(z + params["ba"])
    logits = np.einsum("ya,am->ym", params["Wya"], a_next) + params["by"]
    return a_next, np.exp(logits - np.logaddexp.reduce(logits, axis=0))


@right("rnn_cell_forward")
def one_example_at_a_time(params, x_t, a_prev):
    columns_a, columns_y = [], []
    for j in range(x_t.shape[1]):
        z = params["Wax"] @ x_t[:, j] + params["Waa"] @ a_prev[:, j] + params["ba"][:, 0]
        a = 2 / (1 + np.exp(-2 * z)) - 1
        scores = params["Wya"] @ a + params["by"][:, 0]
        e = np.exp(scores - max(scores))
        columns_a.append(a)
        columns_y.append(e / sum(e))
    return np.array(columns_a).T, np.array(columns_y).T


# stack_weights(params, x_t, a_prev) -> Wa, a_x


@wrong("stack_weights", "input first in Wa", "input first in a_x")
def input_first(params, x_t, a_prev):
    Wa = np.hstack([params["Wax"], params["Waa"]])
    a_x = np.vstack([x_t, a_prev])
    return Wa, a_x


@wrong("stack_weights", "input first in Wa")
def input_first_in_weights(params, x_t, a_prev):
    Wa = np.concatenate((params["Wax"], params["Waa"]), axis=1)
    a_x = np.concatenate((a_prev, x_t), axis=0)
    return Wa, a_x


@wrong("stack_weights", "input first in a_x")
def input_first_in_columns(params, x_t, a_prev):
    Wa = np.concatenate((params["Waa"], params["Wax"]), axis=1)
    a_x = np.concatenate((x_t, a_prev), axis=0)
    return Wa, a_x


@wrong("stack_weights", "Wa stacked downwards")
def weights_on_top_of_each_other(params, x_t, a_prev):
    return np.vstack([params["Waa"], params["Wax"]]), np.vstack([a_prev, x_t])


@wrong("stack_weights", "a_x stacked sideways")
def columns_side_by_side(params, x_t, a_prev):
    return np.hstack([params["Waa"], params["Wax"]]), np.hstack([a_prev, x_t])


@wrong("stack_weights", "Wa transposed")
def weights_transposed_on_top_of_each_other(params, x_t, a_prev):
    Wa = np.vstack([params["Waa"].T, params["Wax"].T])
    return Wa, np.vstack([a_prev, x_t])


@wrong("stack_weights", "Waa transposed")
def only_waa_transposed(params, x_t, a_prev):
    Wa = np.hstack([params["Waa"].T, params["Wax"]])
    return Wa, np.vstack([a_prev, x_t])


@wrong("stack_weights", "bias stacked too")
def bias_stacked_too(params, x_t, a_prev):
    Wa = np.hstack([params["Waa"], params["Wax"], params["ba"]])
    a_x = np.vstack([a_prev, x_t, np.ones((1, x_t.shape[1]))])
    return Wa, a_x


@wrong("stack_weights", says="must return 2 values (Wa, a_x)")
def returns_the_product(params, x_t, a_prev):
    Wa = np.hstack([params["Waa"], params["Wax"]])
    a_x = np.vstack([a_prev, x_t])
    return Wa @ a_x + params["ba"]


@wrong("stack_weights", says="yours come as a_x, Wa")
def columns_returned_first(params, x_t, a_prev):
    Wa = np.hstack([params["Waa"], params["Wax"]])
    a_x = np.vstack([a_prev, x_t])
    return a_x, Wa


@wrong("stack_weights", "new axis")
def new_axis(params, x_t, a_prev):
    return np.stack([params["Waa"], params["Wax"]]), np.stack([a_prev, x_t])


@wrong("stack_weights", "added")
def adds_instead_of_stacking(params, x_t, a_prev):
    return params["Waa"] + params["Wax"], a_prev + x_t


@wrong("stack_weights", says="must be of type array of floats, got list")
def lists_of_blocks(params, x_t, a_prev):
    return [params["Waa"], params["Wax"]], [a_prev, x_t]


@wrong("stack_weights")
def output_weights_in_the_stack(params, x_t, a_prev):
    Wa = np.hstack([params["Waa"], params["Wya"].T])
    return Wa, np.vstack([a_prev, x_t])


@wrong("stack_weights", says="axes in another order")
def rows_of_columns(params, x_t, a_prev):
    Wa = np.c_[params["Waa"], params["Wax"]]
    a_x = np.c_[a_prev.T, x_t.T]
    return Wa, a_x


@wrong("stack_weights", says="a part is not filled in")
def state_left_empty(params, x_t, a_prev):
    n_a, n_x = params["Wax"].shape
    Wa = np.zeros((n_a, n_a + n_x))
    Wa[:, :n_a], Wa[:, n_a:] = params["Waa"], params["Wax"]
    a_x = np.zeros((n_a + n_x, x_t.shape[1]))
    a_x[n_a:] = x_t
    return Wa, a_x


@wrong("stack_weights", says="it returned one dict")
def returns_dictionary_of_both(params, x_t, a_prev):
    return {"Wa": np.hstack([params["Waa"], params["Wax"]]), "a_x": np.vstack([a_prev, x_t])}


@wrong("stack_weights", says="holds the right numbers in shape (16,)")
def append_flattens(params, x_t, a_prev):
    Wa = np.hstack([params["Waa"], params["Wax"]])
    return Wa, np.append(a_prev, x_t)


@wrong("stack_weights", "Wa stacked downwards")
def default_axis_everywhere(params, x_t, a_prev):
    return np.concatenate([params["Waa"], params["Wax"]]), np.concatenate([a_prev, x_t])


@wrong("stack_weights", "input first in Wa", "input first in a_x")
def swapped_and_transposed_product(params, x_t, a_prev):
    return np.hstack([params["Wax"], params["Waa"]]).T, np.vstack([x_t, a_prev])


@wrong("stack_weights", "Wa transposed")
def transposed_at_the_end(params, x_t, a_prev):
    return np.hstack([params["Waa"], params["Wax"]]).T, np.vstack([a_prev, x_t])


@wrong("stack_weights", says="the arrays to be joined go in as one list")
def hstack_without_a_list(params, x_t, a_prev):
    return np.hstack(params["Waa"], params["Wax"]), np.vstack(a_prev, x_t)


@right("stack_weights")
def fills_blocks(params, x_t, a_prev):
    n_a, n_x = params["Wax"].shape
    Wa, a_x = np.empty((n_a, n_a + n_x)), np.empty((n_a + n_x, x_t.shape[1]))
    Wa[:, :n_a], Wa[:, n_a:] = params["Waa"], params["Wax"]
    a_x[:n_a], a_x[n_a:] = a_prev, x_t
    return Wa, a_x


@right("stack_weights")
def transposed_twice(params, x_t, a_prev):
    Wa = np.vstack([params["Waa"].T, params["Wax"].T]).T
    return Wa, np.r_[a_prev, x_t]


@right("stack_weights")
def lists_of_rows(params, x_t, a_prev):
    rows = [
        list(left) + list(right_part) for left, right_part in zip(params["Waa"], params["Wax"], strict=True)
    ]
    return np.array(rows), np.array(list(a_prev) + list(x_t))


# rnn_forward(params, x, a0, lengths) -> a, a_last


def cell(params, x_t, a_prev):
    return np.tanh(params["Wax"] @ x_t + params["Waa"] @ a_prev + params["ba"])


@wrong("rnn_forward", "state not carried")
def forgets_the_carry(params, x, a0, lengths):
    T_x, _, m = x.shape
    a = np.zeros((T_x, a0.shape[0], m))
    for t in range(T_x):
        a[t] = np.where(t < lengths, cell(params, x[t], a0), 0)
    return a, a[lengths - 1, :, np.arange(m)].T


@wrong("rnn_forward", "a0 ignored")
def starts_from_zeros(params, x, a0, lengths):
    T_x, _, m = x.shape
    a_next = np.zeros_like(a0)
    a, a_last = np.zeros((T_x, *a0.shape)), np.zeros_like(a0)
    for t in range(T_x):
        a_next = cell(params, x[t], a_next)
        a[t] = np.where(t < lengths, a_next, 0)
        a_last = np.where(t == lengths - 1, a_next, a_last)
    return a, a_last


@wrong("rnn_forward", "lengths ignored")
def ignores_lengths(params, x, a0, lengths):
    states = []
    a_prev = a0
    for x_t in x:
        a_prev = np.tanh(params["Wax"].dot(x_t) + params["Waa"].dot(a_prev) + params["ba"])
        states.append(a_prev)
    return np.stack(states), a_prev


@wrong("rnn_forward", "a_last of the last step")
def last_row_of_a(params, x, a0, lengths):
    T_x, n_x, m = x.shape
    a = np.empty((T_x, a0.shape[0], m))
    a_next = a0
    for t in range(T_x):
        a_next = cell(params, x[t], a_next)
        a[t] = a_next
        a[t, :, t >= lengths] = 0
    return a, a[-1]


@wrong("rnn_forward", "padding not zeroed")
def padding_not_zeroed(params, x, a0, lengths):
    T_x, _, m = x.shape
    a = np.zeros((T_x, *a0.shape))
    a[0] = cell(params, x[0], a0)
    for t in range(1, T_x):
        a[t] = cell(params, x[t], a[t - 1])
    a_last = np.column_stack([a[lengths[j] - 1, :, j] for j in range(m)])
    return a, a_last


@wrong("rnn_forward", "padding holds the state")
def state_frozen_at_padding(params, x, a0, lengths):
    a_prev, out = a0, []
    for t in range(len(x)):
        a_next = cell(params, x[t], a_prev)
        a_prev = np.where(t < lengths, a_next, a_prev)
        out.append(a_prev)
    return np.array(out), a_prev


@wrong("rnn_forward", "a[lengths]")
def last_index_is_the_length(params, x, a0, lengths):
    T_x, _, m = x.shape
    a = np.zeros((T_x, *a0.shape))
    a_next = a0
    for t in range(T_x):
        a_next = np.where(t < lengths, cell(params, x[t], a_next), 0)
        a[t] = a_next
    return a, a[lengths, :, np.arange(m)].T


@wrong("rnn_forward", "length off by one")
def mask_one_step_late(params, x, a0, lengths):
    T_x, _, m = x.shape
    a = np.zeros((T_x, *a0.shape))
    a_next = a0
    for t in range(T_x):
        a_next = cell(params, x[t], a_next)
        a[t] = np.where(t > lengths, 0.0, a_next)
    return a, np.stack([a[n - 1, :, j] for j, n in enumerate(lengths)], axis=1)


@wrong("rnn_forward", "length one short")
def mask_one_step_early(params, x, a0, lengths):
    T_x, _, m = x.shape
    mask = np.arange(T_x)[:, None] < lengths - 1
    a = np.zeros((T_x, *a0.shape))
    a_next = a0
    for t in range(T_x):
        a_next = cell(params, x[t], a_next)
        a[t] = a_next
    a_last = np.stack([a[n - 1, :, j] for j, n in enumerate(lengths)], axis=1)
    return np.where(mask[:, None], a, 0), a_last


@wrong("rnn_forward", says="a_last holds the right numbers with its axes in another order")
def last_states_in_rows(params, x, a0, lengths):
    T_x, _, m = x.shape
    a = np.zeros((T_x, *a0.shape))
    a_next = a0
    for t in range(T_x):
        a_next = cell(params, x[t], a_next)
        a[t] = np.where(t < lengths, a_next, 0)
    return a, a[lengths - 1, :, np.arange(m)]


@wrong("rnn_forward", "a0 stored in a")
def a0_is_the_first_state(params, x, a0, lengths):
    T_x, _, m = x.shape
    a = [a0]
    for t in range(T_x):
        a.append(np.where(t < lengths, cell(params, x[t], a[-1]), 0))
    a = np.array(a)
    return a, np.array([a[n, :, j] for j, n in enumerate(lengths)]).T


@wrong("rnn_forward", "a0 as first state")
def a0_pushes_the_last_state_out(params, x, a0, lengths):
    T_x, _, m = x.shape
    a = np.zeros((T_x, *a0.shape))
    a[0] = a0
    for t in range(1, T_x):
        a[t] = np.where(t < lengths, cell(params, x[t], a[t - 1]), 0)
    return a, np.array([a[n - 1, :, j] for j, n in enumerate(lengths)]).T


@wrong("rnn_forward", says="a holds the right numbers with its axes in another order")
def time_on_the_last_axis(params, x, a0, lengths):
    T_x, _, m = x.shape
    a = np.zeros((*a0.shape, T_x))
    a_next = a0
    for t in range(T_x):
        a_next = cell(params, x[t], a_next)
        a[:, :, t] = np.where(t < lengths, a_next, 0)
    return a, np.array([a[:, j, n - 1] for j, n in enumerate(lengths)]).T


@wrong("rnn_forward", "x[:, :, t]", "lengths ignored")
def steps_along_the_last_axis_of_x(params, x, a0, lengths):
    a = np.zeros((x.shape[0], a0.shape[0], x.shape[2]))
    a_prev = a0
    for t in range(x.shape[2]):
        a_prev = cell(params, x[:, :, t], a_prev)
        a[:, :, t] = a_prev
    return a, a_prev


@wrong("rnn_forward", "no ba")
def forgets_the_bias(params, x, a0, lengths):
    mask = np.arange(len(x))[:, None] < lengths
    W = np.hstack([params["Waa"], params["Wax"]])
    a, a_prev, a_last = [], a0, 0
    for t, x_t in enumerate(x):
        a_prev = np.tanh(W @ np.vstack([a_prev, x_t]))
        a.append(np.where(mask[t], a_prev, 0))
        a_last = np.where(lengths == t + 1, a_prev, a_last)
    return np.array(a), a_last


@wrong("rnn_forward", "lengths ignored")
def padding_read_from_x(params, x, a0, lengths):
    a_prev, a_last, a = a0, a0, []
    for x_t in x:
        real = np.any(x_t != 0, axis=0)
        a_prev = np.where(real, cell(params, x_t, a_prev), 0)
        a_last = np.where(real, a_prev, a_last)
        a.append(a_prev)
    return np.stack(a), a_last


@wrong("rnn_forward", says="x in place")
def clears_padding_in_x(params, x, a0, lengths):
    for j, n in enumerate(lengths):
        x[n:, :, j] = 0
    a_prev, a = a0, []
    for t in range(len(x)):
        a_prev = np.where(t < lengths, cell(params, x[t], a_prev), 0)
        a.append(a_prev)
    a = np.array(a)
    return a, a[lengths - 1, :, np.arange(len(lengths))].T


@wrong("rnn_forward", "padding cleared in x alone")
def zero_input_for_zero_state(params, x, a0, lengths):
    """Zero x at padding and take the state for zero there."""
    x = np.where((np.arange(len(x))[:, None] < lengths)[:, None], x, 0)
    a_prev, a = a0, []
    for x_t in x:
        a_prev = cell(params, x_t, a_prev)
        a.append(a_prev)
    a = np.array(a)
    return a, a[lengths - 1, :, np.arange(len(lengths))].T


@wrong("rnn_forward", "backwards")
def runs_backwards(params, x, a0, lengths):
    T_x, _, m = x.shape
    a, a_next = np.zeros((T_x, *a0.shape)), a0
    for t in reversed(range(T_x)):
        a_next = cell(params, x[t], a_next)
        a[t] = np.where(t < lengths, a_next, 0)
    return a, a[lengths - 1, :, np.arange(m)].T


@wrong("rnn_forward", says="a part is not filled in")
def stops_at_the_shortest(params, x, a0, lengths):
    a, a_next = np.zeros((len(x), *a0.shape)), a0
    for t in range(min(lengths)):
        a_next = cell(params, x[t], a_next)
        a[t] = a_next
    return a, a_next


@wrong("rnn_forward", says="a must be of type array of floats, got list")
def returns_list_of_states(params, x, a0, lengths):
    a, state, last = [], a0, np.zeros_like(a0)
    for t in range(x.shape[0]):
        state = cell(params, x[t], state)
        state[:, t >= lengths] = 0
        last[:, t == lengths - 1] = state[:, t == lengths - 1]
        a.append(state)
    return a, last


@wrong("rnn_forward", says="must return 2 values (a, a_last)")
def returns_states_only(params, x, a0, lengths):
    a, state = [], a0
    for t in range(x.shape[0]):
        state = np.where(t < lengths, cell(params, x[t], state), 0)
        a.append(state)
    return np.array(a)


@wrong("rnn_forward", says="yours come as a_last, a")
def last_state_first(params, x, a0, lengths):
    a, state = [], a0
    for t in range(x.shape[0]):
        state = np.where(t < lengths, cell(params, x[t], state), 0)
        a.append(state)
    a = np.array(a)
    return a[lengths - 1, :, np.arange(x.shape[2])].T, a


@wrong("rnn_forward", says="a0 in place")
def carries_the_state_in_a0(params, x, a0, lengths):
    a = np.zeros((len(x), *a0.shape))
    for t in range(len(x)):
        a0[:] = cell(params, x[t], a0)
        a[t] = np.where(t < lengths, a0, 0)
    return a, np.stack([a[n - 1, :, j] for j, n in enumerate(lengths)], axis=1)


@wrong("rnn_forward", "no ba", "state not carried")
def forgets_bias_and_carry(params, x, a0, lengths):
    a = np.tanh(params["Wax"] @ x + params["Waa"] @ a0)
    a = np.where(np.arange(len(x))[:, None, None] < lengths, a, 0)
    return a, a[lengths - 1, :, np.arange(x.shape[2])].T


@wrong("rnn_forward", "no state")
def no_state_at_all(params, x, a0, lengths):
    a = np.tanh(np.einsum("ij,tjm->tim", params["Wax"], x) + params["ba"])
    a[np.broadcast_to(np.arange(len(x))[:, None, None] >= lengths, a.shape)] = 0
    return a, a[lengths - 1, :, np.arange(x.shape[2])].T


@wrong("rnn_forward", "one array for all steps")
def same_array_at_every_step(params, x, a0, lengths):
    state, states = a0.copy(), []
    for t in range(len(x)):
        state[:] = np.where(t < lengths, cell(params, x[t], state), 0)
        states.append(state)
    a = np.array(states)
    return a, a[lengths - 1, :, np.arange(x.shape[2])].T


@wrong("rnn_forward", "sigmoid for tanh")
def sigmoid_in_the_loop(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        s = 1 / (1 + np.exp(-(params["Wax"] @ x[t] + params["Waa"] @ s + params["ba"])))
        a[t] = np.where(t < lengths, s, 0)
    return a, a[lengths - 1, :, np.arange(x.shape[2])].T


@wrong("rnn_forward", says="a is 0 throughout")
def skips_the_last_step(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x) - 1):
        s = cell(params, x[t], s)
        a[t] = np.where(t < lengths, s, 0)
    return a, a[lengths - 1, :, np.arange(x.shape[2])].T


@wrong("rnn_forward", "a_last of the last step")
def last_state_of_the_longest(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        s = cell(params, x[t], s)
        a[t] = np.where(t < lengths, s, 0)
    return a, a[max(lengths) - 1]


@wrong("rnn_forward", "old state added")
def adds_up_the_states(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        s = s + cell(params, x[t], s)
        a[t] = np.where(t < lengths, s, 0)
    return a, a[lengths - 1, :, np.arange(x.shape[2])].T


@wrong("rnn_forward", says="axes in another order")
def batch_first_states(params, x, a0, lengths):
    a, s = [], a0
    for t in range(len(x)):
        s = np.where(t < lengths, cell(params, x[t], s), 0)
        a.append(s.T)
    a = np.stack(a, axis=1)
    return a, a[np.arange(len(lengths)), lengths - 1].T


@wrong("rnn_forward", "no ba", "length off by one")
def mask_late_and_no_bias(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        s = np.tanh(params["Wax"] @ x[t] + params["Waa"] @ s)
        a[t] = np.where(t <= lengths, s, 0)
    return a, np.stack([a[n - 1, :, j] for j, n in enumerate(lengths)], axis=1)


@wrong("rnn_forward", "padding multiplied")
def multiplies_by_the_mask(params, x, a0, lengths):
    a, a_last, a_prev = np.zeros((len(x), *a0.shape)), a0, a0
    for t in range(len(x)):
        a_next = cell(params, x[t], a_prev)
        a[t] = a_next * (t < lengths)
        a_last = np.where(t < lengths, a_next, a_last)
        a_prev = a_next
    return a, a_last


@wrong("rnn_forward", "padding multiplied throughout")
def blends_with_the_mask(params, x, a0, lengths):
    a, a_prev = [], a0
    for t in range(len(x)):
        mask = (t < lengths).astype(float)
        a_next = cell(params, x[t], a_prev)
        a_prev = mask * a_next + (1 - mask) * a_prev
        a.append(mask * a_next)
    return np.array(a), a_prev


@wrong("rnn_forward", "padding multiplied")
def carries_the_product_with_the_mask(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        s = cell(params, x[t], s) * (t < lengths)
        a[t] = s
    return a, a[lengths - 1, :, np.arange(x.shape[2])].T


@wrong("rnn_forward", says="`if`, `and` and `or` take one truth value")
def if_of_many_truths(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        if t < lengths:
            s = cell(params, x[t], s)
            a[t] = s
    return a, s


@wrong("rnn_forward", "a[lengths - 1]")
def takes_whole_steps(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        s = cell(params, x[t], s)
        a[t] = np.where(t < lengths, s, 0)
    return a, a[lengths - 1]


@wrong("rnn_forward", "a_last of the last step")
def carried_state_zeroed(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        s = np.where(t < lengths, cell(params, x[t], s), 0)
        a[t] = s
    return a, s


@wrong("rnn_forward", "padding cleared in x alone", "a_last of the last step")
def zero_input_and_on(params, x, a0, lengths):
    a, s = [], a0
    for t in range(len(x)):
        s = cell(params, np.where(t < lengths, x[t], 0), s)
        a.append(s)
    return np.array(a), s


@wrong("rnn_forward", "a_last with x cleared")
def zero_input_and_zero_states(params, x, a0, lengths):
    a, s = [], a0
    for t in range(len(x)):
        s = cell(params, np.where(t < lengths, x[t], 0), s)
        a.append(np.where(t < lengths, s, 0))
    return np.array(a), s


@wrong("rnn_forward", says="np.array(a) makes one array")
def list_of_states(params, x, a0, lengths):
    a, a_last, s = [], a0, a0
    for t in range(len(x)):
        s = cell(params, x[t], s)
        a.append(np.where(t < lengths, s, 0))
        a_last = np.where(t < lengths, s, a_last)
    return a, a_last


@wrong("rnn_forward", says="the same axes in another order")
def where_of_rows(params, x, a0, lengths):
    a, s = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        a_next = cell(params, x[t], s)
        s = np.where(t < lengths, a_next, s.T)
        a[t] = s
    return a, s


@right("rnn_forward")
def plain_loop(params, x, a0, lengths):
    T_x, _, m = x.shape
    a, a_last, a_prev = np.zeros((T_x, *a0.shape)), np.zeros(a0.shape), a0
    for t in range(T_x):
        a_prev = cell(params, x[t], a_prev)
        real = t < lengths
        a[t][:, real] = a_prev[:, real]
        a_last[:, real] = a_prev[:, real]
    return a, a_last


@right("rnn_forward")
def each_sequence_by_itself(params, x, a0, lengths):
    a = np.zeros((x.shape[0], a0.shape[0], x.shape[2]))
    a_last = np.zeros_like(a0)
    for j, n in enumerate(lengths):
        state = a0[:, j]
        for t in range(n):
            state = np.tanh(params["Wax"] @ x[t, :, j] + params["Waa"] @ state + params["ba"][:, 0])
            a[t, :, j] = state
        a_last[:, j] = state
    return a, a_last


@right("rnn_forward")
def inputs_at_once_and_views(params, x, a0, lengths):
    mask = (np.arange(len(x))[:, None] < lengths)[:, None, :]
    z = np.einsum("ij,tjm->tim", params["Wax"], x) + params["ba"]
    states = [a0]
    for z_t in z:
        states.append(np.tanh(z_t + params["Waa"] @ states[-1]))
    a = np.where(mask, np.stack(states)[1:], 0.0)
    return a, np.take_along_axis(a, (lengths - 1)[None, None, :], axis=0)[0]


@right("rnn_forward")
def stacked_in_one_product(params, x, a0, lengths):
    Wa = np.concatenate([params["Waa"], params["Wax"]], axis=1)
    a, a_last = np.zeros((len(x), *a0.shape)), a0
    for t in range(len(x)):
        a_next = np.tanh(Wa @ np.concatenate([a_last, x[t]]) + params["ba"])
        a_last = np.where(t < lengths, a_next, a_last)
        a[t] = np.where(t < lengths, a_next, 0)
    return a, a_last


# count_parameters(n_x, n_a, n_y, T_x) -> int


@wrong("count_parameters", "times T_x")
def weights_for_every_step(n_x, n_a, n_y, T_x):
    return T_x * (n_a * n_x + n_a * n_a + n_a + n_y * n_a + n_y)


@wrong("count_parameters", "no biases")
def counts_no_biases(n_x, n_a, n_y, T_x):
    return n_a * n_x + n_a**2 + n_y * n_a


@wrong("count_parameters", "no output")
def counts_no_output_layer(n_x, n_a, n_y, T_x):
    return n_a * (n_a + n_x + 1)


@wrong("count_parameters", "no Waa")
def counts_no_state_weights(n_x, n_a, n_y, T_x):
    shapes = {"Wax": (n_a, n_x), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    return sum(rows * columns for rows, columns in shapes.values())


@wrong("count_parameters", "no by")
def counts_no_output_bias(n_x, n_a, n_y, T_x):
    hidden = n_a * (n_a + n_x + 1)
    output = n_y * n_a
    return hidden + output


@wrong("count_parameters", "no ba")
def counts_no_state_bias(n_x, n_a, n_y, T_x):
    return (n_a + n_x) * n_a + (n_a + 1) * n_y


@wrong("count_parameters", "bias per weight")
def two_biases_for_the_state(n_x, n_a, n_y, T_x):
    return (n_x + 1) * n_a + (n_a + 1) * n_a + (n_a + 1) * n_y


@wrong("count_parameters", "output reads x")
def output_reads_the_input_too(n_x, n_a, n_y, T_x):
    return (n_a + n_x + 1) * n_a + (n_a + n_x + 1) * n_y


@wrong("count_parameters", "biases times T_x")
def bias_for_every_step(n_x, n_a, n_y, T_x):
    return n_a * n_x + n_a * n_a + n_y * n_a + T_x * (n_a + n_y)


@wrong("count_parameters", "states counted")
def counts_the_states(n_x, n_a, n_y, T_x):
    return n_a * (n_x + n_a + 1) + n_y * (n_a + 1) + n_a * T_x


@wrong("count_parameters", says="must be of type integer, got float")
def counts_in_floats(n_x, n_a, n_y, T_x):
    total = 0.0
    for shape in [(n_a, n_x), (n_a, n_a), (n_y, n_a), (n_a, 1), (n_y, 1)]:
        total += np.zeros(shape).size
    return total


@wrong("count_parameters", says="must be of type integer, got tuple")
def one_number_per_array(n_x, n_a, n_y, T_x):
    return n_a * n_x, n_a * n_a, n_y * n_a, n_a, n_y


@wrong("count_parameters", "sides added")
def adds_the_sides(n_x, n_a, n_y, T_x):
    return (n_a + n_x) + (n_a + n_a) + (n_y + n_a) + n_a + n_y


@wrong("count_parameters", says="returns None")
def prints_the_count(n_x, n_a, n_y, T_x):
    print(n_a * n_x + n_a * n_a + n_a + n_y * n_a + n_y)


@wrong("count_parameters", "one number per bias")
def scalar_biases(n_x, n_a, n_y, T_x):
    return n_a * n_x + n_a * n_a + 1 + n_y * n_a + 1


@wrong("count_parameters", "times T_x", "no biases")
def per_step_without_biases(n_x, n_a, n_y, T_x):
    return (n_a * n_x + n_a * n_a + n_y * n_a) * T_x


@wrong("count_parameters")
def only_input_weights_shared(n_x, n_a, n_y, T_x):
    return n_a * n_x + T_x * n_a * n_a + n_a + n_y * n_a + n_y


@wrong("count_parameters", "T_x added")
def adds_t_x(n_x, n_a, n_y, T_x):
    return n_a * (n_a + n_x + 1) + n_y * (n_a + 1) + T_x


@wrong("count_parameters", "four gates")
def four_gates(n_x, n_a, n_y, T_x):
    return 4 * n_a * (n_a + n_x + 1) + n_y * (n_a + 1)


@wrong("count_parameters", "no Wax")
def no_input_weights(n_x, n_a, n_y, T_x):
    return n_a * n_a + n_a * n_y + n_a + n_y


@wrong("count_parameters", says="must be of type integer, got float")
def rounds_a_division(n_x, n_a, n_y, T_x):
    return (n_a * (n_a + n_x + 1) + n_y * (n_a + 1)) / 1


@wrong("count_parameters", "output times T_x")
def output_for_every_step(n_x, n_a, n_y, T_x):
    return n_a * (n_x + n_a + 1) + T_x * (n_y * n_a + n_y)


@wrong("count_parameters", "by as n_a")
def both_biases_of_the_state(n_x, n_a, n_y, T_x):
    return n_a * (n_x + n_a) + n_y * n_a + 2 * n_a


@wrong("count_parameters", "Wya as n_y * n_x")
def output_reads_the_input_alone(n_x, n_a, n_y, T_x):
    return n_a * (n_x + n_a + 1) + n_y * (n_x + 1)


@wrong("count_parameters", "bias per weight")
def counts_the_first_state(n_x, n_a, n_y, T_x):
    a0 = n_a
    return n_a * n_x + n_a * n_a + n_a + n_y * n_a + n_y + a0


@right("count_parameters")
def array_without_axes(n_x, n_a, n_y, T_x):
    return np.array(n_a * (n_x + n_a + 1) + n_y * (n_a + 1))


@right("count_parameters")
def sum_of_products(n_x, n_a, n_y, T_x):
    return n_a * (n_x + n_a + 1) + n_y * (n_a + 1)


@right("count_parameters")
def sizes_of_real_arrays(n_x, n_a, n_y, T_x):
    shapes = (n_a, n_x), (n_a, n_a), (n_a, 1), (n_y, n_a), (n_y, 1)
    return sum(np.empty(shape).size for shape in shapes)


@right("count_parameters")
def integer_of_numpy(n_x, n_a, n_y, T_x):
    return np.array([n_a * n_x, n_a * n_a, n_a, n_y * n_a, n_y]).sum()


# to_batch_first(x) -> (m, T_x, n_x)


@wrong("to_batch_first", "reshape")
def reshapes(x):
    T_x, n_x, m = x.shape
    return x.reshape(m, T_x, n_x)


@wrong("to_batch_first", "m, n_x, T_x")
def transposes_all(x):
    return x.T


@wrong("to_batch_first", "m, n_x, T_x")
def swaps_first_and_last(x):
    return np.swapaxes(x, 0, 2)


@wrong("to_batch_first", "n_x, m, T_x")
def axes_inverted(x):
    return x.transpose(1, 2, 0)


@wrong("to_batch_first", "T_x, m, n_x")
def swaps_features_and_examples(x):
    return np.transpose(x, (0, 2, 1))


@wrong("to_batch_first", "n_x, T_x, m")
def swaps_time_and_features_first(x):
    return np.moveaxis(x, 1, 0)


@wrong("to_batch_first", says="in other places")
def reshapes_and_swaps(x):
    T_x, n_x, m = x.shape
    return np.reshape(x, (m, n_x, T_x)).swapaxes(1, 2)


@wrong("to_batch_first", says="x in place")
def changes_the_shape_of_x(x):
    T_x, n_x, m = x.shape
    x.shape = (m, T_x, n_x)
    return x


@wrong("to_batch_first", says="x in place")
def flips_x_in_place(x):
    x[:] = np.flip(x, axis=0)
    return x.transpose(2, 0, 1)[:, ::-1]


@wrong("to_batch_first", says="must be of type array of floats, got list")
def list_of_examples(x):
    return [x[:, :, j] for j in range(x.shape[2])]


@wrong("to_batch_first", "T_x, m, n_x")
def examples_of_the_wrong_axis(x):
    return np.array([x[t].T for t in range(len(x))])


@wrong("to_batch_first", "unchanged")
def stacks_on_the_last_axis(x):
    return np.stack([x[:, :, j] for j in range(x.shape[2])], axis=-1)


@wrong("to_batch_first", says="in reverse order along axis 0")
def examples_reversed(x):
    return np.rot90(x, axes=(0, 2)).transpose(0, 2, 1)


@wrong("to_batch_first", says="another shape than the place it is stored in")
def loop_mixes_axes(x):
    T_x, n_x, m = x.shape
    out = np.zeros((m, T_x, n_x))
    for j in range(m):
        for t in range(T_x):
            out[j, t] = x[t, j]
    return out


@wrong("to_batch_first", says="returns None")
def prints_the_new_shape(x):
    print(x.transpose(2, 0, 1).shape)


@wrong("to_batch_first", says="must be of type array of floats, got tuple")
def shape_only(x):
    T_x, n_x, m = x.shape
    return m, T_x, n_x


@wrong("to_batch_first", "n_x, m, T_x")
def rolls_the_wrong_way(x):
    return np.rollaxis(x, 0, 3)


@wrong("to_batch_first", says="holds the right numbers in shape (2, 12)")
def flattens_each_example(x):
    return x.reshape(-1, x.shape[2]).T


@right("to_batch_first")
def swaps_twice(x):
    return x.swapaxes(0, 1).swapaxes(0, 2)


@right("to_batch_first")
def transpose_is_a_view(x):
    return x.transpose(2, 0, 1)


@right("to_batch_first")
def einsum_renames(x):
    return np.einsum("tnm->mtn", x)


@right("to_batch_first")
def stacks_examples(x):
    return np.stack([x[..., j] for j in range(x.shape[-1])])


@right("to_batch_first")
def copies_in_loops(x):
    T_x, n_x, m = x.shape
    out = np.empty((m, T_x, n_x))
    for t in range(T_x):
        for j in range(m):
            out[j, t] = x[t, :, j]
    return out
