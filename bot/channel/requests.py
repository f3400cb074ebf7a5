"""What a request says, read and checked before anything is done with it."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional

from sanic.request import Request, RequestParameters

from bot import settings
from bot.channel import tokens
from bot.channel.errors import ChannelError
from bot.channel.headers import IN_A_TAB
from bot.channel.limits import household
from knowledge import codes

_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
# An id of our content, or of a school's file.
_NAME = re.compile(r"[a-z0-9-]{1,64}")
# Documents of the plan, the first is what a browser gets that names none.
DOCUMENTS = (
    "text/html",
    "application/json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/calendar",
)
# Copies of the plan, and two sheets of it that are handed to a manager; those have no dates.
COPIES = ("mine", "share", "talk", "request")
SHEETS = COPIES[2:]
FORM = "application/x-www-form-urlencoded"
_BEARER = re.compile(r"bearer +(\S+)", re.IGNORECASE)
MOST_CHOICES = 60


@dataclass(frozen=True)
class Message:
    """One message of a person: words, or the ids of what they chose."""

    id: str
    text: Optional[str] = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feedback:
    """Whether the guide helped, and what somebody wrote of it."""

    helped: bool
    words: Optional[str] = None


def body(request: Request) -> dict:
    """The JSON object of a request; an empty body is an empty object.

    Raises:
        ChannelError: bad-type or bad-request; Sanic raises its own error for malformed JSON.
    """
    if not request.body:
        return {}
    if _media_type(request) != "application/json":
        raise ChannelError("bad-type")
    found = request.json
    if not isinstance(found, dict):
        raise ChannelError("bad-request")
    return found


def message(request: Request) -> Message:
    """The message of a request: {id, text}, {id, choice} or {id, choices}.

    Raises:
        ChannelError: bad-request if it is anything else.
    """
    found = body(request)
    said = [key for key in ("text", "choice", "choices") if key in found]
    if len(said) != 1 or not _is(found.get("id"), _ID):
        raise ChannelError("bad-request")
    value = found[said[0]]
    if said == ["text"]:
        if not isinstance(value, str):
            raise ChannelError("bad-request")
        return Message(found["id"], text=_storable(value))
    chosen = [value] if said == ["choice"] else value
    if not isinstance(chosen, list) or not 0 < len(chosen) <= MOST_CHOICES:
        raise ChannelError("bad-request")
    if not all(isinstance(choice, str) for choice in chosen):
        raise ChannelError("bad-request")
    return Message(found["id"], choices=tuple(dict.fromkeys(chosen)))


def school(request: Request) -> Optional[str]:
    """The school the widget names, if any."""
    named = body(request).get("school")
    if named is not None and not _is(named, _NAME):
        raise ChannelError("bad-request")
    return named


def named_school(request: Request) -> Optional[str]:
    """The school that the address of a page names, or None."""
    named = request.args.get("school")
    return named if _is(named, _NAME) else None


def code(request: Request) -> str:
    """The resume code of a request, tidied."""
    typed = body(request).get("code")
    tidied = codes.tidy(typed) if isinstance(typed, str) else None
    if tidied is None:
        raise ChannelError("bad-code")
    return tidied


def feedback(request: Request) -> Feedback:
    """The feedback of a request: {id, helped, words?}.

    Raises:
        ChannelError: bad-request if it is anything else, feedback-long if the words are too many.
    """
    found = body(request)
    helped, words = found.get("helped"), found.get("words")
    if not _is(found.get("id"), _ID) or not isinstance(helped, bool) or not isinstance(words, (str, type(None))):
        raise ChannelError("bad-request")
    words = _storable(words or "").strip()
    if len(words) > settings.FEEDBACK_CHARACTERS:
        raise ChannelError("feedback-long")
    return Feedback(helped, words or None)


def is_form(request: Request) -> bool:
    """True if a form asks for a page to be opened in a tab. It brings its token in a field, so that the address stays bare."""
    return request.method == "POST" and request.path.endswith(IN_A_TAB) and _media_type(request) == FORM


def token(secret: bytes, request: Request) -> tokens.Token:
    """The token of a request: of its one Authorization header, or of the field of a form.

    Raises:
        ChannelError: no-token or expired.
    """
    if is_form(request):
        given = request.form.getlist("token", [])
    else:
        headers = request.headers.getall("authorization", [])
        given = [found.group(1) if (found := _BEARER.fullmatch(header.strip())) else "" for header in headers]
    try:
        # Of two tokens nobody could say which one counts.
        return tokens.read(secret, given[0] if len(given) == 1 else None)
    except tokens.ExpiredToken:
        raise ChannelError("expired") from None
    except tokens.BadToken:
        raise ChannelError("no-token") from None


def document(request: Request) -> tuple[str, str]:
    """The media type and the copy that are asked for.

    Raises:
        ChannelError: bad-format if we make no such document, bad-request for another copy, bad-type for a POST that is no form.
    """
    copy = _fields(request).get("copy", COPIES[0])
    if copy not in COPIES:
        raise ChannelError("bad-request")
    if request.method == "POST":
        return DOCUMENTS[0], copy
    for accepted in request.headers.get("accept", "*/*").split(","):
        wanted = accepted.partition(";")[0].strip().lower()
        for made in DOCUMENTS:
            if wanted in (made, "*/*", made.partition("/")[0] + "/*") and not (made == DOCUMENTS[-1] and copy in SHEETS):
                return made, copy
    raise ChannelError("bad-format")


def page_to_keep(request: Request) -> tuple[str, str]:
    """The page that is asked for: ("help", id of a small help) or ("team", id of a job).

    Raises:
        ChannelError: bad-request if none is named, or by what can be no id; bad-type for a POST that is no form.
    """
    fields = _fields(request)
    kind = next((kind for kind in ("help", "team") if kind in fields), None)
    named = fields.get(kind) if kind else None
    if not _is(named, _NAME):
        raise ChannelError("bad-request")
    return kind, named


def address(request: Request) -> str:
    """Where the request comes from; behind a proxy, what the proxy says, if Sanic was told to trust it."""
    return household(request.remote_addr or request.ip)


def _fields(request: Request) -> RequestParameters:
    """What a request for a page names: in its address, or in its form.

    Raises:
        ChannelError: bad-type for a POST that is no form.
    """
    if request.method != "POST":
        return request.args
    if not is_form(request):
        raise ChannelError("bad-type")
    return request.form


def _media_type(request: Request) -> str:
    return (request.content_type or "").partition(";")[0].strip().lower()


def _storable(text: str) -> str:
    """The text without what a database cannot hold: halves of characters and zero bytes."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


def _is(value: object, pattern: re.Pattern) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
