"""The checks of lesson 02: one step, stacked weights, the loop over time, counting, layouts."""

import numpy as np

from helpers.face.checks.check import Case, Check
from helpers.face.checks.draw import rnn_params, without

# ---- rnn_cell_forward(params, x_t, a_prev) -> a_next, y_hat_t


def cell_reference(params, x_t, a_prev, wrong=frozenset()):
    Wax, Waa, ba, Wya, by = (params[name] for name in ("Wax", "Waa", "ba", "Wya", "by"))
    if "weights swapped" in wrong:
        Wax, Waa = Waa, Wax
    if "Waa transposed" in wrong:
        Waa = Waa.T
    if "Wax transposed" in wrong:
        Wax = Wax.T
    if "Wya transposed" in wrong:
        Wya = Wya.T
    if "biases flat" in wrong:
        ba, by = ba[:, 0], by[:, 0]
    if "biases exchanged" in wrong:
        ba, by = by, ba
    product = np.multiply if "elementwise products" in wrong else np.matmul
    product = exchanged if "factors exchanged" in wrong else product
    z = product(Wax, x_t)
    if "no state" not in wrong:
        state = a_prev + z if "Waa on the sum" in wrong else a_prev
        carried = Waa * a_prev if "elementwise state" in wrong else product(Waa, state)
        z = carried if "Waa on the sum" in wrong else z + carried
    if "no ba" not in wrong and "ba outside tanh" not in wrong:
        z = z + (2 * ba if "ba twice" in wrong else -ba if "ba subtracted" in wrong else ba)
    a_next = state_activation(z, wrong) + (ba if "ba outside tanh" in wrong else 0)
    a_next = a_next + (a_prev if "old state added" in wrong else 0)
    source = a_prev if "output from a_prev" in wrong else z if "output from z" in wrong else a_next
    return a_next, output_activation(product(Wya, source) + (0 if "no by" in wrong else by), wrong)


def exchanged(weights, column):
    return column @ weights


def state_activation(z, wrong):
    if "sigmoid for tanh" in wrong:
        return 1 / (1 + np.exp(-z))
    if "relu for tanh" in wrong:
        return np.maximum(z, 0)
    return z if "no tanh" in wrong else np.tanh(z)


def output_activation(o, wrong):
    if "sigmoid for softmax" in wrong:
        return 1 / (1 + np.exp(-o))
    if "no softmax" in wrong:
        return o
    axis = 1 if "softmax over examples" in wrong else None if "softmax over all" in wrong else 0
    largest = 0 if "exp overflows" in wrong else o.max(axis=axis, keepdims=True)
    if wrong & {"not normalised", "not normalised, shifted"}:
        return np.exp(o if "not normalised" in wrong else o - largest)
    e = o if "no exp" in wrong else np.exp(o - largest)
    y_hat_t = e / e.sum(axis=axis, keepdims=True)
    return np.log(y_hat_t) if "log taken" in wrong else y_hat_t


NOT_NORMALISED = "y_hat_t holds the exponentials: divide them by their sum down each column (axis 0)."


def draw_cell(n_x, n_a, n_y, m, *zeros):
    def draw(rng):
        params = without(rnn_params(rng, n_x, n_a, n_y), *zeros)
        return params, rng.standard_normal((n_x, m)), rng.uniform(-1, 1, (n_a, m))

    return draw


def draw_large_scores(rng):
    params, x_t, a_prev = draw_cell(2, 3, 4, 5)(rng)
    return params | {"by": params["by"] + 1000}, x_t, a_prev


