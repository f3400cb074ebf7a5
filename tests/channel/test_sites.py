"""Pages of other sites: which may talk to the guide, which may show it in a frame, and what a browser is told of it."""
from __future__ import annotations

import pytest
import requests

from bot.channel import Parts
from bot.channel.conversations import Conversations
from bot.channel.errors import CODES
from bot.client import CHANNEL, Client
from knowledge.people import People
from tests.channel.conftest import SECRET, care, page, receive, render
from tests.channel.test_errors import assert_error
from tests.places import BROOK, MILL, SCHOOL, at_places

# As the files of the tests and the setting below name them.
OWN, TRUST, OTHER, ANY = "https://intranet.hill.example", "https://north.example:8443", "https://mill.example", "https://portal.example"
STRANGER = "https://evil.example"


@pytest.fixture
def here(app, agent, store, people_path, monkeypatch) -> str:
    """The address of a channel with the files of the tests in local/, and one site named for every school."""
    monkeypatch.setenv("FIVESTEPS_ORIGINS", f"{ANY}/")
    monkeypatch.setenv("FIVESTEPS_FRAMES", "https://*.frames.example")
    people = People(f"sqlite:///{people_path}", SECRET)
    app.ctx.agent = agent
    app.ctx.conversations = Conversations(Parts(at_places(store), people, SECRET, receive, care, render, page))
    yield app.ctx.address
    people.close()


def talk_of(here: str, school=None) -> Client:
    client = Client(here)
    client.start(school)
    client.say("I am a cook")
    return client


def ask(method: str, client: Client, path: str, origin: str | None, **more) -> requests.Response:
    headers = {"Authorization": f"Bearer {client.token}", **({"Origin": origin} if origin else {})}
    return requests.request(method, client.base_url + CHANNEL + path, headers={**headers, **more.pop("headers", {})}, timeout=10, **more)


@pytest.mark.parametrize(("school", "origin", "may"), [
    (SCHOOL, OWN, True), (SCHOOL, TRUST, True), (SCHOOL, ANY, True), (SCHOOL, OTHER, False), (SCHOOL, STRANGER, False), (SCHOOL, "null", False),
    (MILL, OTHER, True), (MILL, OWN, False), (MILL, ANY, True), (BROOK, OTHER, False), (BROOK, ANY, True),
    (None, OWN, True), (None, OTHER, True), (None, ANY, True), (None, STRANGER, False), ("no-such-school", OWN, False), ("no-such-school", ANY, True),
])
def test_a_page_may_talk_for_the_schools_that_name_it(here, school, origin, may):
    begun = requests.post(f"{here}{CHANNEL}/sessions", json={"school": school} if school else {}, headers={"Origin": origin})
    client = talk_of(here, school)
    answers = [begun, ask("GET", client, "/messages", origin), ask("POST", client, "/messages", origin, json={"id": "m2", "text": "x"}), ask("GET", client, "/plan", origin)]
    if may:
        assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
        assert {answer.headers["Access-Control-Allow-Origin"] for answer in answers} == {origin}
    else:
        for answer in answers:
            assert_error(answer, 403, "bad-origin")
    assert {answer.headers["Vary"] for answer in answers} == {"Origin"}
    assert not any("Access-Control-Allow-Credentials" in answer.headers for answer in answers)


def test_a_page_that_nobody_names_reads_nothing_and_one_of_another_school_reads_why(here):
    client = talk_of(here, SCHOOL)
    assert "Access-Control-Allow-Origin" not in ask("GET", client, "/messages", STRANGER).headers
    assert "Access-Control-Allow-Origin" not in ask("GET", client, "/messages", "null").headers
    refused = ask("GET", client, "/messages", OTHER)
    assert refused.headers["Access-Control-Allow-Origin"] == OTHER and "Open the guide's own page" in refused.json()["error"]["message"]


def test_a_stranger_changes_nothing(here, agent):
    client = talk_of(here, SCHOOL)
    heard = len(agent.heard)
    ask("POST", client, "/messages", STRANGER, json={"id": "m9", "text": "I was here"})
    assert ask("POST", client, "/forget", STRANGER).status_code == 403
    assert len(agent.heard) == heard and "I was here" not in str(client.history())


@pytest.mark.parametrize("own", [lambda here: None, lambda here: here, lambda here: here.replace("http:", "https:")])
def test_our_own_pages_and_what_is_no_browser_are_answered_as_ever(here, own):
    answer = ask("GET", talk_of(here, SCHOOL), "/messages", own(here))
    assert answer.status_code == 200 and "Access-Control-Allow-Origin" not in answer.headers and answer.headers["Vary"] == "Origin"


def test_behind_a_proxy_our_own_page_is_known_by_its_host(here):
    client = talk_of(here, SCHOOL)
    assert ask("GET", client, "/messages", "https://guide.example", headers={"Host": "guide.example"}).status_code == 200
    assert ask("GET", client, "/messages", "https://guide.example", headers={"Host": "other.example"}).status_code == 403


