"""A small HTTP client of the guide's channel, used by the terminal chat and the tests.

Errors
    ClientError
      - Unreachable   nobody answered: the guide is not running, or not yet
      - Refused       the guide answered with an error, which is in `code`, `status` and `retry`
"""
from __future__ import annotations

import uuid
from typing import Any, Optional

import requests

CHANNEL = "/webhooks/widget"


class ClientError(Exception):
    """The request gave no reply to show; the text can be shown as it is."""


class Unreachable(ClientError):
    """Nobody answered at the address."""


class Refused(ClientError):
    """The guide answered `{error: {code, message, retry}}`."""

    def __init__(self, status: int, code: str, message: str, retry: bool):
        super().__init__(message)
        self.status, self.code, self.retry = status, code, retry


class Client:
    """One conversation with the guide at `base_url`. Replies come back as the channel's dictionaries."""

    def __init__(self, base_url: str, timeout: float = 30.0):
        self.base_url, self.timeout = base_url.rstrip("/"), timeout
        self.token: Optional[str] = None

    def start(self, school: Optional[str] = None) -> dict:
        """Begins a new conversation; returns its first messages."""
        self.token = None
        return self._talk("/sessions", {"school": school} if school else {})

    def say(self, text: str, id: Optional[str] = None) -> dict:
        """Sends words of the person. The same `id` twice gives the same reply."""
        return self._talk("/messages", {"id": id or _new_id(), "text": text})

    def choose(self, *choices: str, id: Optional[str] = None) -> dict:
        """Sends the id of a choice, or several ids of a question that takes several."""
        chosen = {"choice": choices[0]} if len(choices) == 1 else {"choices": list(choices)}
        return self._talk("/messages", {"id": id or _new_id(), **chosen})

    def history(self) -> dict:
        """All that was said so far, as after a reload of the page."""
        return self._request("GET", "/messages").json()

    def plan(self, media_type: str = "text/html", copy: str = "mine") -> requests.Response:
        """The plan as a document: `content` holds it, `headers` its type and file name."""
        return self._request("GET", "/plan", headers={"Accept": media_type}, params={"copy": copy})

    def page(self, id: str, kind: str = "help") -> requests.Response:
        """The page of a small help that was answered in the talk; with the kind "team", of a job."""
        return self._request("GET", "/page", params={kind: id})

    def held(self) -> dict:
        """Everything that is held about the person of this conversation."""
        return self._request("GET", "/held").json()

    def resume(self, code: str) -> dict:
        """Carries on an earlier conversation by its code."""
        return self._talk("/resume", {"code": code})

    def feedback(self, helped: bool, words: Optional[str] = None) -> dict:
        """Says whether the guide helped, with a line in words if there is one."""
        return self._talk("/feedback", {"id": _new_id(), "helped": helped, **({"words": words} if words else {})})

    def forget(self) -> dict:
        """Has everything about this conversation removed."""
        return self._talk("/forget", {})

    def is_guide(self) -> bool:
        """True if it is the guide that answers at the address, ready or not."""
        try:
            return "parts" in requests.get(self.base_url + "/ready", timeout=5).json()
        except (requests.RequestException, ValueError, TypeError):
            return False

    def is_ready(self) -> bool:
        """True if something answers HTTP at the address."""
        try:
            return requests.get(self.base_url + "/", timeout=2).status_code < 500
        except requests.RequestException:
            return False

    def _talk(self, path: str, body: dict) -> dict:
        reply = self._request("POST", path, json=body).json()
        self.token = reply.get("token", self.token)
        return reply

    def _request(self, method: str, path: str, headers: Optional[dict] = None, **options: Any) -> requests.Response:
        headers = dict(headers or {})
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            response = requests.request(
                method, self.base_url + CHANNEL + path, headers=headers, timeout=self.timeout, **options
            )
        except requests.RequestException as error:
            raise Unreachable(f"The guide at {self.base_url} does not answer. Start it with 'fivesteps run'.") from error
        if not response.ok:
            raise _refusal(response)
        return response


def _refusal(response: requests.Response) -> Refused:
    try:
        error = response.json()["error"]
        return Refused(response.status_code, error["code"], error["message"], bool(error["retry"]))
    except (ValueError, KeyError, TypeError):
        return Refused(
            response.status_code, "unknown", f"The guide answered with error {response.status_code}. Try again.",
            response.status_code >= 500,
        )


def _new_id() -> str:
    return uuid.uuid4().hex
