"""A server that is asked to stop ends the connections that a proxy keeps open, with the answers that are still to come."""
from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
from contextlib import closing

SERVER = """
import asyncio, sys
from sanic import Sanic, response
from bot.stopping import end_connections

app = Sanic("stopping", configure_logging=False)
app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 60.0
stopping = asyncio.Event()
end_connections(app)

@app.get("/now")
async def now(_request):
    return response.text("now")

@app.get("/when-stopping")
async def when_stopping(_request):
    print("asked", flush=True)
    await stopping.wait()
    return response.text("done")

async def set_stopping(_app, _loop):
    stopping.set()

async def up(_app, _loop):
    print("up", flush=True)

app.register_listener(up, "after_server_start")
app.register_listener(set_stopping, "before_server_stop")
app.run("127.0.0.1", int(sys.argv[1]), access_log=False)
"""


def test_the_last_answer_of_a_connection_ends_it():
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-W", "ignore", "-c", SERVER, str(port)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    kept = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        assert server.stdout.readline() == "up\n"
        kept.request("GET", "/now")
        answer = kept.getresponse()
        assert answer.read() == b"now" and answer.headers["Connection"] == "keep-alive"
        kept.request("GET", "/when-stopping")
        assert server.stdout.readline() == "asked\n"
        server.send_signal(signal.SIGTERM)
        answer = kept.getresponse()
        assert answer.read() == b"done" and answer.headers["Connection"] == "close"
        assert server.wait(30) == 0
    finally:
        kept.close()
        server.kill()
        server.communicate()
