"""Draw a graph in layers: which node stands in which, in which order, and through where its arrows pass."""

from itertools import pairwise

import numpy as np


def layered(needs):
    """Put the nodes, name -> names it needs, into layers, each below all that it needs.

    An arrow that follows from others is left out. Returns the layers, lists of nodes from left to right, and
    the paths of the arrows, lists of nodes from the needed one to the one that needs it; an arrow that
    crosses a layer has a place there, a tuple. Raises ValueError when a node needs one that is not there, or
    when they need each other in a circle.
    """
    layers, paths = _layers(_direct(needs))
    _uncross(layers, paths)
    return layers, paths


def _direct(needs):
    """Return what each lesson needs, without what follows from the rest."""
    unknown = {need for name in needs for need in needs[name]} - set(needs)
    if unknown:
        raise ValueError(
            f"needs must hold every node that another needs, got no {', '.join(sorted(unknown))}"
        )

    def behind(name, seen=()):
        if name in seen:
            raise ValueError(f"nodes must not need each other in a circle, got {' -> '.join([*seen, name])}")
        return {n for need in needs[name] for n in {need} | behind(need, (*seen, name))}

    return {
        name: [need for need in needs[name] if not any(need in behind(other) for other in needs[name])]
        for name in needs
    }


def _layers(needs):
    """Put each lesson a layer below the last it needs; give a long arrow a place in each layer it crosses."""
    depth = {}

    def place(name):
        if name not in depth:
            depth[name] = 1 + max((place(need) for need in needs[name]), default=-1)
        return depth[name]

    layers = [[] for _ in range(1 + max(map(place, needs)))]
    for name in needs:
        layers[depth[name]].append(name)
    paths = []
    for name in needs:
        for need in needs[name]:
            between = [(need, name, d) for d in range(depth[need] + 1, depth[name])]
            for step in between:
                layers[step[2]].append(step)
            paths.append([need, *between, name])
    return layers, paths


def _uncross(layers, paths):
    """Order each layer by the middle of its neighbours, down and up in turn; keep the best order found."""
    links = [link for path in paths for link in pairwise(path)]
    best, fewest = [list(layer) for layer in layers], _crossings(layers, links)
    for sweep in range(12):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            at = {name: i - len(row) / 2 for row in layers for i, name in enumerate(row)}
            middle = {}
            for name in layer:
                near = [a if b == name else b for a, b in links if b == name or (sweep > 1 and a == name)]
                middle[name] = np.mean([at[n] for n in near]) if near else at[name]
            layer.sort(key=middle.get)
        if (count := _crossings(layers, links)) < fewest:
            best, fewest = [list(layer) for layer in layers], count
    layers[:] = best


def _crossings(layers, links):
    at = {name: i for row in layers for i, name in enumerate(row)}
    row = {name: depth for depth, names in enumerate(layers) for name in names}
    ends = [(row[a], at[a], at[b]) for a, b in links]
    return sum(r == s and (a - c) * (b - d) < 0 for r, a, b in ends for s, c, d in ends) // 2
