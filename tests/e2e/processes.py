"""The four services as an enterprise runs them: four processes, TLS between them, a database each, a Redis and a mail server.

Everything lies in one temporary folder and dies with the test, by its own process id.
"""

import os
import pathlib
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import suite as suites

SERVICES = ("profile", "matching", "scheduling", "notification")
START = suites.START
PATIENCE_SECONDS = 60


def eventually(what, condition, seconds=PATIENCE_SECONDS):
    """The first true value of the condition; fails with `what` when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not in {seconds} seconds: {what}")
        time.sleep(0.02)


class Program:
    """One program, with its output in a log. It dies with this process, so that a test that was stopped leaves nothing behind."""

    def __init__(self, command, log, port=None, environment=None):
        self.command, self.log, self.port = [str(word) for word in command], pathlib.Path(log), port
        self.environment, self.child = environment, None

    def start(self):
        with open(self.log, "ab") as output:
            command, streams = ["setpriv", "--pdeathsig", "KILL", *self.command], {"stdout": output, "stderr": subprocess.STDOUT}
            self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=self.environment, **streams)
        if self.port:
            suites.wait_for(self.port, self.child, self.log)
        return self

    def kill(self):
        """As a machine that loses its power: no warning, no last word."""
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()

    def stop(self):
        if self.child and self.child.poll() is None:
            self.child.terminate()
            self.child.wait(timeout=60)


class Redis(Program):
    def __init__(self, folder):
        self.socket = folder / "redis.sock"
        memory_only = ["--save", "", "--appendonly", "no", "--dir", folder]
        super().__init__(["redis-server", "--port", "0", "--unixsocket", self.socket, *memory_only], folder / "redis.log")

    def start(self):
        self.socket.unlink(missing_ok=True)
        super().start()
        eventually("Redis is there", self.socket.exists)
        return self


class MailServer(Program):
    """A real SMTP server that keeps what it takes in a Maildir."""

    def __init__(self, folder):
        self.maildir, port = folder / "mail", suites.free_port()
        sink = suites.ROOT / "services/cli/smtp_sink.py"
        super().__init__([sys.executable, sink, "--port", port, "--maildir", self.maildir], folder / "smtp.log", port)


class Sqlite:
    """A folder a service."""

    def __init__(self, folder):
        self.urls = {}
        for service in SERVICES:
            (folder / service).mkdir()
            self.urls[service] = f"sqlite:{folder / service}"

    def drop(self):
        """Goes with the folder."""


class Postgres:
    """A database of its own for each service, in the server that tests share."""

    CLUSTER = os.environ.get("GILDE_TEST_POSTGRES")

    def __init__(self, _folder):
        if not self.CLUSTER:
            raise unittest.SkipTest("GILDE_TEST_POSTGRES is not set")
        start, _, options = self.CLUSTER.partition("?")
        scheme, rest = start.split("://")
        server, common = f"{scheme}://{rest.split('/')[0]}", f"gilde_e2e_{secrets.token_hex(6)}"
        self.names = {service: f"{common}_{service}" for service in SERVICES}
        self.urls = {service: f"{server}/{name}?{options}" for service, name in self.names.items()}
        for name in self.names.values():
            self._run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' STRATEGY WAL_LOG")

    def _run(self, statement):
        command = ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", self.CLUSTER, "-c", statement]
        subprocess.run(command, check=True, capture_output=True)

    def drop(self):
        for name in self.names.values():
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class Certificates:
    """Two authorities. `ca` signed everybody here; `stranger_ca` signed only `stranger`."""

    def __init__(self, folder):
        self.folder = folder
        for authority, holders in (("ca", [*SERVICES, "portal"]), ("stranger_ca", ["stranger"])):
            self._make(authority, "basicConstraints=critical,CA:TRUE")
            for holder in holders:
                signer = ["-CA", self.certificate(authority), "-CAkey", self.key(authority)]
                self._make(holder, "subjectAltName=DNS:localhost,IP:127.0.0.1", *signer)

    def _make(self, name, extension, *signer):
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", self.key(name)]
        text = ["-subj", f"/CN={name}", "-addext", extension, "-days", "2", "-out", self.certificate(name)]
        subprocess.run(["openssl", "req", "-x509", *key, *text, *signer], check=True, capture_output=True)

    def certificate(self, name):
        return self.folder / f"{name}.pem"

    def key(self, name):
        return self.folder / f"{name}.key"


class FourServices:
    """with FourServices() as four: ... four.address["matching"]

    Whoever calls must show a certificate. `identity`: how the services know who calls; a sandbox unless given.
    """

    def __init__(self, databases=Sqlite, identity=("--sandbox", "--sandbox_start", START)):
        self._temporary = tempfile.TemporaryDirectory(prefix="gilde-e2e-")
        self.folder = pathlib.Path(self._temporary.name)
        try:
            self.databases = databases(self.folder)
        except BaseException:
            self._temporary.cleanup()
            raise
        self.certificates = Certificates(self.folder)
        self.mail, redis = MailServer(self.folder), Redis(self.folder)
        self.address = {service: f"127.0.0.1:{suites.free_port()}" for service in SERVICES}
        self.programs = {"redis": redis, "mail": self.mail}
        secret, authority = self.folder / "service.token", self.certificates.certificate("ca")
        secret.write_text(secrets.token_hex(32))
        common = [*identity, "--service_token", secret, "--redis", f"unix:{redis.socket}", "--tls_ca", authority]
        common += ["--smtp", f"smtp://127.0.0.1:{self.mail.port}", "--tls_client_ca", authority]
        for service, address in self.address.items():
            common += [f"--{service}_address", address]
        for service in SERVICES:
            self.programs[service] = self._server(service, common)

    def _server(self, service, common):
        own = {
            "listen": self.address[service],
            "metrics_listen": "",
            "database": self.databases.urls[service],
            "tls_cert": self.certificates.certificate(service),
            "tls_key": self.certificates.key(service),
        }
        flags = [word for flag, value in own.items() for word in (f"--{flag}", value)]
        port = int(self.address[service].split(":")[1])
        return Program([suites.BIN / f"gilde-{service}", *flags, *common], self.folder / f"{service}.log", port)

    def start(self, name):
        self.programs[name].start()

    def kill(self, name):
        self.programs[name].kill()

    def last_words(self):
        """The end of every log, for whoever asks why a test failed."""
        logs = {name: program.log.read_text(errors="replace").splitlines()[-20:] for name, program in self.programs.items()}
        return "\n".join(f"{name}: {line}" for name, lines in logs.items() for line in lines)

    def __enter__(self):
        try:
            for program in self.programs.values():
                program.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for program in reversed(self.programs.values()):
            program.stop()
        self.databases.drop()
        self._temporary.cleanup()
