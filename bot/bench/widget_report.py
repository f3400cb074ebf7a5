"""The widget's own table in docs/benchmarks.md."""
from __future__ import annotations

from bot.bench.widget import OTHERS, SLOW, TIMES, Opening, Widget

HEADING = "## The widget"
# Gzipped, with its styles: the figure to reach.
MOST_KB = 20
_ROWS = {
    "first paint": "first_paint", "first content painted": "content", "the widget is there": "shown",
    "the first question can be answered": "asked",
}
_NOTES = f"""\
How it is measured (`bot/bench/widget.py`): a guide of its own, and the machine's Chromium without a window, on the same machine.

- Size is that of the one file `/widget.js`, script and styles, gzipped. 1 KB is 1,000 bytes. The other two are published figures,
  which we did not measure.
- Opening: `/` in a window of 390 by 844 that has never seen it, {TIMES} times; medians, from the first request.
  "{SLOW} times slower" is Chromium's own brake on the processor, for a cheap telephone.
- "The widget is there" is the first frame with its message box; "can be answered", the first frame with the choices of the first question.
  Before that, the page shows what it is, and where to go without script.
"""


def section(widget: Widget) -> str:
    """The part of the page, from its heading on."""
    return f"{HEADING}\n\n{widget.browser}.\n\n{table(widget)}\n{_NOTES}"


def table(widget: Widget) -> str:
    """Size beside the others', and the moments of opening it."""
    own = widget.gzipped / 1000
    met = "yes" if own <= MOST_KB else "**no**"
    others = "".join(f"| {name}, gzipped (as published) | {size} KB | | |\n" for name, size in OTHERS.items())
    rows = "".join(f"| {what} | {_ms(widget.plain, field)} | {_ms(widget.slow, field)} |\n" for what, field in _ROWS.items())
    return (
        "|  | size | to reach | reached |\n| --- | --- | --- | --- |\n"
        f"| Five Steps, gzipped, with its styles | {own:.1f} KB | {MOST_KB} KB | {met} |\n{others}\n"
        f"|  | this machine | {SLOW} times slower |\n| --- | --- | --- |\n{rows}"
    )


def _ms(opening: Opening, field: str) -> str:
    return f"{getattr(opening, field):.0f} ms"
