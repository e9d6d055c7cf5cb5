"""The demos of the first page: how a state of one number keeps its first input."""

import numpy as np

from helpers.plotting import BLUE, GREY, figure

STEPS = 6


def states(weight, first, T):
    """Return a^{<t>} = tanh(weight a^{<t-1>} + x^{<t>}), t = 1 … T, with x = `first` at step 1, then 0."""
    a, kept = 0.0, []
    for t in range(T):
        a = np.tanh(weight * a + (first if t == 0 else 0.0))
        kept.append(a)
    return kept


def trace(step):
    """Draw the state after the inputs 1, 0, 0 … up to this step (0-based), above that of zeros alone."""
    a = states(0.8, 1.0, STEPS)[: step + 1]
    shown, t = f"{a[-1]:.3f}", np.arange(1, step + 2)
    fig, ax = figure(7, 2.8, title=f"After step {step + 1} the state is {shown}; without the first input, 0.")
    ax.plot(t, a, color=BLUE, linestyle="-", marker="o")
    ax.plot(t, np.zeros(step + 1), color=GREY, linestyle="--", marker="s")
    ax.annotate("first input 1", (t[-1], a[-1]), (8, 6), textcoords="offset points")
    ax.annotate("first input 0", (t[-1], 0), (8, 6), textcoords="offset points")
    ax.set(
        xlim=(0.8, STEPS + 1.2), ylim=(-0.1, 1), xticks=range(1, STEPS + 1), xlabel="step t", ylabel="state"
    )
    told = ", ".join(f"{value:.3f}" for value in a)
    return fig, f"The state after steps 1 to {step + 1}: {told} with a first input of 1, 0 without."


def kept(weight=0.8):
    """Draw 20 steps of the state after a first input of 1, for one weight on its way back."""
    a = states(weight, 1.0, 20)
    fig, ax = figure(7, 2.8, title=f"Weight {weight:.1f}: after 20 steps {a[-1]:.3f} is left.")
    ax.plot(range(1, 21), a, color=BLUE, linestyle="-", marker="o")
    ax.set(xlim=(0.5, 20.5), ylim=(-0.05, 1), xticks=[1, 5, 10, 15, 20], xlabel="step t", ylabel="state")
    return fig, f"The state over 20 steps, from {a[0]:.3f} to {a[-1]:.3f}, with weight {weight:.1f}."
