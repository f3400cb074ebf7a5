"""What is in deploy/: the units are those of ordinary, fenced-in users, and nginx speaks the guide's own words."""
from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot import settings
from bot.cli import main

DEPLOY = settings.PROJECT / "deploy"
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
NGINX = (DEPLOY / "nginx" / "five-steps.conf").read_text(encoding="utf-8")
GUIDE = (settings.PROJECT / "docs" / "deploy" / "cluster.md").read_text(encoding="utf-8")
FENCES = {
    "User": "five-steps", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes",
    "CapabilityBoundingSet": "", "RestrictSUIDSGID": "yes", "UMask": "0077",
}


def unit(path: Path) -> configparser.ConfigParser:
    """A unit. What is set several times, such as Environment, is here as it was set last."""
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read_string(path.read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_unit_runs_as_an_ordinary_user_behind_fences(path):
    service = unit(path)["Service"]
    assert {name: service.get(name) for name in FENCES} == FENCES
    assert re.fullmatch(r"\d+[MG]", service["MemoryMax"])


@pytest.mark.parametrize("name", ["five-steps.service", "five-steps-guide@.service"])
def test_a_guide_may_have_far_more_connections_open_than_one_sender_is_let_have(name):
    most = int(re.search(r"limit_conn five_steps_open (\d+);", NGINX)[1])
    assert int(unit(DEPLOY / "systemd" / name)["Service"]["LimitNOFILE"]) > 20 * most


@pytest.mark.parametrize("path", [path for path in SERVICES if "purge" not in path.name], ids=lambda path: path.name)
def test_a_server_is_started_again_whatever_ends_it_and_however_often(path):
    read = unit(path)
    assert (read["Service"]["Restart"], read["Unit"]["StartLimitIntervalSec"]) == ("always", "0")


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_what_a_unit_starts_is_there(path):
    program, command, *_ = unit(path)["Service"]["ExecStart"].split()
    assert program == "/opt/five-steps/.venv/bin/fivesteps" and command in main.commands


def test_every_file_is_in_the_instructions():
    named = [path.name for path in sorted(DEPLOY.rglob("*")) if path.is_file()]
    assert len(named) >= 7 and [name for name in named if name not in GUIDE] == []


def test_every_setting_of_the_instructions_is_one():
    code = "".join(path.read_text(encoding="utf-8") for folder in ("bot", "knowledge") for path in (settings.PROJECT / folder).rglob("*.*ml"))
    code += "".join(path.read_text(encoding="utf-8") for folder in ("bot", "knowledge") for path in (settings.PROJECT / folder).rglob("*.py"))
    named = set(re.findall(r"FIVESTEPS_[A-Z_]+", GUIDE))
    assert len(named) > 8 and [name for name in sorted(named) if name not in code] == []


@pytest.mark.parametrize("code", ["unavailable", "too-many", "too-long"])
def test_errors_of_nginx_are_the_guides_own(code, store):
    body = next(json.loads(text) for text in re.findall(r"return \d+ '(.+)';", NGINX) if f'"{code}"' in text)
    message = store.phrase(f"channel-error-{code}", most=f"{settings.MESSAGE_CHARACTERS:,}")
    assert body == {"error": {"code": code, "message": message, "retry": code != "too-long"}}


def test_a_second_guide_is_asked_only_for_what_was_not_answered():
    """A guide's own 503 is an answer; asked for again, it would put the guides aside one after another."""
    tried = re.findall(r"proxy_next_upstream ([^;]+);", NGINX)
    assert tried == ["error timeout non_idempotent"] * 2


def test_twice_an_action_fits_into_the_time_a_guide_gives_it():
    from bot.patches.action_guard import SECONDS

    actions = NGINX[NGINX.index("listen 127.0.0.1:5050") :]
    read, connect = (int(re.search(rf"proxy_{name}_timeout (\d+)s", actions).group(1)) for name in ("read", "connect"))
    assert 2 * (read + connect) <= SECONDS


def test_all_that_a_person_may_wait_for_fits_into_the_time_nginx_gives_a_guide():
    from bot.asking import PATIENCE, SECONDS as ASKING
    from bot.channel.locks import SECONDS as WAITING
    from bot.patches.action_guard import SECONDS as ACTING

    assert int(re.search(r"proxy_read_timeout (\d+)s", NGINX).group(1)) > WAITING + ACTING + ASKING
    # The driver gives up first, and says so.
    assert PATIENCE < ASKING


def test_every_front_of_the_instructions_writes_the_address_of_whoever_asks_anew():
    """The guide is told by one header, which a server in front that does not write it would pass on from whoever asks."""
    fronts = {path.name: text for path in (settings.PROJECT / "docs").rglob("*.md") if "proxy_pass http" in (text := path.read_text(encoding="utf-8"))}
    assert "README.md" in fronts
    for name, text in {**fronts, "five-steps.conf": NGINX.split("# The action servers, for")[0]}.items():
        told = text.count("proxy_set_header X-Real-IP $remote_addr;")
        assert told == (1 if name == "five-steps.conf" else text.count("proxy_pass http")), name
    units = [path.read_text(encoding="utf-8") for path in SERVICES if "ExecStart=/opt/five-steps/.venv/bin/fivesteps run" in path.read_text() or "serve guide" in path.read_text()]
    assert len(units) == 2 and all("SANIC_REAL_IP_HEADER=X-Real-IP" in text for text in units)
    assert all("SANIC_PROXIES_COUNT" not in text for text in [*units, *fronts.values()])


@pytest.mark.parametrize("name", ["five-steps-guide@.service", "five-steps-actions@.service"])
def test_a_server_finds_the_knowledge_base_that_the_instructions_make(name):
    """Not in var/, which is its maker's alone: the administrator makes it, and another user reads it."""
    path = re.search(r"(?m)^Environment=FIVESTEPS_KNOWLEDGE=(\S+)$", (DEPLOY / "systemd" / name).read_text(encoding="utf-8")).group(1)
    made = set(re.findall(r"FIVESTEPS_KNOWLEDGE=(/opt/five-steps-\d\S*) \.venv/bin/fivesteps train", GUIDE))
    assert {re.sub(r"five-steps-\d", "five-steps", each) for each in made} == {path} and "/var/" not in path


ANALYZE = shutil.which("systemd-analyze")


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not there, so systemd did not read the units: install Debian's package systemd")
@pytest.mark.parametrize("path", [*SERVICES, *DEPLOY.glob("systemd/*.timer"), DEPLOY / "systemd" / "restart.conf"], ids=lambda path: path.name)
def test_systemd_understands_every_line_of_a_unit(path, tmp_path):
    for unit_file in [*SERVICES, *DEPLOY.glob("systemd/*.timer")]:
        # The program is in its place on the machine of an administrator, and need not be here.
        text = unit_file.read_text(encoding="utf-8").replace("/opt/five-steps/.venv/bin/fivesteps", "/bin/true")
        (tmp_path / unit_file.name).write_text(text, encoding="utf-8")
    looked_at = tmp_path / path.name
    if path.suffix == ".conf":
        looked_at = tmp_path / "someone.service"
        looked_at.write_text("[Service]\nExecStart=/bin/true\n", encoding="utf-8")
        (tmp_path / "someone.service.d").mkdir()
        shutil.copy(path, tmp_path / "someone.service.d" / path.name)
    read = subprocess.run([ANALYZE, "verify", "--man=no", "--generators=no", looked_at], capture_output=True, text=True)
    assert (read.returncode, read.stdout, read.stderr) == (0, "", "")
