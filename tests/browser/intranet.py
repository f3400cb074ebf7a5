"""A school's intranet: a small web server of another origin, whose pages hold the guide."""
from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Iterator

# As strict as a policy can be that still lets the guide in: nothing inline, nothing of anybody else, no text made into code.
STRICT = (
    "default-src 'none'; script-src {guide}; connect-src {guide}; form-action {guide}; img-src {guide}; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Staff pages</title>
  <script src="{guide}/widget.js" defer></script>
</head>
<body>
  <main>
    <h1>Staff pages</h1>
    <p>Lunch is at <a href="/lunch">the usual time</a>.</p>
    <p><button type="button">Book a room</button></p>
  </main>
  <five-steps-guide {attributes}></five-steps-guide>
</body>
</html>
"""
_FRAME = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Staff pages</title></head>
<body><h1>Staff pages</h1><iframe title="Five Steps" src="{inner}" width="600" height="700"></iframe></body></html>
"""


class Intranet:
    """The pages by their path. `policy` is the Content-Security-Policy that goes with each."""

    def __init__(self, guide_url: str, port: int):
        self.guide_url, self.url, self.pages = guide_url, f"http://127.0.0.1:{port}", {}
        self.policy = STRICT.format(guide=guide_url)

    def page(self, attributes: str) -> str:
        """Puts up a page that holds the guide with these attributes; returns its path."""
        return self._put(_PAGE.format(guide=self.guide_url, attributes=attributes))

    def frame(self, inner: str) -> str:
        """Puts up a page that holds another in a frame; returns its path."""
        return self._put(_FRAME.format(inner=inner))

    def _put(self, html: str) -> str:
        path = f"/page-{len(self.pages)}"
        self.pages[path] = html.encode()
        return path


@contextmanager
def served(guide_url: str, port: int) -> Iterator[Intranet]:
    """An intranet at a port of this machine, for as long as the block runs."""
    intranet = Intranet(guide_url, port)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = intranet.pages.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if body and b"<iframe" not in body:
                self.send_header("Content-Security-Policy", intranet.policy)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_args) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield intranet
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
