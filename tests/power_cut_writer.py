"""A program that writes turns and is killed while it does. Each line on its standard input starts a child, which writes until it is killed.

    python -m tests.power_cut_writer DATABASE-ADDRESS

What was acknowledged is said on standard output: "pid N", then "kept PLAN NUMBER" for a turn and "gone PLAN" for a plan that
was forgotten, and "over" when the child has ended.
"""
from __future__ import annotations

import os
import sys
from dataclasses import replace

from knowledge.people import People, Plan, Said

SECRET = b"a secret of this test"
PLAN = "plan-kept"
REPLY = {"messages": [{"text": "And then?"}], "step": 1, "done": 0, "of": 9, "effects": []}
# Now and then somebody else begins, and presses "Forget me".
FORGETS_EVERY = 5


def write(url: str) -> None:
    """Goes on with the plan where it stands, until this process is killed."""
    people = People(url, SECRET)
    plan = people.find(PLAN) or Plan(PLAN, "conversation-kept", asked=REPLY)
    while True:
        number = plan.turn + 1
        answers = {"said": [*plan.answers.get("said", []), number]}
        plan = people.save(plan, replace(plan, answers=answers), Said(f"m{number}", f"answer {number}", REPLY), [_event(plan, number)])
        _acknowledge(f"kept {PLAN} {number}")
        if number % FORGETS_EVERY == 0:
            other = Plan(f"plan-{number}", f"conversation-{number}", asked=REPLY)
            people.save(other, other, Said("m1", f"secret {number}", REPLY), [_event(other, 1)])
            people.forget(other.id)
            _acknowledge(f"gone {other.id}")


def _event(plan: Plan, number: int) -> dict:
    return {
        "sender_id": plan.conversation, "type_name": "user", "timestamp": float(number), "intent_name": None, "action_name": None, "data": "{}",
    }


def _acknowledge(line: str) -> None:
    # One write, which a kill cannot break in two.
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Starts a child for each line that is read."""
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            write(sys.argv[1])
        _acknowledge(f"pid {child}")
        os.waitpid(child, 0)
        _acknowledge("over")


if __name__ == "__main__":
    main()
