"""Keeps Rasa quiet: no telemetry, nothing below a warning, and never the words of a message."""
from __future__ import annotations

import logging
import os
import re
import warnings

from bot import logs
from bot.logs import trail

# Everything of Rasa's structured logs that can hold what a person said.
WORDS = frozenset(
    "text response_text user_text slot_values parse_data_text parse_data_entities prediction_events message "
    "tracker_latest_message prefilled_slots response slot_candidates rasa_event rasa_events tracker_states "
    "current_states old_states successes current_entity next_entity states entity token_text user_message "
    "json_message parse_data_intent".split()
)
_KNOWN_WARNINGS = (
    ("pkg_resources is deprecated", DeprecationWarning),
    ("Deprecated call to `pkg_resources", DeprecationWarning),
    ("Deprecated API features detected", DeprecationWarning),
    ("distutils Version classes are deprecated", DeprecationWarning),
    ("module 'sre_constants' is deprecated", DeprecationWarning),
    ("invalid escape sequence", DeprecationWarning),
    ("Nesting argument groups is deprecated", DeprecationWarning),
)
# Loggers that write an error's traceback, and with it its text.
_TRACEBACKS = ("rasa.core.processor", "rasa.core.actions.action", "sanic.error")
# Sanic's name for a request holds its address, and the address of an inbox is the key to it.
_ADDRESS = re.compile(r"<Request: (\w+) [^>]*>")
_LIBRARIES = ("rasa", "rasa_sdk", "sanic", "apscheduler", "matplotlib", "tensorflow", "asyncio")


def hush() -> None:
    """Sets the environment, log levels and warnings. It is cheap, and may be called again at any time."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    for message, category in _KNOWN_WARNINGS:
        warnings.filterwarnings("ignore", message=message, category=category)
    for name in ("", *_LIBRARIES):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
    for name in _TRACEBACKS:
        logging.getLogger(name).addFilter(without_traceback)
    logging.getLogger("sanic.error").addFilter(without_address)
    _hush_structured_logs()
    logs.install()


def without_traceback(record: logging.LogRecord) -> bool:
    """A log filter: one line for an error, without the error's own text, which may hold a person's words."""
    if record.exc_info and record.exc_info[1]:
        record.msg, record.args = f"{record.name}: {trail(record.exc_info[1])}", ()
        record.exc_info = record.exc_text = None
    return True


def without_address(record: logging.LogRecord) -> bool:
    """A log filter: a request without its address."""
    said = record.getMessage()
    if (plain := _ADDRESS.sub(r"<Request: \1>", said)) != said:
        record.msg, record.args = plain, ()
    return True


def _hush_structured_logs() -> None:
    import structlog

    processors = structlog.get_config()["processors"]
    if without_words not in processors:
        processors = [without_words, *processors]
    structlog.configure(processors=processors, wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def without_words(_logger, _method: str, event: dict) -> dict:
    """A structlog processor: drops every field that can hold what a person said."""
    return {name: value for name, value in event.items() if name not in WORDS}