CELL = Check(
    name="rnn_cell_forward",
    call="rnn_cell_forward(params, x_t, a_prev)",
    returns=("a_next", "y_hat_t"),
    reference=cell_reference,
    cases=(
        Case("shape", draw_cell(3, 5, 4, 2), "a_next is (n_a, m) and y_hat_t is (n_y, m)."),
        Case(
            "special case",
            draw_cell(3, 5, 4, 2, "Wax", "Waa", "Wya"),
            (
                "with all weights zero, each column of a_next is tanh(ba) and each column of y_hat_t is "
                "softmax(by)."
            ),
        ),
        Case(
            "special case",
            draw_cell(3, 5, 4, 2, "Waa", "ba"),
            "without state and bias, a_next is tanh(Wax x_t).",
        ),
        Case(
            "special case",
            draw_cell(3, 5, 4, 2, "Wax", "ba"),
            "without input and bias, a_next is tanh(Waa a_prev).",
        ),
        Case(
            "random case",
            draw_cell(4, 3, 5, 6),
            "a_next = tanh(Waa a_prev + Wax x_t + ba), y_hat_t = softmax(Wya a_next + by).",
        ),
        Case("random case", draw_large_scores, "with scores near 1000 y_hat_t still holds probabilities."),
    ),
    mistakes={
        "no tanh": "the activation is missing: a_next = tanh(Waa a_prev + Wax x_t + ba).",
        "sigmoid for tanh": "a_next comes out of a sigmoid; the state's activation is tanh.",
        "relu for tanh": "a_next comes out of a ReLU; this exercise asks for tanh.",
        "no ba": "the bias ba is not added before tanh.",
        "no state": "a_prev is not used: add Waa a_prev. Without it nothing is remembered.",
        "weights swapped": (
            "Wax and Waa are exchanged: the second letter is the source, so Wax multiplies x_t and Waa "
            "multiplies a_prev."
        ),
        "Waa transposed": "Waa is transposed: the product is Waa @ a_prev.",
        "Wax transposed": "Wax is transposed: the product is Wax @ x_t, (n_a, n_x) times (n_x, m).",
        "Wya transposed": "Wya is transposed: the product is Wya @ a_next, (n_y, n_a) times (n_a, m).",
        "elementwise state": "Waa is multiplied entry by entry (*): a matrix product is written @.",
        "elementwise products": (
            "the weights are multiplied entry by entry (*): a matrix product is written @."
        ),
        "factors exchanged": (
            "the factors stand in the wrong order: columns are multiplied from the left, Wax @ x_t."
        ),
        "ba outside tanh": "ba is added after tanh: it belongs inside, tanh(Waa a_prev + Wax x_t + ba).",
        "ba twice": "ba is added twice: one bias serves both products.",
        "ba subtracted": "ba is subtracted: it is added, tanh(Waa a_prev + Wax x_t + ba).",
        "Waa on the sum": "Waa multiplies Wax x_t as well: it multiplies a_prev alone.",
        "biases exchanged": "ba and by are exchanged: ba belongs to the state, by to the output.",
        "old state added": "a_prev itself is added to the new state: it enters through Waa alone.",
        "biases flat": (
            "the biases have lost their axis of length 1 and are added along the wrong axis: leave them "
            "(n_a, 1) and (n_y, 1)."
        ),
        "output from a_prev": "y_hat_t is computed from a_prev: the output reads the new state, a_next.",
        "output from z": "y_hat_t is computed before tanh: the output reads the new state, a_next.",
        "no by": "the bias by is not added before the softmax.",
        "no softmax": "the softmax is missing: y_hat_t holds scores, not probabilities.",
        "not normalised": NOT_NORMALISED,
        "not normalised, shifted": NOT_NORMALISED,
        "exp overflows": (
            "exp overflows for large scores: subtract each column's largest score first; the quotient stays."
        ),
        "no exp": "the scores are divided by their sum: the softmax takes exp of them first.",
        "log taken": "y_hat_t holds the logarithms of the probabilities: the logarithm belongs to the loss.",
        "sigmoid for softmax": "y_hat_t comes out of a sigmoid; one class out of n_y needs a softmax.",
        "softmax over examples": (
            "the softmax runs over the examples (axis 1): each column, one example, must sum to 1 (axis 0)."
        ),
        "softmax over all": (
            "the softmax divides by the sum over the whole array: each column, one example, must sum to 1 "
            "(axis=0, keepdims=True)."
        ),
    },
    square=draw_cell(3, 3, 3, 3),
)

# ---- stack_weights(params, x_t, a_prev) -> Wa, a_x


def stack_reference(params, x_t, a_prev, wrong=frozenset()):
    Waa, Wax = params["Waa"], params["Wax"]
    if "new axis" in wrong:
        return np.stack([Waa, Wax]), np.stack([a_prev, x_t])
    if "added" in wrong:
        return Waa + Wax, a_prev + x_t
    if "blocks transposed" in wrong:
        Waa, Wax = Waa.T, Wax.T
    if "Waa transposed" in wrong:
        Waa = Waa.T
    blocks = [Wax, Waa] if "input first in Wa" in wrong else [Waa, Wax]
    vectors = [x_t, a_prev] if "input first in a_x" in wrong else [a_prev, x_t]
    if "bias stacked too" in wrong:
        blocks, vectors = [*blocks, params["ba"]], [*vectors, np.ones((1, x_t.shape[1]))]
    Wa = np.concatenate(blocks, axis=0 if "Wa stacked downwards" in wrong else 1)
    Wa = Wa.T if "Wa transposed" in wrong else Wa
    return Wa, np.concatenate(vectors, axis=1 if "a_x stacked sideways" in wrong else 0)


