"""The network that is trained: a transformer, and linear heads on its words and spans."""

import math

import torch
import torch.nn.functional as functional
from torch import nn

from evaluation.training.annotations import CATEGORIES, TYPES, WISHES

WIDTH, SPAN, LINK = 384, 256, 128
_HEADS, _POSITIONS = 12, 512
_TAGS = 9
_DISTANCES = 24


class Layer(nn.Module):
    """One layer of the encoder (Devlin et al., "BERT", 2019), normalised after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.first_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.second_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: torch.Tensor, hide: torch.Tensor | None) -> torch.Tensor:
        """Return the next layer; ``hide`` is added to the scores of attention."""
        rows, length, _ = hidden.shape
        split = self.attend(hidden).view(rows, length, 3, _HEADS, WIDTH // _HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // _HEADS)
        shares = (scores if hide is None else scores + hide).softmax(-1)
        mixed = (shares @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        hidden = self.first_norm(hidden + self.drop(self.out(mixed)))
        wide = functional.gelu(self.up(hidden))
        return self.second_norm(hidden + self.drop(self.down(wide)))


class Encoder(nn.Module):
    """Vectors for the pieces of a text."""

    def __init__(self, pieces: int, layers: int) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.position = nn.Embedding(_POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: torch.Tensor, known: torch.Tensor | None = None) -> torch.Tensor:
        """Return the vectors; ``known`` is 1 for pieces and 0 for padding."""
        hidden = self.drop(self.norm(self.word(ids) + self.position.weight[: ids.shape[1]]))
        hide = None if known is None else (1.0 - known[:, None, None, :]) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, hide)
        return hidden


class Network(nn.Module):
    """The encoder with its heads; the names of the heads are those of the stored weights.

    Args:
        encoder: Made of the base.
        things: How many canonical names of things there are.
        fields: How many of fields.
    """

    def __init__(self, encoder: Encoder, things: int, fields: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.2)
        self.tag = nn.Linear(2 * WIDTH, _TAGS)
        self.span = nn.Linear(3 * WIDTH, SPAN)
        self.ftype = nn.Linear(SPAN, len(TYPES))
        self.fname, self.fcopy = nn.Linear(SPAN, fields), nn.Linear(SPAN, 1)
        self.ename, self.ecopy = nn.Linear(SPAN, things), nn.Linear(SPAN, 1)
        self.wish = nn.Linear(SPAN, len(WISHES))
        self.ow_f, self.ow_e = nn.Linear(SPAN, LINK), nn.Linear(SPAN, LINK)
        self.ow_dist, self.ow_null = nn.Embedding(_DISTANCES, 1), nn.Linear(SPAN, 1)
        self.pool, self.cat = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, len(CATEGORIES))
        self.q = nn.Linear(WIDTH, 1)
        self.r1, self.r2 = nn.Linear(3 * SPAN + WIDTH + 1, LINK), nn.Linear(LINK, 3)
