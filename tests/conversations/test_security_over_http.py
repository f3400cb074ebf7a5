"""The running guide: whom it listens to, whom it calls, what it logs."""
from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time

import pytest
import requests

from bot import logs
from bot.client import CHANNEL, ClientError
from tests.running import WATCH
from tests.conversations.faults import busy, down, pids
from tests.places import MILL

LINUX = pytest.mark.skipif(not os.path.exists("/proc/net/tcp"), reason="reads /proc")
WORD = "rhododendrin"
# A network that is nobody's, kept for documents.
ELSEWHERE = "192.0.2.1"


def listening(port: int) -> set[str]:
    """The addresses at which somebody listens at a port, as /proc writes them."""
    files = [name for name in ("/proc/net/tcp", "/proc/net/tcp6") if os.path.exists(name)]
    rows = [line.split() for name in files for line in open(name).readlines()[1:]]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}


@LINUX
def test_both_processes_listen_on_this_machine_alone(guide):
    for port in (int(guide.url.rpartition(":")[2]), guide.actions_port):
        assert listening(port) == {"0100007F"}


@pytest.fixture
def talked(guide):
    """A conversation through every kind of door, to its plan and its end."""
    client = guide.client()
    client.start(MILL)
    client.say("I'm a school cook. What is an NVQ?")
    for choice in ("duties:cook-meals", "aim:now", "need_source:ns01", "need:recognition", "qualifications:none", "constraints:nothing", "check:yes"):
        client.choose(choice)
    client.choose("pick:functional-skills-l2")
    for media in ("text/html", "application/json", "text/calendar", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"):
        assert client.plan(media).content
    client.held()
    for page in ("/", "/knowledge", "/knowledge/roles", "/health", "/ready"):
        assert requests.get(guide.url + page, timeout=60).status_code == 200
    client.forget()
    return client


@LINUX
def test_neither_process_calls_anybody_from_its_start_to_the_end_of_a_conversation(guide, talked):
    seen = (guide.var / "connections.txt").read_text().splitlines()
    watching = {int(line.split()[1]) for line in seen if line.startswith("watching")}
    for port in (int(guide.url.rpartition(":")[2]), guide.actions_port):
        assert watching & set(pids(port)), "the watch is not there, so it shows nothing"
    assert [line for line in seen if line.startswith("refused")] == []


CALLS = {
    "a socket": "import socket; socket.create_connection(('{host}', 80), 1)",
    "a name": "import socket; socket.getaddrinfo('five-steps.example', 80)",
    "a datagram": "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('{host}', 53))",
    "a listener": "import socket; socket.socket().bind(('0.0.0.0', 0))",
    "uvloop": "import uvloop; loop = uvloop.new_event_loop(); loop.run_until_complete(loop.create_connection(object, '{host}', 80))",
    "requests": "import requests; requests.get('http://{host}/', timeout=1)",
}


@pytest.mark.parametrize("call", CALLS)
def test_the_watch_refuses_and_writes_down_what_would_leave_this_machine(tmp_path, call):
    """Nothing leaves: the call is refused before it is made."""
    environment = {**os.environ, "PYTHONPATH": str(WATCH), "FIVESTEPS_TEST_WATCH": str(tmp_path / "seen")}
    done = subprocess.run([sys.executable, "-c", CALLS[call].format(host=ELSEWHERE)], env=environment, capture_output=True, text=True)
    assert done.returncode and "is forbidden in the tests" in done.stderr
    assert "refused" in (tmp_path / "seen").read_text()


def test_the_watch_lets_what_stays_here_through(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(WATCH), "FIVESTEPS_TEST_WATCH": str(tmp_path / "seen")}
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        here.listen()
        call = f"import socket; socket.create_connection(('localhost', {here.getsockname()[1]}), 5)"
        assert subprocess.run([sys.executable, "-c", call], env=environment, capture_output=True).returncode == 0
    assert "refused" not in (tmp_path / "seen").read_text()


def sent(guide, **request) -> None:
    """A request of any shape to the channel; what it answers does not matter here."""
    requests.request(**{"method": "POST", "url": f"{guide.url}{CHANNEL}/messages", "timeout": 60, **request})


def test_each_line_of_the_log_parses_and_none_has_a_word_of_a_person(guide):
    """Words by every door: taken, refused, broken, with the action server down and the database busy."""
    client = guide.client()
    client.start()
    bearer = {"Authorization": f"Bearer {client.token}"}
    said = [f"I like {WORD}", f"/{WORD}", f"/restart {WORD}", f"{WORD} " * 60, f"a boy told me his dad hits him with {WORD}", f"my code is acef-ghjk-mnrs {WORD}"]
    for text in said:
        client.say(text)
    for text in (f"{WORD} " * 2000, f"{WORD}:{WORD}"):
        with contextlib.suppress(ClientError):
            client.choose(text) if ":" in text else client.say(text)
    sent(guide, headers={**bearer, "Content-Type": "application/json"}, data=f'{{"id": "1", "text": "{WORD}')
    sent(guide, headers={**bearer, "Content-Type": f"text/{WORD}"}, data=WORD)
    sent(guide, headers=bearer, json={"id": WORD * 50, "text": WORD})
    sent(guide, headers=bearer, json=[WORD])
    sent(guide, headers={"Authorization": f"Bearer {WORD}.{WORD}"}, json={"id": "1", "text": WORD})
    sent(guide, headers={**bearer, "X-Word": WORD, "User-Agent": WORD}, json={"id": "2", "text": WORD, WORD: WORD})
    sent(guide, method="GET", url=f"{guide.url}/{WORD}?{WORD}={WORD}")
    sent(guide, method="GET", url=f"{guide.url}/inbox/{WORD}")
    sent(guide, method=WORD.upper(), url=f"{guide.url}/webhooks/rest/webhook", json={"sender": WORD, "message": WORD})
    with busy(guide), contextlib.suppress(ClientError):
        client.say(f"busy {WORD}")
    if os.path.exists("/proc/net/tcp"):
        with down(guide), contextlib.suppress(ClientError):
            client.say(f"down {WORD}")
        wait_for(guide)
    lines = (guide.var / "server.log").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if logs.read(line) is None] == []
    assert WORD not in "\n".join(lines).lower() and client.token not in "\n".join(lines)
    assert "A turn was not saved" in json.dumps([logs.read(line) for line in lines]) or not os.path.exists("/proc/net/tcp")


