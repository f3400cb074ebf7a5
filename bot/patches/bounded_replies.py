"""Reads no more of an action server's reply than one can be long.

Rasa takes in whatever comes: a reply without an end would fill the memory before the turn's time is over.
"""
from __future__ import annotations

import aiohttp
from rasa.utils.endpoints import EndpointConfig

# Some twenty times the longest reply there is.
MOST_BYTES = 4 * 1024 * 1024
_session = EndpointConfig.session


class BoundedResponse(aiohttp.ClientResponse):
    """A response whose body is read up to MOST_BYTES."""

    async def start(self, connection) -> aiohttp.ClientResponse:
        """Reads the head.

        Raises:
            ClientPayloadError: if the head says that too much follows.
        """
        started = await super().start(connection)
        if (self.content_length or 0) > MOST_BYTES:
            self._too_long()
        return started

    async def read(self) -> bytes:
        """Reads the body.

        Raises:
            ClientPayloadError: if it is too long, or ends too early.
        """
        if self._body is None:
            body = bytearray()
            async for chunk in self.content.iter_any():
                body += chunk
                if len(body) > MOST_BYTES:
                    self._too_long()
            self._body = bytes(body)
        return await super().read()

    def _too_long(self) -> None:
        self.close()
        raise aiohttp.ClientPayloadError(f"The reply is longer than {MOST_BYTES} bytes.")


def session(endpoint: EndpointConfig) -> aiohttp.ClientSession:
    """Rasa's own session, with replies that have an end."""
    made = _session(endpoint)
    made._response_class = BoundedResponse
    return made


def install() -> None:
    """Replaces Rasa's method."""
    EndpointConfig.session = session
