"""The checkable house rules. Each has a list of exceptions that starts empty and only shrinks."""

import pathlib
import re
import subprocess
import sys
import unittest

import cases

ROOT = pathlib.Path(__file__).resolve().parent.parent
SERVICES = ("profile", "matching", "scheduling", "notification")
ROOMS = ("api", "domain", "store", "feeds")

# path relative to the top: why
LONG_FILES = {}
EXCEPTIONS = {}


def files(*patterns):
    """Source files that git knows or would take, by glob."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [ROOT / name for name in sorted(set(listed)) if (ROOT / name).is_file()]


def relative(path):
    return str(path.relative_to(ROOT))


def code(path):
    """The file without comments and string contents, line by line."""
    text = path.read_text(errors="replace")
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)
    return [re.sub(r'"(\\.|[^"\\])*"', '""', re.sub(r"//.*", "", line)) for line in text.splitlines()]


def places(paths, pattern, lines=code):
    """`path:line` of every match outside EXCEPTIONS."""
    found = []
    for path in paths:
        for number, line in enumerate(lines(path), 1):
            if re.search(pattern, line) and relative(path) not in EXCEPTIONS:
                found.append(f"{relative(path)}:{number}: {line.strip()[:100]}")
    return found


def raw(path):
    return path.read_text(errors="replace").splitlines()


def sources(*folders):
    return files(*[f"{folder}/**/*.{ending}" for folder in folders for ending in ("cc", "h")], *[f"{f}/*.{e}" for f in folders for e in ("cc", "h")])


class House(unittest.TestCase):
    maxDiff = None

    def test_the_top_level_holds_only_the_names_that_are_fixed(self):
        allowed = r"CMakeLists\.txt|CMakePresets\.json|README\.md|LICENSE|protos|services|common|tests|k8s|\..*"
        top = {relative(path).split("/")[0] for path in files()}
        self.assertEqual([name for name in top if not re.fullmatch(allowed, name)], [])

    def test_the_four_services_have_the_same_rooms(self):
        for service in SERVICES:
            folder = ROOT / "services" / service
            # profile is followed by the others and follows nobody.
            rooms = [room for room in ROOMS if (service, room) != ("profile", "feeds")]
            for name in ("main.cc", "service.h", "service.cc", *rooms):
                self.assertTrue((folder / name).exists(), f"services/{service}/{name}")
            self.assertLess(len(raw(folder / "main.cc")), 60, f"services/{service}/main.cc")

    def test_no_service_includes_the_code_of_another(self):
        for service in SERVICES:
            others = "|".join(other for other in SERVICES if other != service)
            self.assertEqual(places(sources(f"services/{service}"), rf'#include "services/({others}|suite|cli)/', raw), [])

    def test_domain_includes_nothing_but_protos_base_and_pure_libraries(self):
        for service in SERVICES:
            pattern = rf'#include ["<](?!gilde/|google/|absl/|common/base/|services/{service}/domain/|libical/|ctemplate/|lemon/|libstemmer\.h>|unicode/|[a-z_]+>|[a-z_]+\.inc"|openssl/)'
            self.assertEqual(places(sources(f"services/{service}/domain"), pattern, raw), [])
            self.assertEqual(places(sources(f"services/{service}/domain"), r"#include <(chrono|thread|fstream|mutex|random)>", raw), [])

    def test_store_does_not_know_domain_or_api_and_nobody_knows_api(self):
        for service in SERVICES:
            self.assertEqual(places(sources(f"services/{service}/store"), r'#include "services/[a-z]+/(api|domain|feeds)/|#include "common/(rpc|feed|redis)', raw), [])
            for room in ("domain", "store", "feeds"):
                self.assertEqual(places(sources(f"services/{service}/{room}"), r'#include "services/[a-z]+/api/', raw), [])

    def test_common_knows_no_service(self):
        self.assertEqual(places(sources("common"), r'#include "(gilde/(profile|matching|scheduling|notification)/|services/)', raw), [])

    def test_sql_lives_in_store_only(self):
        statement = r'"[^"]*\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|UNIQUE))\b'
        rooms = [f"services/{service}/{room}" for service in SERVICES for room in ("api", "domain", "feeds")]
        others = ["services/suite", "services/cli", "common/rpc", "common/feed", "common/base", "common/redis"]
        self.assertEqual(places(sources(*rooms, *others), statement, raw), [])

    def test_grpc_is_known_to_common_rpc_only(self):
        paths = [p for p in sources("common", "services") if not relative(p).startswith("common/rpc/")]
        self.assertEqual(places(paths, r"\bgrpc::(Status|ServerContext|ClientContext)\b|#include <grpc"), [])
        self.assertEqual(places(paths, r"#include <grpc", raw), [])

    def test_time_and_chance_come_from_common_base(self):
        paths = [p for p in sources("common", "services") if not relative(p).startswith("common/base/")]
        pattern = r"\babsl::Now\(|absl::SleepFor\(|sleep_for\(|_clock::now\(|\bstd::rand\b|\brand\(\)|\btime\((nullptr|0|NULL)\)|random_device|\busleep\(|\bsleep\("
        self.assertEqual(places(paths, pattern), [])

    def test_tests_do_not_sleep(self):
        paths = [p for p in sources("tests") if not relative(p).startswith(("tests/bench/", "tests/faults/", "tests/support/"))]
        self.assertEqual(places(paths, r"SleepFor\(|sleep_for\(|\busleep\(|\bsleep\("), [])

    def test_files_stay_short(self):
        listed = files("*.cc", "*.h", "*.py", "*.sh")
        long = {relative(path): len(raw(path)) for path in listed if len(raw(path)) > 400}
        self.assertEqual({name: lines for name, lines in long.items() if name not in LONG_FILES}, {})

    def test_nothing_is_left_open(self):
        paths = [p for p in files("protos/*", "services/*", "common/*", "tests/*", "k8s/*") if p.name != "house_test.py"]
        text = [p for p in paths if p.suffix in {".cc", ".h", ".proto", ".py", ".sh", ".sql", ".yaml", ".inc", ".md"}]
        self.assertEqual(places(text, r"\b(TODO|FIXME|XXX)\b|not implemented|kUnimplemented|UnimplementedError|DISABLED_", raw), [])

    def test_every_idea_is_shown_by_tests_that_are_there(self):
        rows = re.findall(r"^\| (\d+)\. .*\| (.*) \|$", (ROOT / "tests/ideas.md").read_text(), re.M)
        self.assertEqual([int(number) for number, _ in rows], list(range(1, 65)))
        for number, tests in rows:
            named = re.findall(r"`(tests/\S+): (\w+)(?:\.(\w+))?`", tests)
            self.assertTrue(named, number)
            for path, first, second in named:
                case = rf"TEST(_P|_F)?\({first},\s*{second}\)" if second else rf"def {first}\("
                self.assertRegex((ROOT / path).read_text(), case, f"{number}: {path}: {first} {second}")

    def test_no_path_of_a_machine_and_no_private_key_is_in_the_tree(self):
        text = [p for p in files() if p.name != "house_test.py"]
        self.assertEqual(places(text, r"/work/|/farm/|/home/[a-z]+/|BEGIN (RSA |EC )?PRIVATE KEY", raw), [])

    def test_packages_are_named_in_one_place(self):
        paths = [p for p in files("*.sh", "k8s/*", ".ci/*") if relative(p) != "services/packages.sh"]
        self.assertEqual(places(paths, r"apt-get install|\blib[a-z0-9+-]+-dev\b", raw), [])


class Contract(unittest.TestCase):
    maxDiff = None

    # A stream says its settings in its first message; a clock that is told the same time twice is where it was.
    WITHOUT_REQUEST_ID = {"ImportProfiles", "AdvanceClock"}

    @staticmethod
    def methods():
        """(file, comment, name, request, body) of every RPC."""
        for path in files("protos/gilde/*.proto"):
            lines = raw(path)
            for number, line in enumerate(lines):
                start = re.match(r"  rpc (\w+)\((?:stream )?(\w+)\)", line)
                if not start:
                    continue
                end = next(i for i in range(number, len(lines)) if lines[i] == "  }")
                comment = lines[number - 1] if lines[number - 1].startswith("  //") else ""
                yield path, comment, start.group(1), start.group(2), "\n".join(lines[number:end])

    def test_every_rpc_says_who_may_call_it_what_calling_it_twice_does_and_where_it_is_in_rest(self):
        missing = []
        for path, comment, name, _, body in self.methods():
            for option in ("google.api.http", "requires)", "effect)"):
                if option not in body:
                    missing.append(f"{relative(path)}: {name}: {option}")
            if not comment.strip():
                missing.append(f"{relative(path)}: {name}: a comment")
        self.assertEqual(missing, [])

    def test_no_two_rpcs_share_a_rest_path(self):
        seen = {}
        for path, _, name, _, body in self.methods():
            verb, url = re.search(r'(get|post|patch|delete|put): "([^"]+)"', body).groups()
            key = (verb, re.sub(r"\{[^=}]*=?", "{", url))
            self.assertNotIn(key, seen, f"{relative(path)}: {name} and {seen.get(key)}")
            seen[key] = name

    def test_every_change_takes_a_request_id(self):
        missing = []
        for path, _, name, request, body in self.methods():
            if "READ" in body.split("effect)")[1] or name in self.WITHOUT_REQUEST_ID:
                continue
            message = re.search(rf"^message {request} \{{(.*?)^\}}", "\n".join(p.read_text() for p in path.parent.glob("*.proto")), re.M | re.S)
            if not message or "string request_id" not in message.group(1):
                missing.append(f"{relative(path)}: {name}")
        self.assertEqual(missing, [])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    cases.main()