def wait_for(guide) -> None:
    """Until the action server is back, for the tests that follow."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(requests.RequestException):
            if requests.get(f"http://127.0.0.1:{guide.actions_port}/health", timeout=5).ok:
                return
        time.sleep(0.5)
    pytest.fail("the action server did not come back")


@pytest.mark.parametrize("path", [
    "/widget/..%2Fsettings.py", "/widget/%2e%2e/settings.py", "/widget/..%2F..%2Fvar%2Fsecret", "/widget/%2Fetc%2Fpasswd", "/widget/....//settings.py",
    "/widget/..%2Fwidget-other/x",
])
def test_no_file_outside_the_pages_folder_is_served(guide, path):
    """Also not by a slash that is written %2F, which older releases of Sanic took (CVE-2022-35920)."""
    raw = requests.Request("GET", guide.url + "/").prepare()
    raw.url = guide.url + path
    answer = requests.Session().send(raw, timeout=30)
    assert answer.status_code == 404 and b"import" not in answer.content and b"root:" not in answer.content


@pytest.mark.parametrize("path", ["/model", "/model/train", "/conversations/x/tracker", "/conversations/x/messages", "/webhooks/rest/webhook", "/domain", "/status"])
def test_rasas_own_interface_is_not_there(guide, path):
    for method in ("GET", "POST", "PUT"):
        assert requests.request(method, guide.url + path, json={}, timeout=30).status_code in (404, 405)


@pytest.mark.parametrize("server", ["guide", "actions"])
def test_one_request_with_a_made_up_length_stops_neither_process(guide, server):
    port, path = (int(guide.url.rpartition(":")[2]), f"{CHANNEL}/messages") if server == "guide" else (guide.actions_port, "/webhook")
    for length in ("-1", "-5", "1, 2", "+1"):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
            wire.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{{}}".encode())
            assert wire.recv(65536).split()[1] in (b"400", b"500")
    assert requests.get(f"http://127.0.0.1:{port}/health", timeout=10).status_code == 200


def test_the_action_server_reads_no_endless_body(guide):
    answer = requests.post(f"http://127.0.0.1:{guide.actions_port}/webhook", data=b" " * (5 * 1024 * 1024), headers={"Content-Type": "application/json"}, timeout=30)
    assert answer.status_code == 413 or b"size limit" in answer.content
