"""The table of the room layers."""

import numpy as np

from helpers.layers import attention, bidirectional, dense, dropout, embedding, gru, lstm, rnn, stack
from helpers.layers.stack import Stack
from tests.bad_calls.kinds import (
    choice,
    dtype,
    flag,
    floats,
    generator,
    integers,
    number,
    parameters,
    spoilt,
    thing,
    whole,
    without,
)

T, N_X, N_A, N_Y, N_V, M = 4, 3, 5, 6, 7, 2
X = np.linspace(-1, 1, T * N_X * M).reshape(T, N_X, M)
LENGTHS = np.array([2, T])  # what stands last is no padding
DROPPED = np.random.default_rng(0)


def rng():
    return generator(np.random.default_rng(0))


def lengths(none=True):
    return integers(LENGTHS, 1, T, none=none)


def state(good, none=True, finite=False):
    """A state as deep as the layer's: an array, or a tuple of states."""
    if isinstance(good, np.ndarray):
        return floats(good, finite=finite, none=none)
    last = good[-1] if isinstance(good[-1], np.ndarray) else good[-1][0]
    bad = [good[0], good[:1], (*good, good[0]), list(good), (good[0], "a")]
    bad += [(good[0], spoilt(last, "nan"))] if finite and last is good[-1] else []
    return thing(good, *bad, none=none)


def recurrent(layer, init, forward=None):
    """Return the rows of a recurrent layer; init, forward, the kinds of its own options."""
    forward = forward or {}
    options = {name: good for name, (good, _) in forward.items()}
    params = layer.init(
        np.random.default_rng(0), N_X, N_A, **{name: good for name, (good, _) in init.items()}
    )
    a, last, cache = layer.forward(params, X, None, LENGTHS, **options)
    rows = {
        layer.init: {"rng": rng(), "n_x": whole(N_X), "n_a": whole(N_A), "dtype": dtype()} | init,
        layer.forward: {
            "params": parameters(params),
            "x": floats(X, finite=True),
            "state": state(last, finite=True),
        }
        | {"lengths": lengths(), "keep": flag(), "rng": (None, without(generator(None)[1], "None"))}
        | forward,
        layer.backward: {"params": without_values(params), "cache": thing(cache, [], (1, 2)), "da": floats(a)}
        | {"dstate": state(last)},
    }
    if "bidirectional" not in str(layer).lower():
        step = {"params": without_values(params), "x_t": floats(X[0]), "state": state(last, none=False)}
        rows[layer.step] = step | forward
    return rows


def without_values(params):
    """The parameters of a single step, in which NaN is not looked for: that would double its time."""
    good, bad = parameters(params)
    return good, {label: value for label, value in bad.items() if label.split()[-1] not in ("nan", "inf")}


def dense_rows():
    params = dense.init(np.random.default_rng(0), N_A, N_Y)
    a = np.ones((T, N_A, M))
    z, cache = dense.forward(params, a)
    return {
        dense.init: {"rng": rng(), "n_a": whole(N_A), "n_y": whole(N_Y), "dtype": dtype()},
        dense.forward: {"params": parameters(params), "a": floats(a), "keep": flag()},
        dense.backward: {"params": without_values(params), "cache": thing(cache, []), "dz": floats(z)},
    }


def embedding_rows():
    params, indices = (
        embedding.init(np.random.default_rng(0), N_V, N_X),
        np.array([[0, 6], [1, 2], [3, 3], [1, 0]]),
    )
    e, cache = embedding.forward(params, indices, LENGTHS)
    return {
        embedding.init: {"rng": rng(), "n_v": whole(N_V), "n_e": whole(N_X), "dtype": dtype()},
        embedding.forward: {
            "params": parameters(params, dtypes=False),
            "indices": integers(indices, 0, N_V - 1),
        }
        | {"lengths": lengths(), "keep": flag()},
        embedding.backward: {"params": without_values(params), "cache": thing(cache, []), "de": floats(e)},
        embedding.step: {
            "params": (
                params,
                {k: v for k, v in without_values(params)[1].items() if "other float" not in k},
            ),
            "indices_t": integers(indices[0], 0, N_V - 1),
        },
    }


def attention_rows():
    params = attention.init(np.random.default_rng(0), N_A, N_X, N_Y)
    h, s = np.ones((T, N_A, M)), X[:3]
    context, alphas, cache = attention.forward(params, h, s, LENGTHS)
    memory = attention.remember(params, h, LENGTHS)
    context_1, _, cache_1 = attention.step(params, memory, s[0])
    _, dmemory = attention.step_backward(params, memory, cache_1, context_1)
    score = choice("additive")
    of_memory = {"params": without_values(params), "memory": thing(memory, (1, 2))}
    return {
        attention.init: {
            "rng": rng(),
            "n_a": whole(N_A),
            "n_s": whole(N_X),
            "n_k": whole(N_Y),
            "dtype": dtype(),
        },
        attention.forward: {
            "params": parameters(params),
            "h": floats(h, finite=True),
            "s": floats(s, finite=True),
            "lengths": lengths(),
        }
        | {"lengths_y": integers(np.array([1, 3]), 1, 3, none=True), "keep": flag(), "score": score},
        attention.backward: {"params": without_values(params), "cache": thing(cache, [], (1, 2))}
        | {"dcontext": floats(context), "dalphas": floats(alphas, none=True)},
        attention.remember: {
            "params": parameters(params),
            "h": floats(h, finite=True),
            "lengths": lengths(),
            "score": score,
        },
        attention.step: of_memory | {"s_prev": floats(s[0], finite=True), "keep": flag()},
        attention.step_backward: of_memory
        | {"cache": thing(cache_1, [], (1, 2)), "dcontext": floats(context_1)}
        | {"dmemory": thing(None, (1, 2), none=True)},
        attention.remember_backward: of_memory | {"dmemory": thing(dmemory, (1, 2))},
    }


PEEPHOLES = (None, without(flag()[1], "None"))
NO_LAYERS = (dense, embedding, dropout, "rnn", np, rnn.forward)
A = np.ones((T, N_A, M))
TABLE = {
    **recurrent(rnn, {}, {"activation": choice("tanh")}),
    **recurrent(gru, {"reset": choice("before", none=True)}, {"reset": choice(gru.AS_PARAMS)}),
    **recurrent(lstm, {"forget_bias": number(1.0), "peepholes": flag(False)}, {"peepholes": PEEPHOLES}),
    **dense_rows(),
    **embedding_rows(),
    **attention_rows(),
    dropout.forward: {
        "a": floats(A, shape=False, dtypes=False),
        "rate": number(0.5, 1, -0.1),
        "rng": (None, {k: v for k, v in rng()[1].items() if k != "None"}),
    },
    dropout.backward: {"factors": floats(2.0 * (A > 0), shape=False, none=True), "da": floats(A)},
    bidirectional: {"layer": thing(lstm, *NO_LAYERS)},
    Stack: {
        "layers": thing((lstm, gru), (), (None,), (lstm, "rnn"), (dense,)),
        "dropout": number(0.3, 1, -0.1),
    },
    **recurrent(bidirectional(lstm), {}),
    **recurrent(stack(gru, rnn, dropout=0.3), {}),
}
