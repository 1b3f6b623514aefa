"""The conformance runner itself: what it notices, how it tells it, known failures, sessions recorded and replayed."""
import importlib.util
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import host

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RUNNER = ROOT / "build" / "sayso-conformance"
FILTER = [os.environ["SAYSO"], "--stdio", "--reproducible"]
QUOTE = "\u201cIt is late,\u201d said Ann Lee.\n"
SESSION = 'document 1 "Rain fell."\nexpect done 1 status=OK\n'


def run(*arguments, data=b"", filter=FILTER):
    command = [str(RUNNER), *arguments, *(["--", *filter] if filter else [])]
    return subprocess.run(command, cwd=ROOT, input=data, capture_output=True, timeout=host.PATIENCE, check=False)


@unittest.skipUnless(RUNNER.exists(), "build/sayso-conformance is not built")
class Suite(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.rules("D1 one rule")

    def rules(self, text):
        (self.folder / "rules.txt").write_text(text + "\n")

    def case(self, name, about=None, **files):
        folder = self.folder / "cases" / name
        folder.mkdir(parents=True, exist_ok=True)
        files.setdefault("case.json", json.dumps(dict({"title": "t", "why": "it breaks.", "level": "REQUIRED", "rules": ["D1"]}, **(about or {}))))
        for file, text in files.items():
            (folder / file.replace("_txt", ".txt")).write_text(text, encoding="utf-8")

    def play(self, *arguments, **more):
        done = run("--cases", str(self.folder / "cases"), "--rules", str(self.folder / "rules.txt"), *arguments, **more)
        return done.returncode, done.stdout.decode()

    def fails_with(self, message, session, *arguments, **more):
        self.case("a/b", session_txt=session)
        code, output = self.play(*arguments, **more)
        self.assertIn("FAILED a/b: " + message, output)
        self.assertIn("when it fails: it breaks.", output)
        self.assertEqual(code, 1)


class Sessions(Suite):
    def test_passes(self):
        self.case("a/b", session_txt="hello\n" + SESSION)
        self.assertEqual(self.play(), (0, "1 of 1 rules are covered\n1 passed, 0 failed, 0 skipped\n"))

    def test_what_came_is_told(self):
        for session, message in (
                ("hello\ndocument 1 \"x\"\nexpect done 1 status=LIMIT", "session.txt:3: Done of document 1 has status=OK, wanted status=LIMIT"),
                ("hello\nbegin 1\nend 1\nexpect error FRAME", "session.txt:4: awaited ProtocolError FRAME, got Done of document 1, OK"),
                ("hello\nraw 00\nexpect error FRAME at=0", "session.txt:3: ProtocolError FRAME is about byte "),
                ("hello\nping 1\nexpect pong 2", "session.txt:3: awaited the Pong of 2, got that of 1"),
                ("hello\ndocument 1 \"x\"", "at the end: awaited the end, got Done of document 1, OK"),
                ("hello\nraw 00\n", "at the end: awaited the end, got ProtocolError FRAME at byte "),
                ("hello\nclose\nexpect exit 7", "session.txt:3: it exits with 0, wanted 7"),
                ("hello\ndocument 1 \"x\"\nping\nexpect pong\nexpect done 1\nexpect some 1 content~x", "session.txt:6: no attribution of 0"),
                ("hello\ndocument 1 \"x\"\ndocument 2 \"y\" strict_text=yes media_type=a/b\nexpect done 1..2\nsame frames 1 2",
                 "session.txt:5: documents 1 and 2 have other frames (D4)")):
            with self.subTest(session):
                self.fails_with(message, session)

    def test_faults_of_a_script_name_their_line(self):
        for session, message in (("hello\nfly away", "session.txt:2: there is no verb fly"), ("hello\nchunk 1 \"open", "session.txt:2: a text has no closing mark"),
                                 ("hello no_such_field=1", "session.txt:1: Hello has no field no_such_field"), ("raw 0", "session.txt:1: 0: bytes are pairs"),
                                 ("hello\nbegin x", "session.txt:2: x is no document id"), ("hello max_frame_bytes=many", "session.txt:1: many is no number here")):
            with self.subTest(session):
                self.fails_with(message, session)

    def test_a_filter_that_hangs(self):
        self.fails_with("session.txt:2: awaited HelloAck: nothing came within 1 s", "hello\nexpect hello_ack", "--timeout", "1", filter=["sleep", "60"])

    def test_a_filter_that_ends(self):
        self.fails_with("session.txt:2: awaited HelloAck: the output ended", "hello\nexpect hello_ack", filter=["true"])

    def test_a_filter_that_is_none(self):
        self.fails_with("session.txt:2: it exits with 127, wanted 0", "close\nexpect exit 0", filter=["/no/such/filter"])

    def test_a_filter_that_prints(self):
        self.fails_with("session.txt:2: awaited HelloAck: its output holds", "hello\nexpect hello_ack", filter=["sh", "-c", "printf '\\000 ready'; cat > /dev/null"])

    def test_options_of_the_program_are_asked_for(self):
        self.case("a/b", session_txt='start arguments="--max-attributions=9"\nhello\nexpect hello_ack max_attributions=9\n')
        self.assertIn("skipped a/b: it is about an option", self.play()[1])
        self.assertIn("1 passed, 0 failed, 0 skipped", self.play("--with-options")[1])


class Cases(Suite):
    def test_faults_of_a_case(self):
        for files, message in (({"case.json": "{"}, "case.json:1: "), ({"case.json": "{}"}, "case.json: title is missing"),
                               ({"case.json": '{"title": "t", "why": "w", "level": "HIGH"}'}, "case.json: level is")):
            self.case("a/b", session_txt=SESSION, **files)
            code, output = self.play()
            self.assertEqual(code, 1)
            self.assertIn("FAILED a/b: " + message, output)

    def test_faults_of_expected_records_name_their_line(self):
        self.case("documents/b", input_txt=QUOTE, expected_txt="cue: said\n\ncue: shouted\n")
        self.assertIn('FAILED documents/b: expected.txt:3: "shouted" fits 0 places', self.play()[1])

    def test_rules(self):
        self.rules("D1 one rule\nD2 a rule that no case covers")
        self.case("a/b", session_txt="hello\n" + SESSION)
        code, output = self.play()
        self.assertEqual(code, 1)
        self.assertIn("no case covers D2: a rule that no case covers", output)
        self.case("a/c", {"rules": ["D3"]}, session_txt="hello\n" + SESSION)
        self.assertIn("FAILED a/c: case.json: `rules` names one that is none", self.play()[1])
        self.case("a/c", {"rules": []}, session_txt="hello\n" + SESSION)
        self.assertIn("FAILED a/c: case.json: a protocol case names the rules", self.play()[1])

    def test_text_cases_stand_for_three(self):
        self.case("text/b", {"done": "status=OK replaced_sequences=0 attributions=1"}, input_txt="🌊\n\n" + QUOTE)
        self.assertEqual(self.play()[1].splitlines()[-1], "3 passed, 0 failed, 0 skipped")
        self.assertEqual([line.split()[0] for line in self.play("--list")[1].splitlines()], ["text/b", "chunking/b", "offsets/b"])
        self.case("text/b", {"done": "replaced_sequences=1"}, input_txt=QUOTE)
        self.assertIn("FAILED text/b: Done has replaced_sequences=0, wanted replaced_sequences=1", self.play()[1])

    def test_quality_cases(self):
        about = {"compare": ["cue", "source", "content"]}
        right = "cue: said\nsource: Ann Lee\ncontent: It is late\n"
        self.case("attribution/b", about, input_txt=QUOTE, expected_txt=right)
        self.assertEqual(self.play()[0], 0)
        self.case("attribution/b", about, input_txt=QUOTE, expected_txt="cue: late\n")
        self.assertIn("FAILED attribution/b: missed at line 1; 1 unexpected", self.play()[1])
        self.case("attribution/b", dict(about, level="RECOMMENDED"), input_txt=QUOTE, expected_txt="cue: late\n")
        self.assertEqual(self.play()[0], 0)
        self.assertEqual(self.play("--enforce-recommended")[0], 1)
        self.case("attribution/b", dict(about, demand={"f1": 0.5, "names": ["Ann Lee"]}), input_txt=QUOTE, expected_txt=right)
        self.assertIn("attribution/b: F1 1.000", self.play()[1])
        self.case("attribution/b", dict(about, demand={"f1": 1.1, "names": ["Bo"]}), input_txt=QUOTE, expected_txt=right)
        self.assertIn("F1 1.00, demanded 1.10; no speaker is named Bo", self.play()[1])

    def test_only_and_kinds(self):
        self.case("a/b", session_txt="hello\n" + SESSION)
        self.case("a/c", session_txt="hello\n" + SESSION)
        self.case("documents/d", input_txt=QUOTE, expected_txt="cue: said\n")
        for arguments, count in ((("--only", "a/*"), 2), (("--only", "*/c"), 1), (("--protocol",), 2), (("--quality",), 1)):
            self.assertEqual(self.play(*arguments)[1].splitlines()[-1], "%d passed, 0 failed, 0 skipped" % count)

    def test_fix(self):
        self.case("a/b", session_txt="hello\ndocument 1 \"x\" # as it is\nexpect done 1 attributions=7 status=OK\n")
        self.case("documents/b", {"compare": ["cue", "content"]}, input_txt=QUOTE, expected_txt="# a reader's\ncue: late\n")
        self.assertEqual(self.play("--fix")[0], 1)
        self.assertEqual(self.play()[0], 0)
        self.assertIn("# as it is\nexpect done 1 attributions=0 status=OK", (self.folder / "cases/a/b/session.txt").read_text())
        self.assertTrue((self.folder / "cases/documents/b/expected.txt").read_text().startswith("# a reader's\n"))


class Telling(Suite):
    def setUp(self):
        super().setUp()
        self.case("a/good", session_txt="hello\n" + SESSION)
        self.case("a/bad", session_txt="hello\nclose\nexpect exit 7")
        self.known = self.folder / "known.txt"

    def listed(self, text, *arguments):
        self.known.write_text("# a comment\n" + text)
        return self.play("--failure-list", str(self.known), *arguments)

    def test_known_failures(self):
        message = "session.txt:3: it exits with 0, wanted 7"
        code, output = self.listed("a/bad %s # it is so\n" % message)
        self.assertEqual((code, output.splitlines()[-1]), (0, "1 passed, 0 failed, 1 skipped"))
        for text, complaint in (("a/bad another message # why\n", "FAILED a/bad: %s (the failure list has: another message)" % message),
                                ("a/good %s # why\na/bad %s # why\n" % (message, message), "FAILED a/good: it passes"),
                                ("a/none x # why\n", "a/none is on the failure list, and no case has this name")):
            code, output = self.listed(text)
            self.assertIn(complaint, output)
            self.assertEqual(code, 1)
        self.known.write_text("a/bad %s\n" % message)
        done = run("--cases", str(self.folder / "cases"), "--failure-list", str(self.known), "--rules", str(self.folder / "rules.txt"))
        self.assertEqual((done.returncode, done.stdout), (78, b""))
        self.assertIn(b"line 1 of the failure list", done.stderr)

    def test_the_list_is_written_anew(self):
        self.listed("a/bad old message # a reason\na/good x # y\n", "--update-list")
        self.assertEqual(self.known.read_text(), "# a comment\na/bad session.txt:3: it exits with 0, wanted 7 # a reason\n")

    def test_tap(self):
        lines = self.play("--tap")[1].splitlines()
        self.assertEqual([line for line in lines if not line.startswith("#")], ["not ok 1 - a/bad", "ok 2 - a/good", "1..2"])
        self.assertEqual(lines[-1], "# 1 passed, 1 failed, 0 skipped")

    def test_junit(self):
        path = self.folder / "junit.xml"
        self.play("--junit", str(path))
        suite = xml.etree.ElementTree.parse(path).getroot()
        self.assertEqual((suite.get("tests"), suite.get("failures"), suite.get("skipped")), ("2", "1", "0"))
        self.assertEqual([(one.get("name"), len(one)) for one in suite], [("a/bad", 1), ("a/good", 0)])

    def test_usage(self):
        for arguments in (("--no-such-option",), ("--only",), ("--timeout", "0")):
            self.assertEqual(run(*arguments).returncode, 64)
        self.assertEqual(run(filter=None).returncode, 64)
        self.assertEqual(run("--cases", "/no/such/folder").returncode, 78)


@unittest.skipUnless(RUNNER.exists(), "build/sayso-conformance is not built")
class Recorded(Suite):
    DATA = (QUOTE + "\0 \"x\" \\ 🌊").encode("utf-8") + b"\xff"

    def sent(self, data=DATA, first=1, size=7, units=(2, 1), ping=True, **options):
        frames = host.hello(units=units, deadline_ms=60000) + (host.ping(3) if ping else b"")
        return frames + host.document(first, data, size, include_text=True, **options) + host.document(first + 1, b"") \
            + host.begin(first + 4) + host.chunk(first + 4, data) + host.cancel(first + 4)

    def setUp(self):
        super().setUp()
        self.path = self.folder / "session.txt"
        self.recorded = run("--record", str(self.path), data=self.sent())
        self.assertEqual(self.recorded.returncode, 0, self.recorded.stderr)

    def replay(self, data):
        done = run("--replay", str(self.path), data=data, filter=None)
        return done.returncode, host.frames_of(io.BytesIO(done.stdout)), done.stderr.decode()

    def answers(self, frames, first=1):
        out = []
        for frame in frames:
            if frame.doc:
                frame.doc -= first - 1
                out.append(frame)
        return out

    def test_the_host_gets_what_the_filter_says(self):
        direct = subprocess.run(FILTER, input=self.sent(), stdout=subprocess.PIPE, check=True).stdout
        self.assertEqual(host.frames_of(io.BytesIO(self.recorded.stdout))[2:], host.frames_of(io.BytesIO(direct))[2:])

    def test_the_same_host(self):
        code, frames, _ = self.replay(self.sent())
        self.assertEqual((code, host.bodies(frames)), (0, host.bodies(host.frames_of(io.BytesIO(self.recorded.stdout)))))

    def test_a_host_that_cuts_and_numbers_otherwise(self):
        code, frames, _ = self.replay(self.sent(first=100, size=1000, units=(1, 2), ping=False))
        self.assertEqual(code, 0)
        expected = self.answers(host.frames_of(io.BytesIO(self.recorded.stdout)))
        self.assertEqual(self.answers(frames, 100), expected)

    def test_hosts_that_are_wrong(self):
        for data, complaint in ((self.sent(data=self.DATA.replace(b"late", b"lage")), "differs from the recorded one at byte 11"),
                                (self.sent(units=(3,)), "does not offer the unit"), (self.sent()[:-3], "ends inside a frame"),
                                (self.sent(strict_text=True), "Begin has other fields"), (self.sent() + host.cancel(1), "nothing more was recorded"),
                                (host.hello(units=(2,)), "more was recorded of it"), (b"\0", "something else than HostFrames")):
            code, _, errors = self.replay(data)
            self.assertEqual(code, 1, complaint)
            self.assertIn(complaint, errors)

    def test_a_recording_is_a_case(self):
        self.case("recorded/one", session_txt=self.path.read_text(encoding="utf-8"))
        self.assertEqual(self.play()[0], 0)


class Rules(unittest.TestCase):
    def test_the_runners_rules_are_those_of_the_page(self):
        """`make generate` writes them."""
        spec = importlib.util.spec_from_file_location("rules", ROOT / "conformance" / "rules.py")
        rules = importlib.util.module_from_spec(spec)
        sys.dont_write_bytecode = True
        spec.loader.exec_module(rules)
        self.assertEqual((ROOT / "conformance" / "rules.txt").read_text(encoding="utf-8"), rules.text())


if __name__ == "__main__":
    unittest.main()
