"""What nginx lets through, keeps to itself, and writes down."""
from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

import pytest
import requests

from bot import settings
from bot.client import CHANNEL
from tests.cluster import stack

NO_CODE = {"code": "acef-ghjk-mnrs"}


def test_the_page_and_its_security_headers_come_through(cluster):
    page = requests.get(cluster.url + "/")
    assert page.status_code == 200 and "Five Steps" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Strict-Transport-Security"].startswith("max-age=")


def test_pages_of_its_own_site_may_ask_and_others_may_not(cluster):
    answers = [requests.post(cluster.url + CHANNEL + "/sessions", json={}, headers={"Origin": origin}) for origin in (cluster.url, "https://elsewhere.example")]
    assert [answer.status_code for answer in answers] == [200, 403]


def test_another_name_is_refused_before_anything_is_said(cluster):
    port = urlsplit(cluster.url).port
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"https://127.0.0.1:{port}/")


def test_old_ways_of_encryption_are_refused(cluster):
    where = urlsplit(cluster.url)
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning):
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with socket.create_connection((where.hostname, where.port)) as line, pytest.raises((ssl.SSLError, ConnectionError)):
        old.wrap_socket(line, server_hostname=where.hostname)


@pytest.mark.parametrize("path", ["/version", "/status", "/conversations/x/tracker", "/model/parse", "/domain", "/health", "/ready"])
def test_what_is_nobodys_business_is_not_there(cluster, path):
    assert requests.get(cluster.url + path).status_code == 404


class From(requests.adapters.HTTPAdapter):
    """Connects from another address of this machine, so that what it is counted for is nobody else's."""

    def init_poolmanager(self, *details, **more):
        super().init_poolmanager(*details, **more, source_address=("127.0.0.7", 0))


def test_nobody_passes_for_many_addresses(cluster):
    """Whoever guesses at codes is counted, whatever address they claim."""
    found = set()
    with requests.Session() as guesser:
        guesser.mount(cluster.url, From())
        for number in range(200):
            other = f"203.0.113.{number}"
            claimed = {"X-Real-IP": other, "X-Forwarded-For": other, "Forwarded": f"for={other}"}
            found.add(guesser.post(cluster.url + CHANNEL + "/resume", json=NO_CODE, headers=claimed).status_code)
            if 429 in found:
                break
    assert found == {404, 429}


@pytest.fixture(scope="module")
def alone(folder):
    """nginx with nothing behind it: every server is down."""
    own = folder / "alone"
    own.mkdir(mode=0o755)
    names = ("80", "443", "5005", "5006", "5050", "5055", "5056")
    service, url, certificate = stack.nginx(own, dict(zip(names, stack.free_ports(len(names)))))
    yield url, str(certificate)
    service.stop()


def test_with_no_guide_left_people_are_told_to_try_again_in_the_guides_own_words(alone, store):
    url, certificate = alone
    for ask in (requests.post, requests.get):
        answer = ask(url + CHANNEL + "/messages", verify=certificate)
        assert answer.status_code == 503 and answer.headers["Retry-After"] and answer.headers["Cache-Control"] == "no-store"
        assert answer.json() == {"error": {"code": "unavailable", "message": store.phrase("channel-error-unavailable"), "retry": True}}


def test_what_is_far_too_long_is_told_so_in_the_guides_own_words(alone, store):
    url, certificate = alone
    answer = requests.post(url + CHANNEL + "/messages", data=b"x" * 300_000, verify=certificate)
    said = store.phrase("channel-error-too-long", most=f"{settings.MESSAGE_CHARACTERS:,}")
    assert answer.status_code == 413 and answer.json() == {"error": {"code": "too-long", "message": said, "retry": False}}


def test_a_link_that_opens_an_inbox_is_in_no_log(alone, folder):
    url, certificate = alone
    requests.get(f"{url}/inbox/a-secret-link?more=secret", verify=certificate)
    requests.get(f"{url}/knowledge?more=secret", verify=certificate)
    log = (folder / "alone" / "five-steps.log").read_text()
    assert "GET /inbox/... " in log and "GET /knowledge 503" in log and "secret" not in log and "127.0.0.1 " not in log