def draw_stack(n_x, n_a, m):
    def draw(rng):
        params = rnn_params(rng, n_x, n_a, n_y=2)
        return params, rng.standard_normal((n_x, m)), rng.uniform(-1, 1, (n_a, m))

    return draw


STACK = Check(
    name="stack_weights",
    call="stack_weights(params, x_t, a_prev)",
    returns=("Wa", "a_x"),
    reference=stack_reference,
    cases=(
        Case("shape", draw_stack(3, 5, 2), "Wa is (n_a, n_a + n_x) and a_x is (n_a + n_x, m)."),
        Case(
            "special case",
            draw_stack(1, 2, 1),
            "one input, two units, one example: Wa = [Waa | Wax], a_x = [a_prev; x_t].",
        ),
        Case(
            "random case",
            draw_stack(4, 3, 6),
            "Wa @ a_x equals Waa @ a_prev + Wax @ x_t, the state standing first in both.",
        ),
    ),
    mistakes={
        "input first in Wa": "Wa holds Wax first: the course stacks the state first, Wa = [Waa | Wax].",
        "input first in a_x": "a_x holds x_t first: the course stacks the state first, a_x = [a_prev; x_t].",
        "Wa stacked downwards": (
            "Waa and Wax are stacked one below the other: in Wa they stand side by side (axis 1)."
        ),
        "a_x stacked sideways": (
            "a_prev and x_t are stacked side by side: in a_x they stand one below the other (axis 0)."
        ),
        "Wa transposed": (
            "Wa comes out transposed, (n_a + n_x, n_a): Waa and Wax go in as they are, side by side (axis 1)."
        ),
        "blocks transposed": "Waa and Wax are transposed before they are stacked: they go in as they are.",
        "Waa transposed": "Waa is transposed before it is stacked: it goes in as it is.",
        "bias stacked too": (
            "ba stands in the stack as well: here Wa holds Waa and Wax alone, and ba is added afterwards."
        ),
        "new axis": "np.stack makes a new axis: np.concatenate joins along one that is there.",
        "added": "the matrices are added (+): they must stand side by side, np.concatenate([…], axis=1).",
    },
    square=draw_stack(3, 3, 3),
)

# ---- rnn_forward(params, x, a0, lengths) -> a, a_last


def forward_reference(params, x, a0, lengths, wrong=frozenset()):
    if "x[:, :, t]" in wrong:
        x = x.transpose(2, 0, 1)
    T_x, m = len(x), x.shape[2]
    a, a_prev = np.zeros((T_x, *a0.shape)), np.zeros_like(a0) if "a0 ignored" in wrong else a0
    a_last, last = a_prev, a0
    late, short = "length off by one" in wrong, "length one short" in wrong
    for t in reversed(range(T_x)) if "backwards" in wrong else range(T_x):
        real = (t < lengths + late - short) | ("lengths ignored" in wrong)
        x_t = x[max(t - 1, 0)] if "input one step late" in wrong else x[t]
        if wrong & {"padding cleared in x alone", "a_last with x cleared"}:
            x_t = np.where(real, x_t, 0)
        a_next = a0 if t == 0 and "a0 as first state" in wrong else next_state(params, x_t, a_prev, wrong)
        a[t] = a_prev if "stores the old state" in wrong else a_next
        a_last = np.where(real, a_next, a_last)
        if not wrong & {"padding not zeroed", "padding cleared in x alone"}:
            a[t] = np.where(real, a[t], a_last if "padding holds the state" in wrong else 0)
        if wrong & {"padding multiplied", "padding multiplied throughout"}:
            a[t] = a_next * real
        if "padding multiplied throughout" in wrong:
            a_last = a_last + 0 * np.where(real, 0, a_next)
        last = a_next
        if "state not carried" not in wrong:
            a_prev = a_next
    if "one array for all steps" in wrong:
        a = np.broadcast_to(a[-1], a.shape)
        a_last = a[-1]
    if "a_last of the last step" in wrong:
        a_last = a[-1]
    if wrong & {"a_last from the padding", "a_last with x cleared"}:
        a_last = last
    if "a[lengths - 1]" in wrong:
        a_last = a[lengths - 1]
    if "a[lengths]" in wrong:
        a_last = a[lengths, :, np.arange(m)].T
    if "a0 stored in a" in wrong:
        a = np.concatenate([a0[None], a])
    return a.transpose(1, 2, 0) if "x[:, :, t]" in wrong else a, a_last


