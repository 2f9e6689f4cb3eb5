"""The program under test: starting, killing, stopping, and asking it over HTTP with the server's key."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

KEY = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz"
HEADERS = {"apikey": KEY, "Content-Type": "application/json"}
PROJECT = Path(__file__).resolve().parent / "project"


class Program:
    def __init__(self, folder):
        self.binary = os.environ.get("ENGINEROOM_BIN")
        self.project = folder / "project"
        self.data = folder / "data"
        self.log = folder / "log"
        self.port = free_port()
        self.process = None
        shutil.copytree(PROJECT, self.project)

    def start(self):
        if not self.binary:
            raise RuntimeError("ENGINEROOM_BIN must name the engineroom program")
        arguments = [
            self.binary,
            "dev",
            self.project,
            "--host",
            "127.0.0.1",
            "--port",
            self.port,
            "--data-dir",
            self.data,
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(argument) for argument in arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.ask("GET", "/auth/v1/health")[0] == 200:
                    return
            except OSError:
                time.sleep(0.02)
        how = self.process.poll()
        end = "was not ready after 30 seconds" if how is None else f"ended with {how}"
        raise RuntimeError(f"the program {end}; it printed:\n{self.log.read_text(errors='replace')[-3000:]}")

    def kill(self):
        """Ends it at once, as a crash would."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def stop(self):
        """Asks it to end, and answers its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            return "still running after 20 seconds"

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(self, method, path, body=None):
        connection = self.connect()
        try:
            return answer(connection, method, path, body)
        finally:
            connection.close()

    def get(self, path):
        status, rows = self.ask("GET", f"/rest/v1/{path}")
        if status != 200:
            raise RuntimeError(f"GET {path} answered {status}: {rows}")
        return rows

    def post(self, table, row):
        """The status, and the code of the refusal."""
        status, error = self.ask("POST", f"/rest/v1/{table}", row)
        return (status, error.get("code") if isinstance(error, dict) else None)


def answer(connection, method, path, body=None):
    """The status and the body of one request; any break in the connection is an OSError."""
    try:
        connection.request(method, path, None if body is None else json.dumps(body), HEADERS)
        response = connection.getresponse()
        text = response.read()
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error
    return response.status, json.loads(text) if text else None


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
