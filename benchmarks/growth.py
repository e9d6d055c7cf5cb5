"""How time and memory of a layer grow with the length of the sequence: in proportion, as they should."""

import operator
import tracemalloc

import numpy as np

from benchmarks.targets import judged
from benchmarks.timing import medians, sample
from helpers.layers import gru, lstm, rnn

LAYERS = {"RNN": rnn, "GRU": gru, "LSTM": lstm}
N_X, N_A, M = 27, 64, 32
LENGTHS = 40, 80, 160, 320
LONG = 100_000


def report():
    """Print exponents of time and memory, and those of a long run; return 1 when a target is missed."""
    missed = 0
    for name, layer in LAYERS.items():
        calls = {T: forward_and_backward(layer, T) for T in LENGTHS}
        times, peaks = medians(calls), {T: peak(call) for T, call in calls.items()}
        lengths = f"T = {LENGTHS[0]} ... {LENGTHS[-1]}"
        missed |= judged(f"{name}, exponent of time, {lengths}", exponent(times), operator.le, 1.15)
        missed |= judged(f"{name}, exponent of memory, {lengths}", exponent(peaks), operator.le, 1.15)
    for name, layer in LAYERS.items():
        call, output = long_run(layer)
        print(f"{name}, {LONG:,} steps forward without a cache: {sample(call, 1):.1f} s")
        missed |= judged(f"{name}, their memory beside the output, MB", peak(call) - output, operator.le, 4)
    return missed


def forward_and_backward(layer, T):
    """Return a function that runs the layer over T steps and back."""
    rng = np.random.default_rng(0)
    params = layer.init(rng, N_X, N_A, np.float32)
    x = rng.standard_normal((T, N_X, M), dtype=np.float32)
    da = rng.standard_normal((T, N_A, M), dtype=np.float32)

    def call():
        _, _, cache = layer.forward(params, x)
        layer.backward(params, cache, da)

    return call


def long_run(layer):
    """Return a function that runs one long sequence forward, keeping nothing, and the MB of its output."""
    rng = np.random.default_rng(0)
    params = layer.init(rng, N_X, N_A, np.float32)
    x = rng.standard_normal((LONG, N_X, 1), dtype=np.float32)
    return lambda: layer.forward(params, x, keep=False), LONG * N_A * x.itemsize / 1e6


def peak(call):
    """Return the MB that a call has in use at most, beside those in use before it."""
    tracemalloc.start()
    call()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def exponent(values):
    """Return p of the power law values = constant T^p that fits {T: value} best."""
    return np.polyfit(np.log(list(values)), np.log(list(values.values())), 1)[0]
