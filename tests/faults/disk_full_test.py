"""SQLite on a disk that is really full: a small tmpfs."""

import atexit
import os
import pathlib
import subprocess
import tempfile
import unittest

import faults
import cases
import grpc
from faults import ACME
from gilde.profile.v1 import profile_pb2, profile_service_pb2
from google.rpc import error_details_pb2
from servers import until

SIZE = "40m"  # room for a checkpoint to begin, not to end: a database that is written to without a rest logs up to 64 MB before it
MORE = "160m"
WRITERS = 4
FULL = "RESOURCE_EXHAUSTED STORAGE_FULL"


class SmallDisk:
    """A tmpfs in a folder of its own."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="gilde-disk-")
        self.path = pathlib.Path(self._folder.name)
        self._filler = self.path / "filler"
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", self.path]
        mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            self._folder.cleanup()
            raise unittest.SkipTest(f"mounting a tmpfs is not permitted here: {mounted.stderr.strip()}")
        atexit.register(self.close)

    def fill(self, leave=0):
        """Takes what is free, but for so many bytes."""
        state = os.statvfs(self.path)
        with open(self._filler, "ab", buffering=0) as filler:
            left = state.f_bavail * state.f_frsize - leave
            try:
                while left > 0:
                    left -= filler.write(b"\0" * min(left, 1 << 20))
            except OSError:  # others write too
                pass

    def make_room(self):
        self._filler.unlink()

    def grow(self):
        subprocess.run(["mount", "-o", f"remount,size={MORE}", self.path], check=True)

    def close(self):
        if self.path.is_mount():
            subprocess.run(["umount", "-l", self.path], check=True)
        self._folder.cleanup()


class DiskFull(faults.FaultTest):
    def setUp(self):
        self.disk = SmallDisk()
        self.addCleanup(self.disk.close)
        self.running = self.suite(database=f"sqlite:{self.disk.path}").start()
        self.backend = faults.Backend(self.running.address)
        self.backend.open_organization()
        self.writers = [faults.Writer(self.running.address, f"w{number}") for number in range(WRITERS)]

    def write_until_full(self):
        """Until none of the writers gets on."""
        with faults.Load(*[writer.step for writer in self.writers]) as load:

            def stuck():
                counts, errors = list(load.counts), len(load.errors)
                until(lambda: len(load.errors) >= errors + 20 * WRITERS or load.counts != counts, "an answer")
                return load.counts == counts

            until(stuck, "the disk is full")
        return load

    def check_refusals(self, load):
        self.assertEqual(list(load.said()), [FULL])
        for error in load.errors:
            self.assertIsNotNone(faults.detail(error, error_details_pb2.RetryInfo), "says when to try again")

    def check_reads(self):
        """The whole of it can be read, and it is whole."""
        self.check_books(self.running.address, self.writers)
        search = profile_service_pb2.SearchProfilesRequest(parent=ACME, text="w0")
        found = faults.call(faults.Backend(self.running.address).profiles.SearchProfiles, search).profiles
        self.assertGreater(len(found), 0)

    def check_writes_again(self):
        for writer in self.writers:
            writer.finish()
            writer.step()
        self.check_reads()
        self.check_followers(self.running.address, self.writers[0].person())
        self.assertIsNone(self.running.process.poll())

    def test_writes_are_refused_reads_go_on_and_with_room_everything_goes_on_without_a_restart(self):
        for _ in range(3):
            for writer in self.writers:
                writer.step()
            self.disk.fill()
            self.check_refusals(self.write_until_full())
            self.check_reads()
            self.disk.make_room()
            self.check_writes_again()

    def test_a_disk_that_fills_up_little_by_little_is_refused_as_cleanly(self):
        self.disk.fill(leave=3 << 20)
        self.check_refusals(self.write_until_full())
        self.check_reads()
        self.disk.make_room()
        self.check_writes_again()

    def test_a_disk_full_of_its_own_databases_can_be_read_also_after_a_kill_and_be_made_larger(self):
        talk = profile_pb2.PublicWork(kind="TALK", title="t" * 200, url="https://" + "u" * 480)
        request = profile_service_pb2.CreateProfileRequest(parent=ACME, profile=profile_pb2.Profile(public_works=[talk] * 20))
        with self.assertRaises(grpc.RpcError) as refused:
            for number in range(10_000):
                request.profile.given_name = f"w0 {number}"
                faults.call(self.backend.profiles.CreateProfile, request)
        self.assertEqual(faults.said(refused.exception), FULL)
        self.check_refusals(self.write_until_full())
        self.check_reads()
        self.running.kill()
        self.running.start()
        self.check_reads()
        self.disk.grow()
        self.check_writes_again()


if __name__ == "__main__":
    cases.main()
