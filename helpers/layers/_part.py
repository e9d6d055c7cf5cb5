"""A layer as a part of something larger, a wiring or a model, whose parameters are one flat dict."""

from helpers import validation
from helpers.layers._layer import check_options


class Part:
    """A layer under a name: its parameter "Wf" is "name.Wf" of the larger dict, its gradient likewise.

    The functions are those of the layer, with the larger dict as `params`; keys of other parts are ignored.
    A ValueError of the layer is raised with the name before its message.
    """

    def __init__(self, name, layer):
        """Take a name without dots at its ends, and a layer module, a wiring, or a part of a model."""
        self.name, self.layer, self.prefix = name, layer, f"{name}."

    def own(self, params):
        """Return the parameters of this part alone, under the layer's names."""
        validation.dictionary("params", params)
        prefix, start = self.prefix, len(self.prefix)
        return {key[start:]: value for key, value in params.items() if key.startswith(prefix)}

    def outer(self, values):
        """Return parameters or gradients of the layer under their names in the larger dict."""
        return {self.prefix + key: value for key, value in values.items()}

    def init(self, rng, *sizes, **options):
        """Return the layer's random parameters."""
        check_options(self.layer, "init", options)
        try:
            return self.outer(self.layer.init(rng, *sizes, **options))
        except ValueError as error:
            raise self._named(error) from None

    def forward(self, params, *inputs, **options):
        """Run the layer."""
        own = self.own(params)
        try:
            return self.layer.forward(own, *inputs, **options)
        except ValueError as error:
            raise self._named(error) from None

    def backward(self, params, cache, *gradients):
        """Run the layer backwards; what it returns ends with the gradients of its parameters."""
        own = self.own(params)
        try:
            *others, grads = self.layer.backward(own, cache, *gradients)
        except ValueError as error:
            raise self._named(error) from None
        return *others, self.outer(grads)

    def step(self, params, *inputs, **options):
        """Advance the layer by one time step."""
        own = self.own(params)
        try:
            return self.layer.step(own, *inputs, **options)
        except ValueError as error:
            raise self._named(error) from None

    def _named(self, error):
        """Return the ValueError with a message that says which part it comes from; NotFinite stays that."""
        return type(error)(f'in "{self.name}": {error}')


class LayerPart(Part):
    """A part that has a state: what `_layer` asks of it."""

    def output(self, state):
        """Return what the layer showed when it came to this state."""
        return self.layer.output(state)

    def output_backward(self, state, da):
        """Return the gradient by the state, from that by its `output`."""
        return self.layer.output_backward(state, da)

    def joined(self, state):
        """Return the state with which a decoder as wide as the layer's output starts."""
        return self.layer.joined(state)

    def joined_backward(self, dstate):
        """Return the gradient by the state, from that by the `joined` one."""
        return self.layer.joined_backward(dstate)

    def output_size(self, n_a):
        """Return the rows of the layer's output where its states have n_a."""
        return self.layer.output_size(n_a)


def states_of(name, state, count):
    """Return the states of `count` parts, None for each when there is none; refuse another number of them."""
    if state is None:
        return (None,) * count
    if not isinstance(state, tuple) or len(state) != count:
        got = f"one of {len(state)}" if isinstance(state, tuple) else type(state).__name__
        raise ValueError(f"{name} must be a tuple of {count}, one for each inner layer, got {got}")
    return state
