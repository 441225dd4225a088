"""Takes every mail that comes in over SMTP on this machine and keeps it in a Maildir: a mail server for a first look and for tests."""

import argparse
import asyncio
import mailbox
import pathlib
import signal

from aiosmtpd.controller import UnthreadedController


class Keep:
    def __init__(self, folder):
        for part in ("cur", "new", "tmp"):
            (pathlib.Path(folder) / part).mkdir(parents=True, exist_ok=True)
        self._box = mailbox.Maildir(folder)

    async def handle_DATA(self, server, session, envelope):
        self._box.add(envelope.content)
        return "250 kept"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1")
    parser.add_argument("--maildir", required=True, help="folder of the Maildir, made when it is missing")
    arguments = parser.parse_args()
    loop = asyncio.new_event_loop()
    controller = UnthreadedController(Keep(arguments.maildir), hostname="127.0.0.1", port=arguments.port, loop=loop)
    controller.begin()
    for stop in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(stop, loop.stop)
    print(f"keeping mail for 127.0.0.1:{arguments.port} in {arguments.maildir}", flush=True)
    loop.run_forever()
    controller.end()


if __name__ == "__main__":
    main()
