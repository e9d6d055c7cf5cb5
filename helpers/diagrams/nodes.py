"""Where a shape lies and how far it reaches, so that arrows start and end at its outline."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Node:
    """A shape centred on (x, y): a circle when `round`, else the polygon of `corners`, else a rectangle.

    `corners` are (x, y) relative to the centre, in order around the shape.
    """

    x: float
    y: float
    width: float
    height: float
    round: bool = False
    corners: tuple = ()

    @property
    def left(self):
        return self.exit((self.x, self.y), (-1, 0))

    @property
    def right(self):
        return self.exit((self.x, self.y), (1, 0))

    @property
    def top(self):
        return self.exit((self.x, self.y), (0, 1))

    @property
    def bottom(self):
        return self.exit((self.x, self.y), (0, -1))

    def edge(self, towards):
        """Return the point of the outline in the direction of another point."""
        along = np.subtract(towards, (self.x, self.y))
        return self.exit((self.x, self.y), along) if along.any() else (self.x, self.y)

    def exit(self, start, along):
        """Return where a line from `start`, which lies in the shape, leaves it in the direction `along`."""
        start, along = np.subtract(start, (self.x, self.y)), np.array(along) / np.hypot(*along)
        if self.round:
            middle = start @ along
            reach = -middle + np.sqrt(max(0.0, middle**2 - start @ start + (self.width / 2) ** 2))
        else:
            reach = max(self._crossings(start, along), default=0.0)
        return tuple(start + reach * along + (self.x, self.y))

    def _crossings(self, start, along):
        """Yield how far along a line from `start` each side of the polygon is crossed."""
        wide, high = self.width / 2, self.height / 2
        corners = self.corners or ((wide, high), (-wide, high), (-wide, -high), (wide, -high))
        for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
            side = np.subtract(other, one)
            turn = along[0] * side[1] - along[1] * side[0]
            if abs(turn) > 1e-12:
                gap = np.subtract(one, start)
                reach = (gap[0] * side[1] - gap[1] * side[0]) / turn
                share = (gap[0] * along[1] - gap[1] * along[0]) / turn
                if reach >= -1e-12 and -1e-12 <= share <= 1 + 1e-12:
                    yield reach
