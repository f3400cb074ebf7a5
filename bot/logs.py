"""Log lines: one JSON object a line, with when, how bad, which part and what; and never what a person said.

Our own modules log sentences of their own. What libraries say may hold anything that passed through them, so from the
moment the guide can be talked to, their words are left out and only the place is told. The same holds for what is printed.

`python -m bot.logs "TEXT"` writes one such line, for the shell that keeps the action server going.
"""
from __future__ import annotations

import datetime
import io
import json
import logging
import re
import sys
import threading
import traceback
from contextlib import suppress
from typing import Any, Optional, TextIO

OURS = ("bot", "actions", "knowledge")
LEFT_OUT = "A library reported something. Its words are left out, because they may hold what somebody said."
PRINTED = "Something was printed. It is left out, because it may hold what somebody said."
# An event of a structured log that is a name and no sentence: "processor.message.parse".
_NAME = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")


class _State:
    """Of this process: whether it writes such lines, and whether people may be talking to it."""

    serving = False
    people_talk = False


def serve() -> None:
    """Makes this process write all it logs, warns of and prints as lines of JSON, to its standard error."""
    _State.serving = True
    install()
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.stdout, sys.stderr = _Printed("stdout"), _Printed("stderr")


def install() -> None:
    """Puts the one handler in place of all that libraries set up meanwhile; does nothing in a process that does not serve."""
    if not _State.serving:
        return
    handler = logging.StreamHandler(sys.__stderr__)
    handler.setFormatter(JsonLines())
    logging.getLogger().handlers = [handler]
    # For loggers that hand nothing on and have no handler, as Sanic's.
    handler.setLevel(logging.WARNING)
    logging.lastResort = handler


def people_talk() -> None:
    """From now on, words of libraries are left out."""
    _State.people_talk = True


def line(level: str, part: str, event: str, **more: Any) -> str:
    """One line of a log, without its end."""
    time = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"time": time, "level": level, "part": part, "event": event, **more}, ensure_ascii=False)


def read(text: str) -> Optional[dict]:
    """What a line of a log says, or None if it is none of ours."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) and {"time", "level", "part", "event"} <= found.keys() else None


def trail(error: BaseException) -> str:
    """What went wrong and where, innermost place first, without the error's text."""
    places = traceback.extract_tb(error.__traceback__)[-3:]
    where = [f"{place.filename.rpartition('/')[2]}:{place.lineno} {place.name}" for place in reversed(places)]
    return " < ".join([type(error).__name__, *where])


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. An error's own text is never in it once people talk."""
        more = {"error": trail(record.exc_info[1])} if record.exc_info and record.exc_info[1] else {}
        event = record.getMessage()
        if record.name.split(".")[0] not in OURS and _State.people_talk:
            event = _named(event) or LEFT_OUT
            more = {"where": f"{record.filename}:{record.lineno} {record.funcName}", **more}
        elif record.exc_info and record.exc_info[1] and not _State.people_talk:
            more["why"] = str(record.exc_info[1])
        return line(record.levelname.lower(), record.name, event, **more)


def _named(event: str) -> Optional[str]:
    """The name of an event of a structured log; None where it is anything else."""
    try:
        name = json.loads(event)["event"]
    except (ValueError, KeyError, TypeError):
        return None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else None


class _Printed(io.TextIOBase):
    """What is printed, as lines of a log."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str):
        self._name, self._begun = name, ""

    def write(self, text: str) -> int:
        """Keeps the text until its line ends."""
        *whole, self._begun = (self._begun + text).split("\n")
        for printed in whole:
            if printed.strip():
                write(sealed(printed, self._name))
        return len(text)

    def fileno(self) -> int:
        """Of the real stream: some libraries ask."""
        return sys.__stderr__.fileno()

    def writable(self) -> bool:
        """Always."""
        return True


def sealed(text: str, part: str, people_may_talk: Optional[bool] = None) -> str:
    """A line that somebody printed, as a line of a log: as it is if it is one already, without its words once people talk."""
    text = text.rstrip()
    if read(text) is not None:
        return text
    leaves_out = _State.people_talk if people_may_talk is None else people_may_talk
    return line("warning", part, PRINTED, characters=len(text)) if leaves_out else line("info", part, text)


def plain(text: str) -> str:
    """A line of a log for somebody at a terminal."""
    told = read(text)
    if told is None:
        return text.rstrip()
    more = " ".join(str(told[key]) for key in ("error", "where", "why") if key in told)
    event = told["event"] if told["level"] == "info" else f"{told['level'].capitalize()} from {told['part']}: {told['event']}"
    return f"{event} {more}".rstrip()


def write(text: str, stream: Optional[TextIO] = None) -> None:
    """Writes a line at once. A log that takes nothing more, on a full disk or in a closed terminal, must not end the guide."""
    stream = stream or sys.__stderr__
    with suppress(OSError):
        stream.write(text + "\n")
        stream.flush()


def _uncaught(_kind: type[BaseException], error: Optional[BaseException], _trace: Any) -> None:
    if error is None or isinstance(error, KeyboardInterrupt):
        return
    why = {} if _State.people_talk else {"why": str(error)}
    write(line("critical", "bot", "Something failed that nobody expected.", error=trail(error), **why))


if __name__ == "__main__":
    write(line("warning", "bot.serve", " ".join(sys.argv[1:])))
