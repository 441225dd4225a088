"""A mail server that answers every recipient with the same reply."""

import argparse
import asyncio
import signal

from aiosmtpd.controller import UnthreadedController


class Refuse:
    def __init__(self, reply):
        self._reply = reply

    async def handle_RCPT(self, server, session, envelope, address, options):
        return self._reply


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--reply", required=True)
    arguments = parser.parse_args()
    loop = asyncio.new_event_loop()
    controller = UnthreadedController(Refuse(arguments.reply), hostname="127.0.0.1", port=arguments.port, loop=loop)
    controller.begin()
    loop.add_signal_handler(signal.SIGTERM, loop.stop)
    print("refusing mail", flush=True)
    loop.run_forever()


if __name__ == "__main__":
    main()
