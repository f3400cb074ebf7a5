"""One server of several says what it lacks before it becomes Rasa's; `fivesteps run` looks at the same settings."""
from __future__ import annotations

import pytest
from click.testing import CliRunner

from bot import serve, serve_one, settings
from bot.cli import main
from tests.test_cli import assert_plain_error

CLUSTER = {
    "FIVESTEPS_ENDPOINTS": "bot/endpoints.cluster.yml", "FIVESTEPS_ACTIONS_URL": "http://127.0.0.1:5050", "FIVESTEPS_REDIS": "redis://127.0.0.1:6379/0",
    "FIVESTEPS_PEOPLE": "postgresql://five_steps@127.0.0.1/five_steps", "FIVESTEPS_SECRET": "a secret that all of the servers share",
}


@pytest.fixture
def cluster(at_home, monkeypatch, tmp_path):
    """The settings of one of several servers; each test takes something away."""
    for name, value in CLUSTER.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("FIVESTEPS_MODELS", str(tmp_path))


def serves(part: str):
    return CliRunner().invoke(main, ["serve", part])


@pytest.mark.parametrize("missing", ["FIVESTEPS_ACTIONS_URL", "FIVESTEPS_REDIS"])
def test_a_setting_that_the_endpoints_name_is_asked_for(cluster, monkeypatch, missing):
    monkeypatch.delenv(missing)
    assert_plain_error(serves("guide"), 1, missing, "docs/deploy/cluster.md")


def test_endpoints_that_are_not_there_are_asked_for(cluster, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_ENDPOINTS", "bot/nothing.yml")
    assert_plain_error(serves("guide"), 1, "nothing.yml", "FIVESTEPS_ENDPOINTS")


def test_a_shared_database_needs_a_shared_secret(cluster, monkeypatch, tmp_path):
    monkeypatch.delenv("FIVESTEPS_SECRET")
    for command in (["serve", "guide"], ["run"], ["purge"], ["inbox"]):
        monkeypatch.setenv("FIVESTEPS_PORT", "5995")
        assert_plain_error(CliRunner().invoke(main, command), 2, "FIVESTEPS_SECRET", "cluster.md")
    assert not (tmp_path / "secret").exists()


def test_without_a_model_it_does_not_train_but_says_how(cluster):
    assert_plain_error(serves("guide"), 1, "no trained model", "fivesteps train")


@pytest.mark.parametrize("part", ["guide", "actions"])
def test_without_a_knowledge_base_it_says_how_to_build_it(cluster, monkeypatch, tmp_path, part):
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(tmp_path / "missing.db"))
    assert_plain_error(serves(part), 1, "missing.db", "fivesteps train")


def test_with_everything_there_a_guide_is_rasas_server_with_these_endpoints(cluster, tmp_path):
    from bot.train import fingerprint

    model = tmp_path / f"{fingerprint()}.tar.gz"
    model.touch()
    command = serve_one.guide(5005)
    assert command[1:4] == ["-m", "bot.rasa_cli", "run"] and "5005" in command and str(model) in command
    assert str(settings.PROJECT / "bot" / "endpoints.cluster.yml") in command


def test_an_action_server_is_for_this_machine_alone(cluster):
    assert "5055" in serve_one.actions(5055) and serve.ACTIONS_HOST == {"SANIC_HOST": "127.0.0.1"}


def test_of_one_machine_alone_nothing_more_is_asked(at_home, monkeypatch):
    for name in CLUSTER:
        monkeypatch.delenv(name, raising=False)
    serve.check_endpoints(settings.endpoints_path())
    assert settings.secret()
