"""Log lines are JSON, one a line; from the moment people may talk, words of libraries and whatever is printed stay out."""
from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest

from bot import logs

WORD = "zanzibar"


@pytest.fixture(autouse=True)
def state(monkeypatch):
    monkeypatch.setattr(logs._State, "people_talk", False)


@pytest.fixture
def people_talk(state):
    logs.people_talk()


def record(name: str, message: str, *args, error: Exception | None = None) -> dict:
    """How a record reads in the log."""
    given = logging.LogRecord(name, logging.ERROR, "/some/where/processor.py", 7, message, args, error and (type(error), error, None), "handle")
    [line] = logs.JsonLines().format(given).splitlines()
    return logs.read(line)


def test_a_line_says_when_how_bad_which_part_and_what():
    told = record("bot.channel.errors", "A request failed: %s", "KeyError")
    assert set(told) == {"time", "level", "part", "event"} and told["time"].endswith("Z")
    assert (told["level"], told["part"], told["event"]) == ("error", "bot.channel.errors", "A request failed: KeyError")


def test_our_own_sentences_stay_when_people_talk(people_talk):
    assert record("bot.tracker", "A tracker was not saved.")["event"] == "A tracker was not saved."


def test_words_of_a_library_stay_until_people_talk():
    assert record("rasa.core.agent", "No model at %s", WORD)["event"] == f"No model at {WORD}"


def test_words_of_a_library_are_left_out_once_people_talk_and_the_place_is_told(people_talk):
    told = record("rasa.core.processor", f"could not handle {WORD}", error=ValueError(WORD))
    assert WORD not in str(told)
    assert told["event"] == logs.LEFT_OUT and told["where"] == "processor.py:7 handle" and told["error"].startswith("ValueError")


@pytest.mark.parametrize(("text", "kept"), [
    ('{"event": "processor.message.parse", "text": "zanzibar"}', "processor.message.parse"),
    ('{"event": "I said zanzibar."}', None), ('{"event": 5}', None), ("[1]", None), ("zanzibar", None),
])
def test_of_a_structured_event_only_its_name_stays(people_talk, text, kept):
    assert record("rasa.core.x", text)["event"] == (kept or logs.LEFT_OUT)


def test_a_message_of_several_lines_is_one_line():
    assert record("bot.x", "one\ntwo")["event"] == "one\ntwo"


def test_what_is_printed_becomes_a_line_and_a_line_stays_as_it_is():
    printed = logs.read(logs.sealed(f"loading {WORD}\n", "guide"))
    assert printed["event"] == f"loading {WORD}" and printed["part"] == "guide"
    line = logs.line("error", "bot.x", "Something")
    assert logs.sealed(line, "guide") == line


@pytest.mark.parametrize("text", [f"Traceback: {WORD}", f'{{"event": "{WORD}"}}', f'"{WORD}"'])
def test_what_is_printed_once_people_talk_is_left_out(people_talk, text):
    told = logs.read(logs.sealed(text, "guide"))
    assert WORD not in str(told) and told["characters"] == len(text)


def test_at_a_terminal_a_line_reads_plainly():
    assert logs.plain(logs.line("info", "bot.serve", "Five Steps is ready")) == "Five Steps is ready"
    assert logs.plain(logs.line("error", "bot.x", "It failed.", error="ValueError < a.py:1 b")) == "Error from bot.x: It failed. ValueError < a.py:1 b"
    assert logs.plain("no line of ours\n") == "no line of ours"


CHILD = """
import logging, sys, threading, warnings
from bot import logs
logs.serve()
print("printed"); sys.stderr.write("half "); sys.stderr.write("a line\\n")
logging.getLogger("sanic.error").propagate = False
{talk}
print("zanzibar printed")
logging.getLogger("sanic.error").error("zanzibar without a handler")
logging.getLogger("rasa").warning("zanzibar of a library", exc_info=ValueError("zanzibar"))
thread = threading.Thread(target=lambda: int("zanzibar")); thread.start(); thread.join()
int("zanzibar")
"""


def run(talk: str) -> list[dict | None]:
    done = subprocess.run([sys.executable, "-c", CHILD.format(talk=talk)], capture_output=True, text=True)
    assert done.stdout == "" and done.returncode == 1
    return [logs.read(line) for line in done.stderr.splitlines()]


def test_a_process_that_serves_writes_nothing_but_such_lines_even_when_it_falls():
    told = run("logs.people_talk()")
    assert None not in told and len(told) == 7
    assert [line["event"] for line in told[:2]] == ["printed", "half a line"]
    assert WORD not in json.dumps(told)
    assert [line["error"].partition(" ")[0] for line in told[-2:]] == ["ValueError", "ValueError"]


def test_before_people_talk_a_fall_says_why():
    assert WORD in run("")[-1]["why"]


def test_the_shell_can_write_a_line():
    done = subprocess.run([sys.executable, "-m", "bot.logs", "It", "stopped."], capture_output=True, text=True)
    assert logs.read(done.stderr)["event"] == "It stopped."
