"""A layer as a part of something larger, a wiring or a model, whose parameters are one flat dict."""

from contextlib import contextmanager


class Part:
    """A layer under a name: its parameter "Wf" is "name.Wf" of the larger dict, its gradient likewise.

    The functions are those of the layer, with the larger dict as `params`; keys of other parts are ignored.
    A ValueError of the layer is raised with the name before its message.
    """

    def __init__(self, name, layer):
        self.name, self.layer = name, layer

    def init(self, rng, *sizes, **options):
        with self._named():
            return self._outer(self.layer.init(rng, *sizes, **options))

    def forward(self, params, *inputs, rng=None, **options):
        """Run the layer; rng, for dropout, is handed on to a wiring alone."""
        if rng is not None and hasattr(self.layer, "parts"):
            options["rng"] = rng
        with self._named():
            return self.layer.forward(self._inner(params), *inputs, **options)

    def backward(self, params, cache, *gradients):
        with self._named():
            *others, grads = self.layer.backward(self._inner(params), cache, *gradients)
        return *others, self._outer(grads)

    def step(self, params, *inputs, **options):
        with self._named():
            return self.layer.step(self._inner(params), *inputs, **options)

    def rows(self, n_a):
        """Return the rows of the layer's output: two times n_a when it reads both ways."""
        return getattr(self.layer, "directions", 1) * n_a

    def _inner(self, params):
        start = len(self.name) + 1
        return {key[start:]: value for key, value in params.items() if key.startswith(f"{self.name}.")}

    def _outer(self, values):
        return {f"{self.name}.{key}": value for key, value in values.items()}

    @contextmanager
    def _named(self):
        try:
            yield
        except ValueError as error:
            raise ValueError(f'in "{self.name}": {error}') from None


def states_of(name, state, count):
    """Return the states of `count` parts, None for each when there is none; refuse another number of them."""
    if state is None:
        return (None,) * count
    if not isinstance(state, tuple) or len(state) != count:
        got = f"one of {len(state)}" if isinstance(state, tuple) else type(state).__name__
        raise ValueError(f"{name} must be a tuple of {count}, one for each inner layer, got {got}")
    return state
