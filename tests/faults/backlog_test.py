"""Services that have fallen behind."""

import faults
import cases
from faults import ACME, ADMIN
from gilde.profile.v1 import profile_pb2, profile_service_pb2

PEOPLE = 80
LARGEST_REQUEST = 4 << 20


def large_person(number):
    """About as large as a profile can be: every skill is one the catalogue does not know, in letters of three bytes."""
    return profile_pb2.Profile(
        external_id=f"e{number}",
        given_name=f"p{number}",
        skills_offered=[profile_pb2.OfferedSkill(skill="語" * 70 + f" {skill}", level=3) for skill in range(50)],
        skills_sought=[profile_pb2.SoughtSkill(skill="能" * 70 + f" {skill}", to_level=3) for skill in range(50)],
        public_works=[profile_pb2.PublicWork(kind="TALK", title="語" * 200, url="https://example.org/" + "u" * 460)] * 20,
    )


class Backlog(faults.FaultTest):
    def test_those_who_follow_get_through_one_import_of_the_largest_people(self):
        suite = self.suite().start()
        backend = faults.Backend(suite.address)
        backend.open_organization()
        rows = [profile_service_pb2.ImportProfileRow(profile=large_person(number)) for number in range(PEOPLE)]
        request = profile_service_pb2.ImportProfilesRequest(parent=ACME, rows=rows)
        self.assertLess(request.ByteSize(), LARGEST_REQUEST)
        # One message is one transaction: all of them stand in the feed at once.
        answers = list(backend.profiles.ImportProfiles(iter([request]), metadata=ADMIN, timeout=60))
        self.assertEqual(answers[-1].summary.created_count, PEOPLE)
        self.check_followers(suite.address, answers[0].results[-1].profile)


if __name__ == "__main__":
    cases.main()
