"""Layers as a lecture writes them: one step at a time, concatenation, one product a gate.

rnn is taken from the text of its lessons. Each function, such as lstm(params, x, da), returns one without
arguments that runs forward and backward and returns {"a": …, "dx": …} and the gradient of each parameter.
"""

import numpy as np

from tests.lesson import definitions


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def rnn(params, x, da):
    forward = definitions("02_forward_pass", "rnn_cell_forward", "rnn_forward").rnn_forward
    backward = definitions("03_bptt", "rnn_cell_backward", "rnn_backward").rnn_backward
    a0 = np.zeros_like(da[0])

    def call():
        a = forward(params, x, a0).astype(x.dtype, copy=False)
        dx, _, grads = backward(params, x, a, a0, da)
        return {"a": a, "dx": dx} | grads

    return call


def gru_cell_forward(params, x_t, c_prev):
    n_a = len(c_prev)
    c_x = np.concatenate([c_prev, x_t])
    gamma_u = sigmoid(params["Wu"] @ c_x + params["bu"])
    gamma_r = sigmoid(params["Wr"] @ c_x + params["br"])
    from_state = params["Wc"][:, :n_a] @ c_prev + params["bca"]
    c_tilde = np.tanh(params["Wc"][:, n_a:] @ x_t + params["bc"] + gamma_r * from_state)
    c_next = gamma_u * c_tilde + (1 - gamma_u) * c_prev
    return c_next, (x_t, c_prev, gamma_u, gamma_r, from_state, c_tilde)


def gru_cell_backward(params, cache, dc_next):
    x_t, c_prev, gamma_u, gamma_r, from_state, c_tilde = cache
    n_a = len(c_prev)
    c_x = np.concatenate([c_prev, x_t])
    dz_c = dc_next * gamma_u * (1 - c_tilde**2)
    dz_u = dc_next * (c_tilde - c_prev) * gamma_u * (1 - gamma_u)
    dz_r = dz_c * from_state * gamma_r * (1 - gamma_r)
    dfrom_state = dz_c * gamma_r
    dc_x = params["Wu"].T @ dz_u + params["Wr"].T @ dz_r
    dc_prev = dc_next * (1 - gamma_u) + dc_x[:n_a] + params["Wc"][:, :n_a].T @ dfrom_state
    dx_t = dc_x[n_a:] + params["Wc"][:, n_a:].T @ dz_c
    grads = {"Wu": dz_u @ c_x.T, "Wr": dz_r @ c_x.T, "Wc": np.hstack([dfrom_state @ c_prev.T, dz_c @ x_t.T])}
    for key, dz in (("bu", dz_u), ("br", dz_r), ("bc", dz_c), ("bca", dfrom_state)):
        grads[key] = dz.sum(axis=1, keepdims=True)
    return dx_t, dc_prev, grads


def gru(params, x, da):
    def call():
        c, caches, a = np.zeros_like(da[0]), [], np.empty_like(da)
        for t, x_t in enumerate(x):
            c, cache = gru_cell_forward(params, x_t, c)
            caches.append(cache)
            a[t] = c
        dx, dc = np.empty_like(x), np.zeros_like(c)
        grads = {key: np.zeros_like(p) for key, p in params.items()}
        for t in reversed(range(len(x))):
            dx[t], dc, step = gru_cell_backward(params, caches[t], da[t] + dc)
            for key, gradient in step.items():
                grads[key] += gradient
        return {"a": a, "dx": dx} | grads

    return call


def lstm_cell_forward(params, x_t, a_prev, c_prev):
    a_x = np.concatenate([a_prev, x_t])
    c_tilde = np.tanh(params["Wc"] @ a_x + params["bc"])
    gamma_u = sigmoid(params["Wu"] @ a_x + params["bu"])
    gamma_f = sigmoid(params["Wf"] @ a_x + params["bf"])
    gamma_o = sigmoid(params["Wo"] @ a_x + params["bo"])
    c_next = gamma_u * c_tilde + gamma_f * c_prev
    a_next = gamma_o * np.tanh(c_next)
    return a_next, c_next, (a_x, c_prev, c_next, c_tilde, gamma_u, gamma_f, gamma_o)


def lstm_cell_backward(params, cache, da_next, dc_next):
    a_x, c_prev, c_next, c_tilde, gamma_u, gamma_f, gamma_o = cache
    tanh_c = np.tanh(c_next)
    dc = dc_next + da_next * gamma_o * (1 - tanh_c**2)
    dz = {
        "c": dc * gamma_u * (1 - c_tilde**2),
        "u": dc * c_tilde * gamma_u * (1 - gamma_u),
        "f": dc * c_prev * gamma_f * (1 - gamma_f),
        "o": da_next * tanh_c * gamma_o * (1 - gamma_o),
    }
    da_x = sum(params[f"W{gate}"].T @ dz_gate for gate, dz_gate in dz.items())
    grads = {f"W{gate}": dz_gate @ a_x.T for gate, dz_gate in dz.items()}
    grads |= {f"b{gate}": dz_gate.sum(axis=1, keepdims=True) for gate, dz_gate in dz.items()}
    n_a = len(c_next)
    return da_x[n_a:], da_x[:n_a], dc * gamma_f, grads


def lstm(params, x, da):
    def call():
        a_t = c_t = np.zeros_like(da[0])
        caches, a = [], np.empty_like(da)
        for t, x_t in enumerate(x):
            a_t, c_t, cache = lstm_cell_forward(params, x_t, a_t, c_t)
            caches.append(cache)
            a[t] = a_t
        dx, da_next, dc = np.empty_like(x), np.zeros_like(a_t), np.zeros_like(c_t)
        grads = {key: np.zeros_like(p) for key, p in params.items()}
        for t in reversed(range(len(x))):
            dx[t], da_next, dc, step = lstm_cell_backward(params, caches[t], da[t] + da_next, dc)
            for key, gradient in step.items():
                grads[key] += gradient
        return {"a": a, "dx": dx} | grads

    return call