@pytest.mark.parametrize("path", ["/sessions", "/messages", "/resume", "/forget", "/feedback", "/plan", "/page"])
def test_a_preflight_of_a_named_site_is_answered(here, path):
    wants = {"Origin": OWN, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    answer = requests.options(here + CHANNEL + path, headers=wants)
    assert answer.status_code == 204 and answer.content == b"" and answer.headers["Access-Control-Allow-Origin"] == OWN
    assert {"GET", "POST"} == set(answer.headers["Access-Control-Allow-Methods"].split(", "))
    assert {"authorization", "content-type"} <= set(answer.headers["Access-Control-Allow-Headers"].lower().split(", "))
    assert int(answer.headers["Access-Control-Max-Age"]) > 0 and answer.headers["Vary"] == "Origin"
    refused = requests.options(here + CHANNEL + path, headers={**wants, "Origin": STRANGER})
    assert_error(refused, 403, "bad-origin")
    assert not [name for name in refused.headers if name.lower().startswith("access-control-")]


def test_a_script_may_read_the_name_of_a_file_and_how_long_to_wait(here):
    answer = ask("GET", talk_of(here), "/plan", OWN)
    assert {"Content-Disposition", "Retry-After"} == set(answer.headers["Access-Control-Expose-Headers"].split(", "))


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/plan", 401), ("GET", "/nothing", 404), ("PUT", "/messages", 405), ("POST", "/sessions", 400)])
def test_errors_can_be_read_by_a_named_site_too(here, method, path, status):
    answer = requests.request(method, here + CHANNEL + path, data="{", headers={"Origin": OWN, "Content-Type": "application/json"})
    assert answer.status_code == status and answer.headers["Access-Control-Allow-Origin"] == OWN


def test_a_plan_begun_without_a_school_goes_on_anywhere_and_one_of_a_school_only_at_its_sites(here, agent):
    def code_of(client):
        return client.choose("say:stop")["messages"][0]["text"].rpartition("is ")[2].rstrip(".")

    free, own = code_of(talk_of(here)), code_of(talk_of(here, SCHOOL))
    for body, path in (({"code": free}, "/resume"), ({"code": own}, "/resume")):
        assert requests.post(here + CHANNEL + path, json=body, headers={"Origin": OWN}).status_code == 200
    assert_error(requests.post(f"{here}{CHANNEL}/resume", json={"code": own}, headers={"Origin": OTHER}), 403, "bad-origin")
    heard = len(agent.heard)
    typed = ask("POST", talk_of(here, MILL), "/messages", OTHER, json={"id": "m5", "text": f"my code is {own}"})
    assert_error(typed, 403, "bad-origin")
    assert len(agent.heard) == heard + 2, "the two messages that began the other talk"


def ancestors(answer: requests.Response) -> list[str]:
    rules = dict(rule.strip().partition(" ")[::2] for rule in answer.headers["Content-Security-Policy"].split(";"))
    return rules["frame-ancestors"].split()


@pytest.mark.parametrize(("query", "named"), [
    ("", [ANY, "https://*.frames.example"]), (f"?school={SCHOOL}", [ANY, "https://*.frames.example", OWN, TRUST, "https://*.googleusercontent.com"]),
    (f"?school={MILL}", [ANY, "https://*.frames.example", OTHER]), ("?school=no-such-school", [ANY, "https://*.frames.example"]), ("?school=%0d%0aX:y", [ANY, "https://*.frames.example"]),
])
def test_the_page_to_talk_on_is_framed_by_the_sites_of_its_school_alone(here, query, named):
    answer = requests.get(f"{here}/{query}")
    assert answer.status_code == 200 and ancestors(answer) == ["'self'", *named]


def test_a_site_that_may_frame_may_not_talk(here):
    assert_error(ask("GET", talk_of(here, SCHOOL), "/messages", "https://x.googleusercontent.com"), 403, "bad-origin")


@pytest.mark.parametrize("path", ["/about", "/knowledge", "/inbox/x", "/nothing", f"{CHANNEL}/plan", "/widget/index.html"])
def test_nothing_else_is_framed_by_anybody(here, path):
    assert ancestors(requests.get(here + path)) == ["'none'"]


def test_the_error_for_a_page_that_is_not_named_cannot_be_helped_by_trying_again():
    assert CODES["bad-origin"] == (403, False)


def test_the_script_is_for_any_page_and_so_are_pictures(here):
    script = requests.get(f"{here}/widget.js", headers={"Origin": STRANGER})
    assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin" and script.headers["Access-Control-Allow-Origin"] == "*"
    assert requests.get(f"{here}/widget/icon.svg").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Origin" not in requests.get(f"{here}/about", headers={"Origin": OWN}).headers
