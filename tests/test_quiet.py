"""Nothing of what a person said reaches a log."""
import logging
import os

import structlog

from bot.quiet import hush, trail, without_traceback, without_words


def test_telemetry_is_off():
    hush()
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"


def test_libraries_speak_from_warnings_on():
    logging.getLogger("rasa").setLevel(logging.DEBUG)
    hush()
    assert not logging.getLogger("rasa.core.processor").isEnabledFor(logging.INFO)
    assert logging.getLogger("rasa.core.processor").isEnabledFor(logging.WARNING)


def test_a_stricter_level_stays():
    logging.getLogger("sanic").setLevel(logging.ERROR)
    hush()
    assert logging.getLogger("sanic").level == logging.ERROR


def test_fields_that_hold_words_are_dropped_from_structured_logs():
    event = {"event": "processor.message.parse", "parse_data_text": "zanzibar", "rasa_events": ["zanzibar"], "action_name": "x"}
    assert without_words(None, "debug", event) == {"event": "processor.message.parse", "action_name": "x"}
    hush()
    hush()
    assert structlog.get_config()["processors"].count(without_words) == 1


def test_an_error_is_told_by_its_kind_and_place_not_its_text():
    try:
        int("zanzibar")
    except ValueError as error:
        assert trail(error).startswith("ValueError < test_quiet.py:")
        assert "zanzibar" not in trail(error)


def test_a_traceback_becomes_one_line():
    try:
        int("zanzibar")
    except ValueError as error:
        record = logging.LogRecord("rasa.core.processor", logging.ERROR, "x", 1, "zanzibar", (), (ValueError, error, error.__traceback__))
    assert without_traceback(record)
    line = logging.Formatter().format(record)
    assert "zanzibar" not in line and "\n" not in line and "ValueError" in line