def next_state(params, x_t, a_prev, wrong):
    z = params["Wax"] @ x_t
    if "no state" not in wrong:
        z = z + (params["Waa"].T if "Waa transposed" in wrong else params["Waa"]) @ a_prev
    a_next = state_activation(z if "no ba" in wrong else z + params["ba"], wrong)
    return a_next + a_prev if "old state added" in wrong else a_next


PADDING_MULTIPLIED = (
    "the padding is multiplied by 0, and 0 times NaN is NaN: replace it, np.where(t < lengths, a_next, …)."
)


def draw_forward(T_x, n_x, n_a, m, *zeros, padded=True):
    def draw(rng):
        params = without(rnn_params(rng, n_x, n_a, n_y=2), *zeros)
        lengths = rng.permutation(np.arange(m) % T_x + 1) if padded else np.full(m, T_x)
        return params, rng.standard_normal((T_x, n_x, m)), rng.uniform(-1, 1, (n_a, m)), lengths

    return draw


def draw_bad_padding(rng):
    params, x, a0, lengths = draw_forward(4, 3, 2, 6)(rng)
    padding = np.arange(len(x))[:, None] >= lengths
    return params, np.where(padding[:, None, :], np.nan, x), a0, lengths


FORWARD = Check(
    name="rnn_forward",
    call="rnn_forward(params, x, a0, lengths)",
    returns=("a", "a_last"),
    reference=forward_reference,
    cases=(
        Case("shape", draw_forward(4, 3, 5, 2), "a is (T_x, n_a, m) and a_last is (n_a, m)."),
        Case(
            "special case",
            draw_forward(1, 3, 5, 2, padded=False),
            "with one step, a[0] = a_last = tanh(Waa a0 + Wax x[0] + ba).",
        ),
        Case(
            "special case",
            draw_forward(4, 3, 5, 2, "Wax", "ba", padded=False),
            "without input and bias, a[t] = tanh(Waa a[t-1]), from a0 on.",
        ),
        Case(
            "random case",
            draw_forward(5, 3, 4, 2, padded=False),
            "a[t] = tanh(Waa a[t-1] + Wax x[t] + ba), without padding.",
        ),
        Case(
            "random case",
            draw_forward(5, 2, 3, 7),
            (
                "with padding, a is zero from step lengths[i] on, and a_last[:, i] is the state of the last "
                "real step, lengths[i] - 1."
            ),
        ),
        Case(
            "random case",
            draw_bad_padding,
            "the padding of x may hold anything, NaN included, and no NaN comes out.",
        ),
    ),
    mistakes={
        "state not carried": (
            "every step starts from a0 again: the new state must become the next step's a_prev."
        ),
        "no state": "the state before is not used: add Waa a_prev. Without it nothing is remembered.",
        "old state added": "the old state itself is added to the new one: it enters through Waa alone.",
        "backwards": "the loop runs backwards: the first step comes first, and its state goes to the second.",
        "a0 as first state": "a[0] holds a0 and x[0] is never read: a[0] is the state after the first input.",
        "a0 stored in a": "a has one entry too many, a0: it holds the T_x states that come after it.",
        "one array for all steps": (
            "all entries of a are one and the same array, written anew at each step: make a new one, or "
            "store a copy."
        ),
        "x[:, :, t]": "time is taken as the last axis: it is the first one, so step t is x[t].",
        "a0 ignored": "a0 is not used: the first step starts from the given a0, not from zeros.",
        "stores the old state": (
            "a[t] holds the state before step t: store a_next, so that a[0] is the state after the first "
            "input."
        ),
        "input one step late": "step t reads x[t-1]: with a 0-based t, step t reads x[t].",
        "no tanh": "the activation is missing: a[t] = tanh(…).",
        "sigmoid for tanh": "the states come out of a sigmoid: their activation is tanh.",
        "relu for tanh": "the states come out of a ReLU: this exercise asks for tanh.",
        "no ba": "the bias ba is not added.",
        "Waa transposed": "Waa is transposed: the product is Waa @ a_prev.",
        "lengths ignored": (
            "lengths is not used: beyond lengths[i], a[t, :, i] is 0, and a_last is the state before. What x "
            "holds there tells nothing."
        ),
        "padding cleared in x alone": (
            "x is set to 0 at padding, but the state goes on from there: it is a[t, :, i] that must be 0."
        ),
        "padding not zeroed": (
            "a is not zero beyond a sequence's length: for t >= lengths[i], a[t, :, i] must be 0."
        ),
        "padding holds the state": (
            "beyond a sequence's length a repeats the last state: a must be 0 there (a_last keeps the state)."
        ),
        "a_last of the last step": (
            "a_last is what stands at the last step, and that is padding for a shorter sequence (0, where "
            "the carried state was set to 0): keep the state of each sequence's own last real step."
        ),
        "a_last from the padding": (
            "a_last has gone on through the padding: it must be the state at each sequence's own last real "
            "step."
        ),
        "a_last with x cleared": (
            "x is set to 0 at padding, but a_last goes on from there: it must be the state at each "
            "sequence's own last real step."
        ),
        "a[lengths]": (
            "a_last is taken at step lengths[i]: steps are counted from 0, so the last real one is "
            "lengths[i] - 1."
        ),
        "a[lengths - 1]": (
            "a[lengths - 1] takes whole steps: steps and examples go in pairs, "
            "a[lengths - 1, :, np.arange(m)].T."
        ),
        "padding multiplied": PADDING_MULTIPLIED,
        "padding multiplied throughout": PADDING_MULTIPLIED,
        "length off by one": (
            "the mask is one step too long: steps 0 … lengths[i] - 1 are real, so test t < lengths."
        ),
        "length one short": (
            "the mask is one step too short: steps 0 … lengths[i] - 1 are real, so test t < lengths."
        ),
    },
    square=draw_forward(3, 3, 3, 3),
)

