"""kill -9 of the services in the middle of writes, and of their first start."""

import random
import time

import faults
import cases
import servers

ROUNDS = 9
WRITERS = 4
STARTS = 12


class Kill(faults.FaultTest):
    @classmethod
    def setUpClass(cls):
        cls.postgres = servers.Postgres()
        cls.addClassCleanup(cls.postgres.close)

    def kill_while_writing(self, database):
        """Kills at a random moment, starts again and counts; then sends again what had no answer, and counts again."""
        suite = self.suite(database=database).start()
        faults.Backend(suite.address).open_organization()
        writers = [faults.Writer(suite.address, f"w{number}") for number in range(WRITERS)]
        cut_off = 0
        for _ in range(ROUNDS):
            with faults.Load(*[writer.step for writer in writers]) as load:
                load.await_progress()
                time.sleep(random.uniform(0, 1))
                suite.kill()
            cut_off += sum(writer.pending is not None for writer in writers)
            suite.start()
            self.check_books(suite.address, writers)
            for writer in writers:
                writer.finish()
            self.check_books(suite.address, writers)
        self.check_followers(suite.address, writers[0].person())
        self.assertGreater(cut_off, 0, "no kill came in the middle of a write")

    def kill_first_starts(self, new_database):
        """Kills first starts, each a little later in its course, and starts again."""
        suite = self.suite(database=new_database())
        begun = time.monotonic()
        suite.start()
        course = time.monotonic() - begun
        suite.kill()
        for moment in range(STARTS):
            suite = self.suite(database=new_database())
            suite.launch()
            time.sleep(course * moment / STARTS)
            suite.kill()
            suite.start()
            faults.Backend(suite.address).open_organization()
            writer = faults.Writer(suite.address, "w")
            for _ in range(4):
                writer.step()
            self.check_books(suite.address, [writer])
            suite.kill()

    def test_nothing_acknowledged_is_lost_and_nothing_is_half_written_on_sqlite(self):
        self.kill_while_writing(None)

    def test_nothing_acknowledged_is_lost_and_nothing_is_half_written_on_postgresql(self):
        self.kill_while_writing(self.postgres.new_database())

    def test_a_first_start_that_was_killed_is_made_good_by_the_next_on_sqlite(self):
        self.kill_first_starts(lambda: None)

    def test_a_first_start_that_was_killed_is_made_good_by_the_next_on_postgresql(self):
        self.kill_first_starts(self.postgres.new_database)


if __name__ == "__main__":
    cases.main()
