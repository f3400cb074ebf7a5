"""A reply of the action server is read as Rasa reads it, but not without an end."""
from __future__ import annotations

import asyncio
import http.server
import json
import threading

import aiohttp
import pytest
from rasa.utils.endpoints import EndpointConfig

from bot.patches import bounded_replies

GOOD = {"events": [], "responses": [{"text": "é" * 5000}]}


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers by the address that is asked."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(500 if self.path == "/error" else 200)
        self.send_header("Content-Type", "application/json")
        self.close_connection = True
        try:
            getattr(self, self.path[1:])()
        except OSError:
            # Whoever asked has gone.
            pass

    def good(self):
        self.whole(json.dumps(GOOD).encode())

    def error(self):
        self.whole(b"an error")

    def promised(self):
        self.send_header("Content-Length", str(10**12))
        self.end_headers()
        self.wfile.write(b"[")

    def endless(self):
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while True:
            self.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

    def half(self):
        self.send_header("Content-Length", "4000")
        self.end_headers()
        self.wfile.write(b'{"events"')

    def whole(self, body):
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *details):
        """Says nothing."""


@pytest.fixture
def server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def ask(address, session, monkeypatch):
    monkeypatch.setattr(EndpointConfig, "session", session)
    try:
        return asyncio.run(EndpointConfig(address).request(json={}))
    except Exception as error:
        return type(error), str(error)


def test_a_good_reply_and_an_error_are_read_as_rasa_reads_them(server, monkeypatch):
    for kind in ("good", "error"):
        ours, own = (ask(f"{server}/{kind}", session, monkeypatch) for session in (bounded_replies.session, bounded_replies._session))
        assert ours == own
    assert ask(f"{server}/good", bounded_replies.session, monkeypatch) == GOOD


@pytest.mark.parametrize("kind", ["promised", "endless", "half"])
def test_a_reply_without_an_end_is_given_up(server, monkeypatch, kind):
    error, _ = ask(f"{server}/{kind}", bounded_replies.session, monkeypatch)
    assert issubclass(error, aiohttp.ClientError)