# ---- count_parameters(n_x, n_a, n_y, T_x) -> count


def count_reference(n_x, n_a, n_y, T_x, wrong=frozenset()):
    Wax, Waa, Wya, ba, by = n_a * n_x, n_a * n_a, n_y * n_a, n_a, n_y
    if "no ba" in wrong or "no biases" in wrong:
        ba = 0
    if "no by" in wrong or "no biases" in wrong:
        by = 0
    if "no Wax" in wrong:
        Wax = 0
    if "no Waa" in wrong:
        Waa = 0
    if "no Wya" in wrong:
        Wya = 0
    if "no output" in wrong:
        Wya = by = 0
    if "bias per weight" in wrong:
        ba = 2 * n_a
    if "Waa as n_a" in wrong:
        Waa = n_a
    if "one number per bias" in wrong:
        ba = by = 1
    if "output reads x" in wrong:
        Wya = n_y * (n_a + n_x)
    if "by as n_a" in wrong:
        by = n_a
    if "Wya as n_y * n_x" in wrong:
        Wya = n_y * n_x
    if "sides added" in wrong:
        Wax, Waa, Wya = n_a + n_x, n_a + n_a, n_y + n_a
    if "biases times T_x" in wrong:
        ba, by = T_x * ba, T_x * by
    total = Wax + Waa + Wya + ba + by + (T_x * n_a if "states counted" in wrong else 0)
    total += T_x if "T_x added" in wrong else 0
    total += 3 * (Wax + Waa + ba) if "four gates" in wrong else 0
    if "output once" in wrong:
        return T_x * (Wax + Waa + ba) + Wya + by
    if "output times T_x" in wrong:
        return Wax + Waa + ba + T_x * (Wya + by)
    return total * T_x if "times T_x" in wrong else total


def sizes(*numbers):
    return lambda rng: numbers


