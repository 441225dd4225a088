"""A sandboxed gilde-suite of its own on a free port, with its data in a temporary folder; and the README's commands."""

import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = pathlib.Path(os.environ.get("GILDE_BUILD", ROOT / "build/dev")) / "bin"
START = "2027-01-04T08:00:00Z"
given_ports = set()


def free_port():
    """Below the range from which connections take theirs, and each once, so that a server that starts again finds it still free."""
    while True:
        port = random.randrange(20000, 32000)
        if port in given_ports:
            continue
        given_ports.add(port)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def wait_for(port, process, log):
    """Until something answers there; the server's own words when it ends before."""
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode}: {log.read_text()[-3000:]}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing answers on port {port}: {log.read_text()[-3000:]}")


class Suite:
    """with Suite() as suite: ... suite.address

    It may be killed or stopped and started again: the address and the data stay. Without `database` the data is in its folder; without
    `redis` there is none.
    """

    def __init__(self, *flags, folder=None, database=None, redis=None):
        self._own = None if folder else tempfile.TemporaryDirectory(prefix="gilde-suite-")
        self.folder = pathlib.Path(folder or self._own.name)
        self.log = self.folder / "suite.log"
        self.process = None
        self.address = f"127.0.0.1:{free_port()}"
        (self.folder / "data").mkdir(exist_ok=True)
        self._command = [
            str(BIN / "gilde-suite"), "--sandbox", "--sandbox_start", START, "--listen", self.address, "--metrics_listen",
            f"127.0.0.1:{free_port()}", "--database", database or f"sqlite:{self.folder}/data",
            "--redis", redis or f"unix:{self.folder}/no-redis.sock", *flags,
        ]

    def launch(self):
        """Starts it without waiting until it answers."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self._command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)

    def start(self):
        self.launch()
        wait_for(int(self.address.rsplit(":", 1)[1]), self.process, self.log)
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=60)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        if self._own:
            self._own.cleanup()


def gilde(suite, *arguments, check=True, **options):
    """Runs the CLI against a suite."""
    command = [str(BIN / "gilde"), "--address", suite.address, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, timeout=600, **options)
    if check and result.returncode != 0:
        raise AssertionError(f"{' '.join(command)}: {result.returncode}\n{result.stdout}\n{result.stderr}")
    return result


def readme_commands(heading):
    """The shell block under a heading of the README."""
    text = (ROOT / "README.md").read_text()
    return re.search(rf"^#+ {re.escape(heading)}$.*?```sh\n(.*?)```", text, re.M | re.S).group(1)


def run_readme_commands(heading, folder):
    """Runs them at the top of the tree, with GEN naming the folder for what is generated."""
    subprocess.run(["bash", "-euc", readme_commands(heading)], cwd=ROOT, env=dict(os.environ, GEN=str(folder)), check=True, capture_output=True, text=True)
