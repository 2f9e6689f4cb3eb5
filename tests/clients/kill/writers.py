"""Eight writers that insert as fast as they are answered, until the program is gone.

They remember what was acknowledged.
"""

import threading
import uuid

from program import answer

WRITERS = 8
ENTRIES_PER_ACCOUNT = 5


class Writers:
    def __init__(self, program, turn):
        self.program = program
        self.accounts = set()
        self.batches = set()
        self.surprises = []
        self.threads = [threading.Thread(target=self.write, args=(f"{turn}-{n}",)) for n in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def join(self):
        for thread in self.threads:
            thread.join()

    def write(self, name):
        connection = self.program.connect()
        try:
            for number in range(1_000_000):
                self.write_account(connection, f"{name}-{number}")
        except OSError:
            pass  # the program was killed
        finally:
            connection.close()

    def write_account(self, connection, name):
        """An account, and batches of entries of which each is one request and so one transaction."""
        account = str(uuid.uuid4())
        if self.acknowledged(connection, "accounts", {"id": account, "name": name}):
            self.accounts.add(name)
        for number in range(ENTRIES_PER_ACCOUNT):
            batch = f"{name}-{number}"
            rows = [{"account_id": account, "batch": batch, "part": part} for part in (1, 2, 3)]
            if self.acknowledged(connection, "entries", rows):
                self.batches.add(batch)

    def acknowledged(self, connection, table, body):
        status, said = answer(connection, "POST", f"/rest/v1/{table}", body)
        if status != 201:
            self.surprises.append((status, said))
            raise OSError("the program didn't accept a row")
        return True
