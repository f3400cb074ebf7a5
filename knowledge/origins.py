"""Addresses of pages beside our own: those whose pages may talk to the guide (origins), and those that may hold it in a frame.

An origin is what a browser says of a page that asks: scheme, host and port, and nothing behind them.
"""
from __future__ import annotations

import re
from typing import Iterable
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
# A wildcard stands for one whole part at the front of a host that has at least two more.
_ANY = "*."
_EXAMPLE = "https://intranet.your-school.example"


def origin(text: str) -> str:
    """An origin as browsers write it: small letters, no usual port, nothing behind the host.

    Raises:
        ValueError: if it is none; the text says how to write it.
    """
    if "*" in text:
        raise ValueError(f"'{text}' has a *. Name each address in full, such as {_EXAMPLE}.")
    return _plain(text)


def frame(text: str) -> str:
    """An origin, or all hosts under one: https://*.example.com. Only a frame may have such a *, because a frame reads nothing of the talk.

    Raises:
        ValueError: if it is neither; the text says how to write it.
    """
    scheme, _, host = text.strip().partition("://")
    if "*" not in text:
        return _plain(text)
    rest = host.removeprefix(_ANY)
    if scheme.lower() != "https" or rest == host or "*" in rest or "." not in rest.partition("/")[0]:
        raise ValueError(f"'{text}' cannot be right. A * stands for the first part of a host alone: https://*.example.com.")
    return _plain(f"https://{rest}").replace("://", f"://{_ANY}")


def listed(text: str, one=origin) -> tuple[str, ...]:
    """The addresses of a text with commas between them, each once.

    Args:
        text: such as "https://a.example, https://b.example"; empty for none.
        one: `origin` or `frame`.

    Raises:
        ValueError: for the first that is none.
    """
    return tuple(dict.fromkeys(one(part.strip()) for part in text.split(",") if part.strip()))


def is_here(origin_text: str, host: str) -> bool:
    """True if an origin has the host (and port) that the request was sent to, whichever of the two schemes a proxy speaks.

    Args:
        origin_text: as a browser sent it.
        host: the header Host of the request.
    """
    try:
        asking = _plain(origin_text)
        return asking == _plain(f"{asking.partition('://')[0]}://{host}")
    except ValueError:
        return False


def together(*lists: Iterable[str]) -> tuple[str, ...]:
    """Some lists as one, each address once."""
    return tuple(dict.fromkeys(address for one in lists for address in one))


def _plain(text: str) -> str:
    try:
        parts = urlsplit(text.strip().lower())
        host = parts.netloc.rpartition(":")[0] if parts.port is not None else parts.netloc
        host = host if host.isascii() else host.encode("idna").decode()
        sound = parts.scheme in _PORTS and _HOST.fullmatch(host)
    except ValueError:
        sound = False
    if not sound:
        raise ValueError(f"'{text}' is no address of a site. Write it with https:// and no more than the host, such as {_EXAMPLE}.")
    plain = f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, _PORTS[parts.scheme]) else "")
    if parts.path not in ("", "/") or parts.query or parts.fragment or text.strip()[-1] in "?#":
        raise ValueError(f"'{text}' is the address of a page. Write the site alone: {plain}.")
    return plain
