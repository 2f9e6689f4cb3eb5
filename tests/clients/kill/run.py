"""Kills the program that ENGINEROOM_BIN names, 20 times, while eight writers insert over HTTP.

After each start every acknowledged row must be there, every batch whole or absent, and keys and indexes intact.
The last line it prints is `N passed, N failed`. It needs nothing but Python.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from database import faults
from program import Program
from writers import Writers

ROUNDS = 20
PARTS = 3
SECONDS = 90  # what the whole test may take on a slow machine; a usual one needs about 30


class Checks:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, sentence, actual, expected):
        if actual == expected:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {sentence}\n  expected {shown(expected)}\n  actual   {shown(actual)}", flush=True)


def shown(value):
    text = repr(value)
    return text if len(text) < 600 else f"{text[:600]}… ({len(text)} characters)"


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="engineroom-kill-") as folder:
        program = Program(Path(folder))
        try:
            play(program, checks)
        except Exception as error:
            checks.check("the test runs to its end", f"{type(error).__name__}: {error}", "no error")
        finally:
            program.kill()
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 0 if checks.passed and not checks.failed else 1


def play(program, checks):
    moments = random.Random(20)
    began = time.monotonic()
    accounts, batches = set(), set()
    program.start()
    for turn in range(1, ROUNDS + 1):
        writers = Writers(program, turn)
        time.sleep(0.15 + moments.random() * 0.6)
        program.kill()
        writers.join()
        checks.check(f"round {turn}: nothing but success was answered before the kill", writers.surprises, [])
        accounts |= writers.accounts
        batches |= writers.batches
        program.start()
        verify(program, checks, turn, writers)
        if time.monotonic() - began > SECONDS:
            raise TimeoutError(f"{turn} rounds took more than {SECONDS} seconds")
    print(f"{ROUNDS} kills, {len(accounts)} accounts and {len(batches) * PARTS} entries acknowledged", flush=True)
    verify_all(program, checks, accounts, batches)


def verify(program, checks, turn, writers):
    """What this round acknowledged is there, in whole batches, and keys still refuse what they must."""
    found = program.get(f"entries?select=batch,part&batch=like.{turn}-*")
    parts = parts_of(found)
    checks.check(f"round {turn}: some rows were acknowledged", bool(writers.batches), True)
    checks.check(f"round {turn}: every acknowledged row is there", sorted(writers.batches - parts.keys()), [])
    checks.check(f"round {turn}: every batch is whole", broken(parts), [])
    names = {row["name"] for row in program.get(f"accounts?select=name&name=like.{turn}-*")}
    checks.check(f"round {turn}: every acknowledged account is there", sorted(writers.accounts - names), [])
    if writers.batches:
        batch = min(writers.batches)
        known = program.get(f"entries?select=account_id&batch=eq.{batch}&limit=1")[0]["account_id"]
        again = {"account_id": known, "batch": batch, "part": 1}
        checks.check(f"round {turn}: the unique index holds", program.post("entries", again), (409, "23505"))
    stray = {"account_id": "00000000-0000-4000-8000-000000000000", "batch": f"{turn}-stray", "part": 1}
    checks.check(f"round {turn}: the foreign key holds", program.post("entries", stray), (409, "23503"))


def verify_all(program, checks, accounts, batches):
    """At the end: all rounds' rows, through the API and through the database file."""
    found = parts_of(program.get("entries?select=batch,part"))
    checks.check("every acknowledged row of all rounds is there", sorted(batches - found.keys()), [])
    checks.check("every batch of all rounds is whole", broken(found), [])
    names = {row["name"] for row in program.get("accounts?select=name")}
    checks.check("every acknowledged account of all rounds is there", sorted(accounts - names), [])
    strays = program.get("entries?select=id,accounts(id)")
    checks.check("every entry has its account", [row for row in strays if row["accounts"] is None], [])
    checks.check("it ends with exit code 0 when asked to", program.stop(), 0)
    checks.check("the database file is sound", faults(program.data), [])


def parts_of(rows):
    parts = {}
    for row in rows:
        parts.setdefault(row["batch"], []).append(row["part"])
    return parts


def broken(parts):
    return sorted(batch for batch, found in parts.items() if sorted(found) != list(range(1, PARTS + 1)))


if __name__ == "__main__":
    sys.exit(main())
