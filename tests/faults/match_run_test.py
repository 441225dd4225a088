"""kill -9 of the services while a program is matched and while the draft becomes mentorships: each pair becomes one, and all do."""

import collections
import random
import threading
import time
import unittest

import leaving  # first: it says where the others are
import backend
import cases
import grpc
import servers
import suite as suites
from leaving import ACME, ADMIN, House, person

# More than two transactions of a publication.
PAIRS = 70
MENTORS = 7
# Kills while it computes, at moments that differ.
COMPUTATIONS = 6
LONGEST_COMPUTATION = 0.4
# Kills while it publishes, each as soon as so many mentorships have been published since it began.
PUBLICATIONS = (1, 33, 66)
PROGRAM = f"{ACME}/programs/p"


class MatchRun(unittest.TestCase):
    def furnish(self, house):
        """A program with as many seats as mentees, and an administrator who may match it."""
        house.admin("OrganizationService/CreateOrganization", organization_id="acme", organization={"title": "Acme"})
        house.admin("ProgramService/CreateProgram", parent=ACME, program_id="p", program={"title": "P", "kind": "FORMAL"})
        house.admin("ProgramService/OpenProgram", name=PROGRAM)
        goal = {"outcome": "I lead the design review of a service", "skill": "go", "horizon": "SHORT",
                "target_date": {"year": 2027, "month": 7, "day": 1}}
        mentees, mentors = [f"mentee-{number}" for number in range(PAIRS)], [f"mentor-{number}" for number in range(MENTORS)]
        for name in mentees:
            house.come(name)
            house.as_one(name, "GoalService/CreateGoal", parent=person(name), goal_id="g", goal=goal)
        for name in mentors:
            house.come(name, mentor_offer={"capacity": PAIRS // MENTORS}, skills_offered=[{"skill": "go", "level": 5}])
            house.admin("ProfileService/ReviewMentorOffer", name=person(name), decision="APPROVE")
        house.settle()
        # Mentees first: as long as there are no seats nobody waits for one.
        for name in mentees:
            self.enroll(house, name, "MENTEE", 0)
        for name in mentors:
            self.enroll(house, name, "MENTOR", PAIRS // MENTORS)
        house.settle()

    @staticmethod
    def enroll(house, name, role, capacity):
        enrollment = {"profile": person(name), "roles": [role], "capacity": capacity}
        house.admin("ProgramService/CreateEnrollment", parent=PROGRAM, enrollment=enrollment)

    @staticmethod
    def run_of(house, name):
        return house.admin("MatchService/GetMatchRun", name=name)

    @staticmethod
    def rows(house, name):
        return house.admin("MatchService/ListMatchRunPairs", match_run=name, page_size=1000).pairs

    def until_state(self, house, name, state):
        """The run once it is in a state; whose turn the work is, is seen anew after 15 seconds on a database that several may serve."""
        number = backend.CONTRACT["MatchService"].methods_by_name["GetMatchRun"].output_type.enum_types_by_name["State"].values_by_name[state].number

        def there():
            run = self.run_of(house, name)
            self.assertEqual(run.failure, "")
            return run if run.state == number else None

        return servers.until(there, f"{name} is {state}", seconds=60)

    @staticmethod
    def restart(house):
        house.suite.kill()
        house.suite.start()
        house.connect()

    def compute_with_kills(self, house):
        """Runs each of which was interrupted while it was computed; the last one's name."""
        for number in range(COMPUTATIONS):
            name = f"{PROGRAM}/matchRuns/r{number}"
            house.admin("MatchService/CreateMatchRun", parent=PROGRAM, match_run_id=f"r{number}",
                        match_run={"objective": "HIGHEST_PARTICIPATION"})
            time.sleep(random.uniform(0, LONGEST_COMPUTATION))
            self.restart(house)
            run = self.until_state(house, name, "DRAFT")
            self.assertEqual(run.figures.matched, PAIRS)
            rows = collections.Counter(row.mentee for row in self.rows(house, name))
            self.assertEqual(len(rows), PAIRS)
            self.assertEqual(set(rows.values()), {1})
        return name

    def kill_at(self, house, cursor, count):
        """Kills the suite as soon as `count` mentorships have been published after `cursor`; a thread that ends then."""

        def follow():
            contract = backend.CONTRACT["EventFeed"].methods_by_name["Follow"]
            request = contract.input_type._concrete_class(parent=ACME, cursor=cursor, types=["mentorship.created"])
            seen = 0
            with grpc.insecure_channel(house.suite.address) as channel:
                stream = channel.unary_stream(f"/{contract.containing_service.full_name}/Follow", type(request).SerializeToString,
                                              contract.output_type._concrete_class.FromString)
                for answer in stream(request, metadata=ADMIN, timeout=60):
                    seen += 1 if answer.id else 0  # else a heartbeat
                    if seen == count:
                        house.suite.kill()
                        return

        thread = threading.Thread(target=follow, daemon=True)
        thread.start()
        return thread

    def publish(self, house, name, patient=True):
        try:
            house.call("MatchService/PublishMatchRun", ADMIN, patient=patient, name=name, request_id="publish")
        except backend.Refused as refused:
            self.assertFalse(patient)
            self.assertEqual(refused.code, "UNAVAILABLE")

    def publish_with_kills(self, house, name):
        _, cursor = house.events()
        for count in PUBLICATIONS:
            killer = self.kill_at(house, cursor, count)
            if count == PUBLICATIONS[0]:
                self.publish(house, name, patient=False)
            killer.join(60)
            self.assertFalse(killer.is_alive(), f"mentorship {count} came")
            house.suite.start()
            house.connect()
            # Whoever had no answer asks again, under the same id.
            self.publish(house, name)
        return self.until_state(house, name, "PUBLISHED")

    def check_published(self, house, run):
        self.assertEqual((run.published_count, run.refused_count), (PAIRS, 0))
        mentorships = house.admin("MentorshipService/ListMentorships", parent=ACME, program=PROGRAM, page_size=500).mentorships
        self.assertEqual(len(mentorships), PAIRS)
        self.assertEqual(collections.Counter(mentee for one in mentorships for mentee in one.mentees),
                         collections.Counter(person(f"mentee-{number}") for number in range(PAIRS)))
        rows = {row.mentorship: (row.mentee, row.mentor) for row in self.rows(house, run.name)}
        self.assertEqual(rows, {one.name: (one.mentees[0], one.mentors[0]) for one in mentorships})
        enrollments = house.admin("ProgramService/ListEnrollments", parent=PROGRAM, page_size=500).enrollments
        self.assertEqual(sum(one.seats_taken for one in enrollments), PAIRS)

    def check_kills(self, database):
        suite = suites.Suite(database=database)
        self.addCleanup(suite.__exit__)
        house = House(suite.start())
        self.furnish(house)
        run = self.publish_with_kills(house, self.compute_with_kills(house))
        self.check_published(house, run)
        # Nothing goes on by itself afterwards.
        house.settle()
        self.restart(house)
        house.settle()
        self.check_published(house, self.run_of(house, run.name))

    def test_a_run_that_was_killed_is_computed_and_published_once_on_sqlite(self):
        self.check_kills(None)

    def test_a_run_that_was_killed_is_computed_and_published_once_on_postgresql(self):
        postgres = servers.Postgres()
        self.addCleanup(postgres.close)
        self.check_kills(postgres.new_database())


if __name__ == "__main__":
    cases.main()
