"""Who calls is said by bearer tokens: four processes in real time, with TLS, a key set in a file and a secret of their own."""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/clients"), str(ROOT / "tests/e2e")]

import backend  # noqa: E402
import cases  # noqa: E402
import maildir  # noqa: E402
import suite as suites  # noqa: E402
from processes import SERVICES, FourServices, eventually  # noqa: E402
from tokens import Signer, claims, unsigned  # noqa: E402

ACME = "organizations/acme"
ADA = f"{ACME}/profiles/ada"
# A method of each service that changes nothing, and its fields.
READS = {
    "profile": ("ProfileService/GetProfile", {"name": ADA}),
    "matching": ("ProgramService/ListPrograms", {"parent": ACME}),
    "scheduling": ("AvailabilityService/GetAvailability", {"name": f"{ADA}/availability"}),
    "notification": ("NotificationService/ListNotifications", {"parent": ACME, "recipient": ADA}),
}


class Tokens(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="gilde-keys-")
        cls.addClassCleanup(folder.cleanup)
        keys = pathlib.Path(folder.name)
        cls.signer, cls.stranger = Signer(keys, "this-year"), Signer(keys, "somebody-else")
        (keys / "jwks.json").write_text(json.dumps({"keys": [cls.signer.jwk()]}))
        identity = ("--jwks", keys / "jwks.json", "--jwt_issuer", "https://id.acme.example", "--jwt_audience", "gilde")
        cls.four = FourServices(identity=identity).__enter__()
        cls.addClassCleanup(cls.four.__exit__)
        cls.speaker = backend.Backend(cls.four.address, cls.four.certificates, "portal")
        cls.addClassCleanup(cls.speaker.close)
        cls.platform = cls.signer.token(**claims(["platform", "program_admin"]))
        cls.ada = cls.signer.token(**claims(["member"], "ada"))
        cls.call("OrganizationService/CreateOrganization", cls.platform, organization_id="acme", organization={"title": "Acme"})
        profile = {"given_name": "Ada", "email": "ada@acme.example", "time_zone": "Europe/Amsterdam"}
        cls.call("ProfileService/CreateProfile", cls.platform, parent=ACME, profile_id="ada", profile=profile)

    @classmethod
    def call(cls, method, token, **fields):
        return cls.speaker.call(method, backend.bearer(token), **fields)

    def read(self, service, who):
        method, fields = READS[service]
        return self.speaker.call(method, who, **fields)

    def assert_all_refuse(self, who, reason):
        for service in SERVICES:
            with self.assertRaises(backend.Refused, msg=service) as refused:
                self.read(service, who)
            self.assertEqual((refused.exception.code, refused.exception.reason), ("UNAUTHENTICATED", reason), service)

    def assert_all_refuse_token(self, reason, token):
        self.assert_all_refuse(backend.bearer(token), reason)

    def assert_refused(self, token, method, code, reason, **fields):
        with self.assertRaises(backend.Refused, msg=method) as refused:
            self.call(method, token, **fields)
        self.assertEqual((refused.exception.code, refused.exception.reason), (code, reason), method)

    def test_a_good_token_is_served_by_all_four(self):
        for service in SERVICES:
            self.read(service, backend.bearer(self.ada))

    def test_a_call_without_a_token_is_unauthenticated_whatever_else_it_says(self):
        self.assert_all_refuse((), "TOKEN_MISSING")
        self.assert_all_refuse(backend.administrator(), "TOKEN_MISSING")

    def test_an_expired_token_is_unauthenticated(self):
        self.assert_all_refuse_token("TOKEN_EXPIRED", self.signer.token(**claims(["member"], "ada", lives=-300)))

    def test_a_token_that_is_not_valid_yet_is_unauthenticated(self):
        early = claims(["member"], "ada")
        self.assert_all_refuse_token("TOKEN_INVALID", self.signer.token(**early, nbf=early["exp"]))

    def test_a_token_of_another_signer_is_unauthenticated_also_under_the_right_key_id(self):
        for key_id in (None, "this-year"):
            self.assert_all_refuse_token("TOKEN_INVALID", self.stranger.token(key_id, **claims(["member"], "ada")))

    def test_a_token_that_anybody_can_make_is_unauthenticated(self):
        wanted = claims(["platform"])
        for forgery in (unsigned(**wanted), self.signer.forged_with_the_public_key(**wanted), "", "not.a.token"):
            self.assert_all_refuse_token("TOKEN_INVALID", forgery)

    def test_a_token_whose_words_were_changed_is_unauthenticated(self):
        head, _, signature = self.ada.split(".")
        _, changed, _ = unsigned(**claims(["platform"])).split(".")
        self.assert_all_refuse_token("TOKEN_INVALID", f"{head}.{changed}.{signature}")

    def test_a_token_for_somebody_else_or_of_somebody_else_is_unauthenticated(self):
        for wrong in ({"aud": "payroll"}, {"iss": "https://id.zenith.example"}):
            self.assert_all_refuse_token("TOKEN_INVALID", self.signer.token(**{**claims(["member"], "ada"), **wrong}))

    def test_no_token_gives_the_role_of_the_services_themselves(self):
        self.assert_all_refuse_token("ROLE_UNKNOWN", self.signer.token(**claims(["service"])))

    def test_a_wrong_secret_of_the_services_is_unauthenticated_also_beside_a_good_token(self):
        self.assert_all_refuse((("gilde-internal", "0" * 64), *backend.bearer(self.ada)), "TOKEN_INVALID")

    def test_a_wrong_role_is_denied(self):
        for token, method in (
            (self.ada, "ProfileService/ListProfiles"),
            (self.ada, "ProgramService/CreateProgram"),
            (self.ada, "NotificationService/PullNotifications"),
            (self.platform, "MeetingService/BookMeeting"),
        ):
            self.assert_refused(token, method, "PERMISSION_DENIED", "ROLE_REQUIRED", parent=ACME)

    def test_scopes_are_a_ceiling(self):
        reader = self.signer.token(**claims(["platform"], scope="profile.read"))
        self.assertEqual(self.call("ProfileService/GetProfile", reader, name=ADA).given_name, "Ada")
        self.assert_refused(reader, "ProfileService/DeactivateProfile", "PERMISSION_DENIED", "SCOPE_REQUIRED", name=ADA)

    def test_a_token_of_another_organization_finds_nothing(self):
        outsider = self.signer.token(**claims(["platform", "program_admin"], organization="zenith"))
        self.assert_refused(outsider, "ProfileService/GetProfile", "NOT_FOUND", "RESOURCE_NOT_FOUND", name=ADA)

    def test_nobody_moves_the_clock_outside_a_sandbox(self):
        for service in SERVICES:
            with self.assertRaises(backend.Refused) as refused:
                self.speaker.call("Sandbox/AdvanceClock", backend.bearer(self.platform), service, time=backend.at(2**31))
            self.assertEqual(refused.exception.code, "UNIMPLEMENTED")

    def test_what_happens_in_one_service_reaches_the_others_by_their_own_secret(self):
        # Profile opens an organization, matching learns of it and enrolls somebody, notification learns of that and tells her.
        def as_platform(method, **fields):
            return self.call(method, self.platform, **fields)

        eventually("matching knows the organization", lambda: as_platform("ProgramService/ListPrograms", parent=ACME).programs)
        goal = {"outcome": "I lead the design review of a service", "skill": "go", "horizon": "LONG"}
        goal["target_date"] = {"year": datetime.date.today().year + 4, "month": 6, "day": 1}
        self.call("GoalService/CreateGoal", self.ada, parent=ADA, goal=goal)
        program = as_platform("ProgramService/CreateProgram", parent=ACME, program={"title": "Always", "kind": "FORMAL"})
        as_platform("ProgramService/OpenProgram", name=program.name)
        as_platform("ProgramService/CreateEnrollment", parent=program.name, enrollment={"profile": ADA, "roles": ["MENTEE"]})
        mails = eventually("a mail about the enrollment is there", lambda: maildir.read(self.four.mail.maildir))
        self.assertEqual(mails[0].to, "ada@acme.example")


class WrongFlags(unittest.TestCase):
    def refusal(self, *flags, host="127.0.0.1"):
        with tempfile.TemporaryDirectory() as folder:
            own = ["--listen", f"{host}:{suites.free_port()}", "--metrics_listen", "", "--redis", "", "--database", f"sqlite:{folder}"]
            command = [suites.BIN / "gilde-profile", *own, *flags]
            result = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, 2, result)
        return result.stderr

    def test_without_keys_and_outside_a_sandbox_nothing_starts(self):
        self.assertIn("--jwks", self.refusal())

    def test_a_sandbox_listens_on_this_machine_only(self):
        self.assertIn("loopback", self.refusal("--sandbox", host="0.0.0.0"))

    def test_keys_that_cannot_be_read_are_named(self):
        self.assertIn("/nowhere/jwks.json", self.refusal("--jwks", "/nowhere/jwks.json"))

    def test_a_secret_that_is_too_short_is_refused(self):
        with tempfile.NamedTemporaryFile("w") as secret:
            secret.write("sesame")
            secret.flush()
            self.assertIn("32 characters", self.refusal("--sandbox", "--service_token", secret.name))


if __name__ == "__main__":
    cases.main()
