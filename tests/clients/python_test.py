"""A backend in Python: stubs made with the README's commands, calls over TCP."""

import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients")]

import cases  # noqa: E402
import grpc  # noqa: E402
import suite as suites  # noqa: E402

ADMIN = (("gilde-organization", "acme"), ("gilde-roles", "platform,program_admin"))


def member(person):
    return (("gilde-organization", "acme"), ("gilde-roles", "member"), ("gilde-acting-person", f"organizations/acme/profiles/{person}"))


class PythonClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.generated = tempfile.TemporaryDirectory()
        suites.run_readme_commands("Python", cls.generated.name)
        sys.path.insert(0, f"{cls.generated.name}/python")
        cls.suite = suites.Suite()
        cls.suite.start()
        cls.channel = grpc.insecure_channel(cls.suite.address)
        from gilde.profile.v1 import organization_pb2, organization_pb2_grpc

        stub = organization_pb2_grpc.OrganizationServiceStub(cls.channel)
        stub.CreateOrganization(
            organization_pb2.CreateOrganizationRequest(organization_id="acme", organization=organization_pb2.Organization(title="Acme")), metadata=ADMIN
        )

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        cls.suite.stop()
        cls.generated.cleanup()

    def create(self, profile_id, request_id=""):
        from gilde.profile.v1 import profile_pb2, profile_service_pb2, profile_service_pb2_grpc

        stub = profile_service_pb2_grpc.ProfileServiceStub(self.channel)
        profile = profile_pb2.Profile(given_name="Ada", email="ada@example.org", time_zone="Europe/Amsterdam")
        return stub, stub.CreateProfile(
            profile_service_pb2.CreateProfileRequest(parent="organizations/acme", profile=profile, profile_id=profile_id, request_id=request_id),
            metadata=ADMIN,
        )

    def test_a_profile_that_was_created_is_read_back(self):
        from gilde.profile.v1 import profile_service_pb2

        stub, created = self.create("ada")
        read = stub.GetProfile(profile_service_pb2.GetProfileRequest(name=created.name), metadata=ADMIN)
        self.assertEqual(read, created)

    def test_the_same_request_id_creates_a_profile_once(self):
        _, first = self.create("", request_id="once")
        _, second = self.create("", request_id="once")
        self.assertEqual(first, second)

    def test_a_field_of_class_program_does_not_reach_a_colleague(self):
        from gilde.profile.v1 import profile_service_pb2

        stub, created = self.create("carl")
        seen = stub.GetProfile(profile_service_pb2.GetProfileRequest(name=created.name), metadata=member("somebody-else"))
        self.assertEqual((seen.given_name, seen.email), ("Ada", ""))

    def test_a_refusal_carries_its_reason(self):
        from gilde.profile.v1 import profile_service_pb2
        from google.rpc import error_details_pb2, status_pb2

        stub, _ = self.create("dora")
        with self.assertRaises(grpc.RpcError) as refused:
            stub.GetProfile(profile_service_pb2.GetProfileRequest(name="organizations/acme/profiles/nobody"), metadata=ADMIN)
        self.assertEqual(refused.exception.code(), grpc.StatusCode.NOT_FOUND)
        details = dict(refused.exception.trailing_metadata())["grpc-status-details-bin"]
        info = error_details_pb2.ErrorInfo()
        self.assertTrue(status_pb2.Status.FromString(details).details[0].Unpack(info))
        self.assertEqual((info.domain, info.reason), ("gilde", "RESOURCE_NOT_FOUND"))

    def test_events_are_followed_from_the_beginning(self):
        from gilde.common.v1 import event_pb2, event_pb2_grpc

        self.create("erik")
        stream = event_pb2_grpc.EventFeedStub(self.channel).Follow(event_pb2.FollowRequest(parent="organizations/acme"), metadata=ADMIN, timeout=60)
        self.assertEqual(next(iter(stream)).type, "organization.created")
        stream.cancel()


if __name__ == "__main__":
    cases.main()
