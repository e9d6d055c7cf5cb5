"""Training: a step of a character model against the same in PyTorch, and the adding problem.

Both models read letters through an embedding and predict the next letter, in padded batches; a step is
forward, loss over real letters, backward, clipping by norm and Adam.
"""

import operator
from time import perf_counter

import numpy as np

from benchmarks.pytorch import torch
from benchmarks.targets import judged
from benchmarks.timing import medians
from helpers.layers import dense, gru, lstm, rnn
from helpers.models import LanguageModel
from helpers.tasks import adding_problem
from helpers.text import mask_from_lengths
from helpers.training import adam_init, adam_step, clip_by_norm, train

LAYERS = {"LSTM": (lstm, {}, 0.8), "GRU": (gru, {"reset": "after"}, 0.45), "RNN": (rnn, {}, 0.35)}
N_V, N_E, N_A, M, T = 27, 27, 64, 32, 20
LIMIT, RATE = 5.0, 1e-3
ADDING = {"GRU": gru, "LSTM": lstm}
LENGTH, SOLVED, MOST_STEPS = 100, 0.01, 3000


def report():
    """Print the ratios of a step and the results of the adding problem; return 1 when a target is missed."""
    missed = 0
    rng = np.random.default_rng(0)
    y, lengths = rng.integers(N_V, size=(T, M)), rng.integers(14, T + 1, size=M)
    for name, (layer, options, limit) in LAYERS.items() if torch else ():
        times = medians({"course": course(layer, options, y, lengths), "PyTorch": pytorch(name, y, lengths)})
        what = f"character model, {name}, {1000 * times['course']:.2f} ms a step, course/PyTorch"
        missed |= judged(what, times["course"] / times["PyTorch"], operator.le, limit)
    for name, layer in ADDING.items():
        for seed in range(3):
            start = perf_counter()
            steps, error = adding(layer, seed)
            seconds = perf_counter() - start
            what = f"adding problem of {LENGTH}, {name}, seed {seed}, {steps} steps, {seconds:.1f} s, MSE"
            missed |= judged(what, error, operator.lt, SOLVED)
    return missed


def course(layer, options, y, lengths):
    """Return a function that takes one step of training, from the same parameters at every call."""
    model = LanguageModel(layer)
    params = model.init(np.random.default_rng(0), N_V, N_E, N_A, np.float32, **options)
    state = adam_init(params)

    def call():
        _, grads = model.loss_and_grads(params, y, lengths)
        grads, _ = clip_by_norm(grads, LIMIT)
        adam_step(params, grads, state, RATE)

    return call


def pytorch(name, y, lengths):
    """Return a function that takes one step of the same model in PyTorch."""
    # The last word, a vector of zeros, stands before the first letter.
    embedding = torch.nn.Embedding(N_V + 1, N_E, padding_idx=N_V)
    layer, head = getattr(torch.nn, name)(N_E, N_A), torch.nn.Linear(N_A, N_V)
    weights = [*embedding.parameters(), *layer.parameters(), *head.parameters()]
    optimiser = torch.optim.Adam(weights, RATE)
    target = torch.tensor(np.where(mask_from_lengths(lengths, T), y, -100)).reshape(-1)
    x = torch.tensor(np.concatenate([np.full((1, M), N_V), y[:-1]]))

    def call():
        optimiser.zero_grad()
        z = head(layer(embedding(x))[0]).reshape(-1, N_V)
        torch.nn.functional.cross_entropy(z, target, ignore_index=-100).backward()
        torch.nn.utils.clip_grad_norm_(weights, LIMIT)
        optimiser.step()

    return call


def adding(layer, seed, n_a=32, m=32, rate=0.01):
    """Train until the adding problem is solved; return the steps taken and the squared error held out."""
    rng, dtype = np.random.default_rng(seed), np.float32
    params = layer.init(rng, 2, n_a, dtype) | dense.init(rng, n_a, 1, dtype)
    held_out = adding_problem(np.random.default_rng(1000), LENGTH, 500, dtype)

    def loss_and_grads(params, batch):
        x, y = batch
        a, _, cache = layer.forward(params, x)
        z, cache_z = dense.forward(params, a[-1])
        da = np.zeros_like(a)
        da[-1], grads = dense.backward(params, cache_z, 2 * (z - y) / m)
        return np.square(z - y).mean(), grads | layer.backward(params, cache, da)[2]

    batches = (adding_problem(rng, LENGTH, m, dtype) for _ in range(MOST_STEPS))
    options = {"dev_loss": lambda params: squared_error(layer, params, *held_out), "every": 50}
    _, history = train(loss_and_grads, params, batches, MOST_STEPS, rate, limit=1.0, stop=SOLVED, **options)
    return len(history["loss"]), history["dev_loss"][-1]


def squared_error(layer, params, x, y):
    """Return the mean squared error of the sums read off the last state."""
    a, *_ = layer.forward(params, x, keep=False)
    z, _ = dense.forward(params, a[-1], keep=False)
    return float(np.square(z - y).mean())
