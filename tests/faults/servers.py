"""Servers that a fault test may break: each is its own, on a socket or port of its own, and goes with the test."""

import atexit
import itertools
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time

import suite as suites


def until(condition, what, seconds=30):
    """Waits until `condition()` is true, and returns what it returned."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} seconds: {what}")


class Postgres:
    """A PostgreSQL on a socket in a folder of its own. It runs as the user postgres when the test runs as root, as it insists."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="gilde-postgres-")
        self._home = pathlib.Path(self._folder.name)
        self._home.chmod(0o755)
        self._root = os.getuid() == 0
        self._numbers = itertools.count()
        self._bin = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        for part in ("data", "socket"):
            (self._home / part).mkdir()
            if self._root:
                subprocess.run(["chown", "postgres", self._home / part], check=True)
        self._run("initdb", "-D", self._home / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()
        atexit.register(self.close)

    def _run(self, tool, *arguments):
        as_postgres = ["runuser", "-u", "postgres", "--"] if self._root else []
        # Not to a pipe, which the server would keep open.
        with open(self._home / "tools.log", "ab") as log:
            command = [*as_postgres, self._bin / tool, *map(str, arguments)]
            ended = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
        if ended.returncode != 0:
            raise RuntimeError(f"{tool}: {(self._home / 'tools.log').read_text()[-3000:]}")

    def start(self):
        # Only processes die here, never the machine: no need to wait for the disk.
        flags = f"-c listen_addresses= -c unix_socket_directories={self._home}/socket -c max_connections=200 -c fsync=off"
        self._run("pg_ctl", "-D", self._home / "data", "-w", "-l", self._home / "data/log", "-o", flags, "start")

    def stop(self):
        self._run("pg_ctl", "-D", self._home / "data", "-m", "immediate", "-w", "stop")

    def restart(self, mode="immediate"):
        self._run("pg_ctl", "-D", self._home / "data", "-m", mode, "-w", "-l", self._home / "data/log", "restart")

    def new_database(self, copy_of=None):
        """The URL of a new database: empty, or a copy of another that nobody uses."""
        name = f"gilde{next(self._numbers)}"
        template = ["-T", copy_of.removeprefix("postgresql:///").split("?")[0]] if copy_of else []
        self._run("createdb", "-h", self._home / "socket", "-U", "postgres", *template, name)
        return f"postgresql:///{name}?host={self._home}/socket&user=postgres"

    def close(self):
        if (self._home / "data/postmaster.pid").exists():
            self.stop()
        self._folder.cleanup()


class Redis:
    """A Redis on a socket in a folder of its own that keeps nothing on disk."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="gilde-redis-")
        self._socket = f"{self._folder.name}/redis.sock"
        self.url = f"unix:{self._socket}"
        self.start()
        atexit.register(self.close)

    def start(self):
        keep_nothing = ["--save", "", "--appendonly", "no", "--dir", self._folder.name]
        command = ["redis-server", "--port", "0", "--unixsocket", self._socket, *keep_nothing]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        until(self._answers, "Redis answers")

    def _answers(self):
        try:
            return self.command("PING") == b"PONG"
        except OSError:
            return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    def hang(self):
        """It takes what comes and answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def wake(self):
        self.process.send_signal(signal.SIGCONT)

    def command(self, *words):
        """One command and its answer: bytes, a number, a list, or None."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(10)
            connection.connect(self._socket)
            words = [word if isinstance(word, bytes) else str(word).encode() for word in words]
            connection.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
            with connection.makefile("rb") as answer:
                return self._read(answer)

    def _read(self, answer):
        kind, rest = (line := answer.readline().rstrip(b"\r\n"))[:1], line[1:]
        if kind == b"$":
            return None if rest == b"-1" else answer.read(int(rest) + 2)[:-2]
        if kind == b"*":
            return [self._read(answer) for _ in range(int(rest))]
        if kind == b"-":
            raise RuntimeError(rest.decode())
        return int(rest) if kind == b":" else rest

    def close(self):
        if self.process.poll() is None:
            self.kill()
        self._folder.cleanup()


class MailSink:
    """A mail server that keeps what it gets in a Maildir."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="gilde-mail-")
        home = pathlib.Path(self._folder.name)
        port = suites.free_port()
        self.url = f"smtp://127.0.0.1:{port}"
        self._kept = home / "mail/new"
        command = ["/usr/bin/python3", suites.ROOT / "services/cli/smtp_sink.py", "--port", str(port), "--maildir", home / "mail"]
        with open(home / "log", "wb") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        suites.wait_for(port, self._process, home / "log")
        atexit.register(self.close)

    def mails(self):
        """The text of every mail."""
        return [path.read_text() for path in self._kept.iterdir()]

    def count(self):
        return sum(1 for _ in self._kept.iterdir())

    def close(self):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._folder.cleanup()
