"""Put on the path of the guide that the tests start: refuses and writes down every connection that would leave this machine.

Python imports a module of this name by itself, in every process. It watches Python's own sockets by an audit hook, and
uvloop's, which are not Python's, by its methods. Listening anywhere but on this machine is refused too.
"""
from __future__ import annotations

import ipaddress
import os
import sys

WRITTEN_TO = os.environ.get("FIVESTEPS_TEST_WATCH")
# Event of Python -> which of its arguments is the address, or the name that is looked up.
_EVENTS = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.bind": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
_OF_UVLOOP = ("create_connection", "create_server", "create_datagram_endpoint", "getaddrinfo")


def stays_here(address: object) -> bool:
    """True for an address of this machine, a name of it, or a socket that is a file."""
    host = address[0] if isinstance(address, tuple) and address else address
    host = host.decode("utf-8", "replace") if isinstance(host, bytes) else host
    if host is None or not isinstance(host, str) or host in ("", "localhost") or host.startswith(("/", "\0")):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def write(line: str) -> None:
    """Adds a line to what was seen."""
    descriptor = os.open(WRITTEN_TO, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(descriptor, f"{line}\n".encode())
    os.close(descriptor)


def check(event: str, address: object) -> None:
    """Raises PermissionError for an address elsewhere, after writing it down."""
    if not stays_here(address):
        write(f"refused {event} {address!r}")
        raise PermissionError(f"{event} to {address!r} is forbidden in the tests")


def watch(event: str, arguments: tuple) -> None:
    """The audit hook."""
    place = _EVENTS.get(event)
    if place is not None and len(arguments) > place:
        check(event, arguments[place])


def watched(name: str, method):
    """A method of uvloop's loop that checks its host first."""

    def call(self, *arguments, **named):
        host = named.get("host", arguments[0 if name == "getaddrinfo" else 1] if len(arguments) > (name != "getaddrinfo") else None)
        if name == "create_datagram_endpoint":
            host = named.get("remote_addr") or named.get("local_addr") or host
        check(f"uvloop.{name}", host)
        return method(self, *arguments, **named)

    return call


if WRITTEN_TO:
    write(f"watching {os.getpid()}")
    sys.addaudithook(watch)
    try:
        import uvloop
    except ImportError:
        pass
    else:
        for name in _OF_UVLOOP:
            setattr(uvloop.Loop, name, watched(name, getattr(uvloop.Loop, name)))
