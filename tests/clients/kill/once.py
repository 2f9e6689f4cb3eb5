"""Kills the program that ENGINEROOM_BIN names, 20 times, in the middle of 25 writes with an Idempotency-Key each.

After each start every write is sent again with its key, by two at once. Each must have taken effect exactly once, and
everyone must have the first one's answer. The last line it prints is `N passed, N failed`. It needs nothing but Python.
"""

import http.client
import json
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

from database import faults
from program import HEADERS, Program
from run import Checks

ROUNDS = 20
WRITES = 25
WRITERS = 5
SECONDS = 50  # what the whole test may take on a slow machine; a usual one needs about 15


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="engineroom-once-") as folder:
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
    moments = random.Random(500)
    began = time.monotonic()
    program.start()
    longest = calibrated(program)
    answered = 0
    for turn in range(1, ROUNDS + 1):
        writes = prepared(program, turn)
        threads = sent_by_all(program, writes)
        time.sleep(moments.random() * longest)
        program.kill()
        for thread in threads:
            thread.join()
        answered += sum(1 for write in writes if write.answers)
        program.start()
        for thread in [*sent_by_all(program, writes), *sent_by_all(program, writes)]:
            thread.join()
        verify(program, checks, turn, writes)
        if time.monotonic() - began > SECONDS:
            raise TimeoutError(f"{turn} rounds took more than {SECONDS} seconds")
    print(f"{ROUNDS} kills, {ROUNDS * WRITES} writes, {answered} answered before their kill", flush=True)
    checks.check("some writes were answered before a kill", answered > 0, True)
    checks.check("some writes were not answered before a kill", answered < ROUNDS * WRITES, True)
    checks.check("it ends with exit code 0 when asked to", program.stop(), 0)
    checks.check("the database file is sound", faults(program.data), [])


def verify(program, checks, turn, writes):
    rows = program.get(f"payments?reference=like.{turn}-*")
    count = {}
    for row in rows:
        count.setdefault(row["reference"], []).append(row["state"])
    for write in writes:
        name = f"round {turn}: {write.reference}"
        checks.check(f"{name} took effect once", count.get(write.reference, []), write.leaves)
        checks.check(f"{name} is answered each time", len(write.answers) >= 2, True)
        first = write.answers[0]
        checks.check(f"{name} has the status of a success", first[0], write.status)
        checks.check(f"{name} shows its one row", len(json.loads(first[1])), 1)
        checks.check(f"{name} has the first answer each time", [it for it in write.answers if it[:2] != first[:2]], [])
        fresh = [answer for answer in write.answers if not answer[2]]
        checks.check(f"{name} was done once at most as far as anyone was told", len(fresh) <= 1, True)


class Write:
    """One write, and what it was answered: status, body, and whether it was said to be a replay."""

    def __init__(self, turn, number):
        self.reference = f"{turn}-{number}"
        self.key = f"key-{turn}-{number}"
        self.answers = []
        self.body = None
        where = f"/rest/v1/payments?reference=eq.{self.reference}"
        match number % 5:
            case 3:
                self.method, self.path, self.status, self.leaves = "PATCH", f"{where}&state=eq.new", 200, ["paid"]
                self.body = {"state": "paid"}
            case 4:
                self.method, self.path, self.status, self.leaves = "DELETE", where, 200, []
            case _:
                self.method, self.path, self.status, self.leaves = "POST", "/rest/v1/payments", 201, ["new"]
                self.body = {"reference": self.reference}

    def needs_row(self):
        return self.method != "POST"

    def send(self, connection):
        headers = {**HEADERS, "Prefer": "return=representation", "Idempotency-Key": self.key}
        try:
            body = None if self.body is None else json.dumps(self.body)
            connection.request(self.method, self.path, body, headers)
            response = connection.getresponse()
            text = response.read()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        self.answers.append((response.status, text, response.getheader("Idempotency-Replayed") == "true"))


def prepared(program, turn):
    """The writes of a round, and the rows that some of them change or remove."""
    writes = [Write(turn, number) for number in range(WRITES)]
    rows = [{"reference": write.reference} for write in writes if write.needs_row()]
    status, _ = program.post("payments", rows)
    if status != 201:
        raise RuntimeError(f"the rows of a round were answered {status}")
    return writes


def sent_by_all(program, writes):
    parts = [writes[number::WRITERS] for number in range(WRITERS)]
    threads = [threading.Thread(target=send_all, args=(program, part)) for part in parts]
    for thread in threads:
        thread.start()
    return threads


def send_all(program, writes):
    connection = program.connect()
    try:
        for write in writes:
            write.send(connection)
    except OSError:
        pass  # the program was killed
    finally:
        connection.close()


def calibrated(program):
    """How long a round takes that nobody disturbs."""
    writes = prepared(program, 0)
    began = time.monotonic()
    for thread in sent_by_all(program, writes):
        thread.join()
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
