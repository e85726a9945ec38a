"""Stores a trained network as the application reads it."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from evaluation.training.annotations import CATEGORIES, TYPES, WISHES
from evaluation.training.network import Network
from evaluation.training.smoothing import smooth


def export(
    network: Network,
    tokenizer: Tokenizer,
    things: list[str],
    fields: list[str],
    texts: Iterable[torch.Tensor],
    folder: Path,
) -> None:
    """Write the encoder with weights of 7 bits, the heads, their labels and the tokenizer.

    Args:
        network: Its encoder is smoothed for that.
        tokenizer: Of its vocabulary.
        things: Names of things, in the order of their head.
        fields: Names of fields, likewise.
        texts: Pieces of some texts such as it will read; each of shape (1, pieces).
        folder: Made when missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    smooth(network.encoder.eval(), texts)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            network.encoder,
            (torch.zeros(1, 16, dtype=torch.long),),
            str(exact),
            input_names=["ids"],
            output_names=["hidden"],
            dynamic_axes={"ids": {1: "pieces"}, "hidden": {1: "pieces"}},
            dynamo=False,
        )
        rounded = folder / "encoder.onnx"
        quantize_dynamic(
            exact,
            rounded,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # the same sums on processors that add up in 16 bits
        )
    heads = {
        name: tensor.detach().numpy().astype(np.float16)
        for name, tensor in network.state_dict().items()
        if not name.startswith("encoder.")
    }
    np.savez_compressed(folder / "heads.npz", **heads)
    labels = {
        "things": things,
        "fields": fields,
        "types": TYPES,
        "wishes": WISHES,
        "categories": CATEGORIES,
    }
    text = json.dumps(labels, indent=0)
    (folder / "labels.json").write_text(f"{text}\n", encoding="utf-8")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