COUNT = Check(
    name="count_parameters",
    call="count_parameters(n_x, n_a, n_y, T_x)",
    returns=("count",),
    reference=count_reference,
    cases=(
        Case("shape", sizes(2, 3, 5, 4), "the count is one integer."),
        Case(
            "special case",
            sizes(1, 1, 1, 1),
            "with every size 1 there are five numbers: Wax, Waa, Wya, ba, by.",
        ),
        Case("random case", sizes(27, 64, 29, 10), "the sizes of Wax, Waa, Wya, ba and by, added."),
        Case("random case", sizes(10_000, 100, 7, 50), "the sizes of Wax, Waa, Wya, ba and by, added."),
    ),
    mistakes={
        "times T_x": "the count grows with T_x: the same weights serve every step, so T_x does not enter.",
        "output once": (
            "the recurrent weights are counted once per step: the same weights serve every step, so T_x does "
            "not enter."
        ),
        "output times T_x": (
            "Wya and by are counted once per step: they too are the same at every step, T_x does not enter."
        ),
        "no biases": "the biases ba (n_a, 1) and by (n_y, 1) are parameters too.",
        "no ba": "the bias ba, with n_a numbers, is missing.",
        "no by": "the bias by, with n_y numbers, is missing.",
        "four gates": "the state's weights are counted four times, as for an LSTM: this cell has one set.",
        "T_x added": "T_x is added: the same weights serve every step, so T_x does not enter.",
        "no Wax": "Wax, (n_a, n_x), is missing.",
        "no Wya": "Wya, (n_y, n_a), is missing.",
        "no Waa": "Waa, (n_a, n_a), is missing: it is what makes the network recurrent.",
        "by as n_a": "by is counted with n_a numbers: it is (n_y, 1), one for each entry of the output.",
        "Wya as n_y * n_x": "Wya is counted as (n_y, n_x): it reads the state, so it is (n_y, n_a).",
        "Waa as n_a": "Waa is (n_a, n_a): n_a squared numbers, one for every pair of units.",
        "no output": "the output layer, Wya and by, is missing.",
        "one number per bias": "each bias counts as one number: ba has n_a numbers and by has n_y.",
        "biases times T_x": (
            "the biases are counted once per step: the same ones serve every step, so T_x does not enter."
        ),
        "states counted": (
            "the states are counted too: they are computed anew for every sequence, nothing in them is "
            "learned."
        ),
        "output reads x": (
            "the output is counted as if it read x_t as well: Wya is (n_y, n_a), it reads the state alone."
        ),
        "sides added": (
            "the sides of the matrices are added: an array (n_a, n_x) holds n_a times n_x numbers."
        ),
        "bias per weight": (
            "n_a numbers too many: is ba counted twice, or a0? One bias per unit serves both products "
            "(PyTorch keeps two), and a0 is not learned."
        ),
    },
)

# ---- to_batch_first(x) -> x in (m, T_x, n_x)


def batch_first_reference(x, wrong=frozenset()):
    if "reshape" in wrong:
        return x.reshape(x.shape[2], x.shape[0], x.shape[1])
    if "m, n_x, T_x" in wrong:
        return x.transpose(2, 1, 0)
    if "T_x, m, n_x" in wrong:
        return x.transpose(0, 2, 1)
    if "n_x, m, T_x" in wrong:
        return x.transpose(1, 2, 0)
    if "n_x, T_x, m" in wrong:
        return x.transpose(1, 0, 2)
    return x.copy() if "unchanged" in wrong else x.transpose(2, 0, 1)


def draw_array(*shape):
    return lambda rng: (rng.standard_normal(shape),)


BATCH_FIRST = Check(
    name="to_batch_first",
    call="to_batch_first(x)",
    returns=("x_rows",),
    reference=batch_first_reference,
    cases=(
        Case("shape", draw_array(4, 3, 2), "time first (T_x, n_x, m) becomes batch first (m, T_x, n_x)."),
        Case("special case", draw_array(5, 1, 1), "one example with one feature: a column of T_x numbers."),
        Case("random case", draw_array(4, 2, 3), "x_rows[i, t] is x[t, :, i]."),
    ),
    mistakes={
        "reshape": (
            "reshape keeps the numbers in memory order and mixes examples up: axes are exchanged with "
            "transpose."
        ),
        "m, n_x, T_x": "the axes are (m, n_x, T_x): batch first means (m, T_x, n_x).",
        "T_x, m, n_x": (
            "the axes are (T_x, m, n_x), time first in rows, as PyTorch takes by default: here the batch "
            "comes first."
        ),
        "n_x, m, T_x": (
            "the axes are (n_x, m, T_x), the layout of some lectures: here (m, T_x, n_x) is asked."
        ),
        "n_x, T_x, m": "only time and features are exchanged: the examples must come first, (m, T_x, n_x).",
        "unchanged": "the array comes back as it was, (T_x, n_x, m).",
    },
)

CHECKS = (CELL, STACK, FORWARD, COUNT, BATCH_FIRST)
