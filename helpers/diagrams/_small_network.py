"""The small network of the picture of backpropagation through time: its numbers, and what a frame says."""

from types import SimpleNamespace

import numpy as np

from helpers.activations import sigmoid

NETWORK = {"Wax": 1.0, "Waa": 0.5, "ba": 0.0, "Wya": 2.0, "by": 0.0}
INPUTS, TARGETS = (1.0, -1.0, 1.0), (1, 1, 0)
LOSSES, ERRORS, BACK, WEIGHTS = 4, 5, 6, 12  # frames: 1 to 3 lead forward, 6 to 11 back, two for each step


def network_numbers():
    """Return all values and all errors of the network: lists over the steps, and the sums `grads`.

    `own` is da_out, what an output sends to its state; `handed[t]` goes from step t (0-based) to t - 1.
    """
    p, a, z_y = SimpleNamespace(**NETWORK), [0.0], []
    for x in INPUTS:
        a.append(float(np.tanh(p.Waa * a[-1] + p.Wax * x + p.ba)))
        z_y.append(p.Wya * a[-1] + p.by)
    y_hat = sigmoid(np.array(z_y))
    loss = -np.log(np.where(TARGETS, y_hat, 1 - y_hat))
    dz_y = (y_hat - TARGETS) / 3
    da, dz, handed = np.zeros(3), np.zeros(3), np.zeros(4)
    for t in (2, 1, 0):
        da[t] = p.Wya * dz_y[t] + handed[t + 1]
        dz[t] = da[t] * (1 - a[t + 1] ** 2)
        handed[t] = p.Waa * dz[t]
    grads = {"Wax": dz @ INPUTS, "Waa": dz @ a[:3], "ba": dz.sum(), "Wya": dz_y @ a[1:], "by": dz_y.sum()}
    errors = {"dz_y": dz_y, "own": p.Wya * dz_y, "da": da, "dz": dz, "handed": handed, "grads": grads}
    return SimpleNamespace(a=a, z_y=z_y, y_hat=y_hat, loss=loss, **errors)


def number(value):
    """Write a number with two decimals; what rounds to zero has no sign."""
    return f"{value:z.2f}".replace("-", "\N{MINUS SIGN}")


def error(name, t):
    """Write the error of a variable of step t, as the inside of a formula."""
    return rf"\partial L/\partial {name}^{{\langle {t} \rangle}}"


def words(step, n):
    """Return the claim of a frame, its formula, and what else a sighted reader would see."""
    if 1 <= step < LOSSES:
        return _forward(step, n)
    if BACK <= step < WEIGHTS:
        t, hands = 3 - (step - BACK) // 2, (step - BACK) % 2
        return _hands(t, n) if hands else _arrives(t, n)
    return {0: _start, LOSSES: _losses, ERRORS: _errors, WEIGHTS: _weights}[step](n)


def _start(n):
    now, before = r"^{\langle t \rangle}", r"^{\langle t-1 \rangle}"
    formula = rf"$a{now} = \tanh(W_{{aa}}\,a{before} + W_{{ax}}\,x{now} + b_a)$"
    seen = "Three steps side by side, each with its input, state, score and loss above one another."
    return "One unit reads three inputs, with the same weights at each step.", formula, seen


def _forward(t, n):
    a, score = number(n.a[t]), number(n.z_y[t - 1])
    formula = (
        rf"$a^{{\langle {t} \rangle}}$ = tanh(0.5 · {_factor(n.a[t - 1])} + {_factor(INPUTS[t - 1])}) = {a},"
        rf"   $z_y^{{\langle {t} \rangle}}$ = 2 · {_factor(n.a[t])} = {score}"
    )
    title = f"Forward, step {t}: from the state before and the input come state and score."
    return title, formula, f"The state of step {t} is {a}, its score {score}."


def _losses(n):
    first, second, third = map(number, n.loss)
    formula = (
        r"$L^{\langle 2 \rangle} = -\log\,\hat{y}^{\langle 2 \rangle}$ = "
        f"−log {number(n.y_hat[1])} = {second},"
        f"   $L$ = ({first} + {second} + {third}) / 3 = {number(n.loss.mean())}"
    )
    seen = f"The targets are 1, 1 and 0; the losses {first}, {second} and {third}."
    return "Each step has a loss; the loss of the sequence is their mean.", formula, seen


def _errors(n):
    first, second, third = map(number, n.dz_y)
    formula = rf"${error('z_y', 3)} = (\hat{{y}} - y)/3$ = ({number(n.y_hat[2])} − 0) / 3 = {third}"
    seen = f"Dashed arrows lead from the losses to the scores, with {first}, {second} and {third}."
    return "The way back begins: the error of a score is probability minus target, over 3.", formula, seen


def _arrives(t, n):
    da, dz, own = (number(v[t - 1]) for v in (n.da, n.dz, n.own))
    if t == 3:
        title = "Nothing comes after the last step: its error is that of its own output."
        formula = rf"${error('a', 3)}$ = 2 · {number(n.dz_y[2])} = {da}"
    else:
        title = f"At state {t} two errors arrive, from its output and from step {t + 1}: they are added."
        formula = rf"${error('a', t)}$ = {own} + {_factor(n.handed[t])} = {da}"
    slope = f"(1 − {_factor(n.a[t])}²)"
    formula += rf",   ${error('z', t)}$ = {_factor(n.da[t - 1])} · {slope} = {dz}"
    return title, formula, f"The error of state {t} is {da}, before its tanh {dz}."


def _hands(t, n):
    handed = number(n.handed[t - 1])
    formula = rf"$W_{{aa}}\,{error('z', t)}$ = 0.5 · {_factor(n.dz[t - 1])} = {handed}"
    title = f"Step {t} hands its error back through the recurrent weight, to state {t - 1}."
    return title, formula, f"A dashed arrow leads from state {t} to state {t - 1}, with {handed}."


def _weights(n):
    parts = [number(n.dz[t] * n.a[t]) for t in range(3)]
    total = " + ".join(f"{_factor(n.dz[t])} · {_factor(n.a[t])}" for t in (2, 1, 0))
    formula = rf"$\partial L/\partial W_{{aa}}$ = {total} = {number(n.grads['Waa'])}"
    seen = (
        f"The three steps add {parts[0]}, {parts[1]} and {parts[2]} to the gradient of the recurrent weight."
    )
    return "The weights are shared, so what the steps add to their gradients is summed.", formula, seen


def _factor(value):
    """Write a number for the inside of a formula: a negative one in brackets."""
    return f"({number(value)})" if value < 0 else number(value)
