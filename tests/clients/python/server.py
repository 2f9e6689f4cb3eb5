"""Starts the program on a copy of a project, with its data in a temporary folder, and stops it again."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from clients import ANON_KEY

CAREERS = Path(__file__).resolve().parents[3] / "examples" / "careers" / "supabase"
SHOP = Path(__file__).resolve().parents[1] / "projects" / "shop" / "supabase"

# What differs from the example: a short reuse interval, so that a test need not wait for it, and limits that a test
# which signs in again and again doesn't reach.
CHANGES = {
    "refresh_token_reuse_interval = 10": "refresh_token_reuse_interval = 1",
    "[auth.email]": "[auth.rate_limit]\nsign_in_sign_ups = 10000\ntoken_refresh = 10000\n\n[auth.email]",
}


class Server:
    def __init__(self, example=CAREERS):
        program = os.environ.get("ENGINEROOM_BIN")
        if not program:
            raise RuntimeError("ENGINEROOM_BIN must name the engineroom program")
        self.folder = Path(tempfile.mkdtemp(prefix="engineroom-python-"))
        project = self.folder / "project"
        shutil.copytree(example, project / "supabase")
        if example == CAREERS:
            change_settings(project / "supabase" / "config.toml")
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = self.folder / "log"
        arguments = [program, "dev", str(project), "--host", "127.0.0.1", "--port", str(port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*arguments, "--data-dir", str(self.folder / "data")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait_until_ready()

    def wait_until_ready(self):
        deadline = time.monotonic() + 60
        request = urllib.request.Request(f"{self.url}/auth/v1/health", headers={"apikey": ANON_KEY})
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(request, timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        printed = self.log.read_text(errors="replace")
        how = (
            f"ended with {self.process.poll()}" if self.process.poll() is not None else "was not ready after 60 seconds"
        )
        self.stop()
        raise RuntimeError(f"the program {how}; it printed:\n{printed}")

    def stop(self):
        """Asks the program to end, and answers its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return "still running after 20 seconds"
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def change_settings(file):
    text = file.read_text()
    for old, new in CHANGES.items():
        if old not in text:
            raise RuntimeError(f"{file} doesn't hold {old}")
        text = text.replace(old, new)
    file.write_text(text)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
