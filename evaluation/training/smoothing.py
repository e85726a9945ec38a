"""Makes an encoder easier to round to 8 bits (Xiao et al., "SmoothQuant", ICML 2023).

What goes into a linear layer is rounded by its largest value. A few columns are twenty times as
large as the others, which then have hardly any digits left. They are divided by what the rows of
the weights are multiplied by, which changes nothing but what rounding does.
"""

from collections.abc import Iterable

import torch
from torch import nn

from evaluation.training.network import Encoder

_SHARE = 0.8
"""How much of the difficulty goes from the values to the weights."""
_ROUNDED = ("attend", "up", "down")
_LEAST = 1e-4


class Smoothed(nn.Module):
    """A linear layer that gives what another gives, by other digits.

    Args:
        linear: The other.
        largest: The largest value of each column that goes in; shape (columns in,).
    """

    def __init__(self, linear: nn.Linear, largest: torch.Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach()
        heaviest = weights.abs().amax(0).clamp(min=_LEAST)
        scale = largest.clamp(min=_LEAST) ** _SHARE / heaviest ** (1 - _SHARE)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight = nn.Parameter(weights * scale, requires_grad=False)
        self.linear.bias = linear.bias
        self.inverse = nn.Parameter(1 / scale, requires_grad=False)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Return what the other layer would."""
        return self.linear(values * self.inverse)


def smooth(encoder: Encoder, texts: Iterable[torch.Tensor]) -> None:
    """Replace the linear layers of an encoder.

    Args:
        encoder: Changed in place; it gives the same vectors as before.
        texts: Pieces of texts such as it will read; each of shape (1, pieces).
    """
    largest: dict[tuple[int, str], torch.Tensor] = {}
    hooks = []
    for at, layer in enumerate(encoder.layers):
        for name in _ROUNDED:

            def look(
                _: nn.Module, given: tuple[torch.Tensor], key: tuple[int, str] = (at, name)
            ) -> None:
                found = given[0].abs().flatten(0, -2).amax(0)
                largest[key] = torch.maximum(largest.get(key, found), found)

            hooks.append(getattr(layer, name).register_forward_pre_hook(look))
    with torch.no_grad():
        for ids in texts:
            encoder(ids)
    for hook in hooks:
        hook.remove()
    for (at, name), values in largest.items():
        layer = encoder.layers[at]
        setattr(layer, name, Smoothed(getattr(layer, name), values))
