"""What the guide is prepared from: a model that is missing or damaged is made again, and a key is whole or not at all."""
from __future__ import annotations

import os

import pytest

from bot import settings, train


@pytest.fixture
def trained(tmp_path, monkeypatch):
    """The models that were trained; training writes a whole file."""
    import gzip

    done = []

    def train_it(model):
        model.write_bytes(gzip.compress(os.urandom(100_000)))
        done.append(model.name)

    monkeypatch.setenv("FIVESTEPS_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr(train, "_train", train_it)
    return done


def test_a_missing_model_is_trained_and_a_whole_one_is_kept(trained):
    said = []
    model = train.ensure_model(said.append)
    assert train.ensure_model(said.append) == model and trained == [model.name]
    assert "what it is made from changed" in said[0]
    model.unlink()
    train.ensure_model(said.append)
    assert len(trained) == 2


@pytest.mark.parametrize("damage", [lambda good: good[:-500], lambda good: b"", lambda good: good[:50] + b"\xff" * 200 + good[250:]])
def test_a_damaged_model_is_trained_again_and_said_to_be_damaged(trained, damage):
    said = []
    model = train.ensure_model(said.append)
    model.write_bytes(damage(model.read_bytes()))
    assert not train.is_whole(model)
    said.clear()
    train.ensure_model(said.append)
    assert len(trained) == 2 and train.is_whole(model) and "it is damaged" in said[0]


@pytest.fixture
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path))
    monkeypatch.delenv("FIVESTEPS_SECRET", raising=False)
    return tmp_path


def test_a_key_is_made_once_for_its_owner_alone(var):
    key = settings.secret()
    assert len(key) >= settings.SECRET_CHARACTERS and settings.secret() == key
    assert [file.name for file in var.iterdir()] == ["secret"]
    assert (var / "secret").stat().st_mode & 0o077 == 0


def test_a_key_that_could_not_be_written_leaves_none(var, monkeypatch):
    def full(_descriptor):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        settings.secret()
    assert list(var.iterdir()) == []


def test_of_two_processes_that_make_a_key_the_first_one_counts(var, monkeypatch):
    link = os.link

    def another_was_quicker(fresh, path):
        path.write_bytes(b"k" * 64)
        link(fresh, path)

    monkeypatch.setattr(os, "link", another_was_quicker)
    assert settings.secret() == b"k" * 64


def test_a_key_that_was_cut_short_is_not_used(var):
    (var / "secret").write_bytes(b"")
    with pytest.raises(settings.BadSetting, match="fewer than 32 characters"):
        settings.secret()
