"""A layer as a part of something larger, a wiring or a model, whose parameters are one flat dict."""

from contextlib import contextmanager


class Part:
    """A layer under a name: its parameter "Wf" is "name.Wf" of the larger dict, its gradient likewise.

    The functions are those of the layer, with the larger dict as `params`; keys of other parts are ignored.
    A ValueError of the layer is raised with the name before its message.
    """

    def __init__(self, name, layer):
        """Take a name without dots at its ends, and a layer module, a wiring or a model."""
        self.name, self.layer = name, layer

    def own(self, params):
        """Return the parameters of this part alone, under the layer's names."""
        start = len(self.name) + 1
        return {key[start:]: value for key, value in params.items() if key.startswith(f"{self.name}.")}

    def outer(self, values):
        """Return parameters or gradients of the layer under their names in the larger dict."""
        return {f"{self.name}.{key}": value for key, value in values.items()}

    def init(self, rng, *sizes, **options):
        """Return the layer's random parameters."""
        with self._named():
            return self.outer(self.layer.init(rng, *sizes, **options))

    def forward(self, params, *inputs, rng=None, **options):
        """Run the layer; rng, for dropout, is handed on to a wiring alone."""
        if rng is not None and hasattr(self.layer, "parts"):
            options["rng"] = rng
        with self._named():
            return self.layer.forward(self.own(params), *inputs, **options)

    def backward(self, params, cache, *gradients):
        """Run the layer backwards; what it returns ends with the gradients of its parameters."""
        with self._named():
            *others, grads = self.layer.backward(self.own(params), cache, *gradients)
        return *others, self.outer(grads)

    def step(self, params, *inputs, **options):
        """Advance the layer by one time step."""
        with self._named():
            return self.layer.step(self.own(params), *inputs, **options)

    def rows(self, n_a):
        """Return the rows of the layer's output: two times n_a when it reads both ways."""
        return getattr(self.layer, "directions", 1) * n_a

    @contextmanager
    def _named(self):
        """Say in the message of a ValueError which part it comes from."""
        try:
            yield
        except ValueError as error:
            raise type(error)(f'in "{self.name}": {error}') from None  # NotFinite stays what it is


def states_of(name, state, count):
    """Return the states of `count` parts, None for each when there is none; refuse another number of them."""
    if state is None:
        return (None,) * count
    if not isinstance(state, tuple) or len(state) != count:
        got = f"one of {len(state)}" if isinstance(state, tuple) else type(state).__name__
        raise ValueError(f"{name} must be a tuple of {count}, one for each inner layer, got {got}")
    return state
