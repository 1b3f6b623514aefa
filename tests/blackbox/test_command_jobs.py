"""--jobs, --quiet and the progress line: many documents at once, seen as if it were one after the other."""
import gzip
import itertools
import os
import pty
import re
import subprocess
import unittest
from command import SAYSO, TEXT, Command

COUNT = 200


class Jobs(Command):
    def setUp(self):
        super().setUp()
        self.names = []
        for number in range(COUNT):
            name = "n/%03d.txt" % number
            text = TEXT * (number % 20 == 5) + "\u201cNumber %d is good,\u201d said Ann Lee.\n" % number
            self.write(name, gzip.compress(text.encode("utf-8")) if number % 10 == 3 else text)
            self.names.append(name)

    def both(self, *arguments, code=0, **more):
        """-> standard output and error, the same for one job and eight"""
        alone = self.start("--jobs=1", *arguments, **more)
        many = self.start("--jobs=8", *arguments, **more)
        self.assertEqual(alone.returncode, code, alone.stderr)
        self.assertEqual((many.returncode, many.stdout, many.stderr), (code, alone.stdout, alone.stderr))
        return alone.stdout.decode("utf-8"), alone.stderr.decode("utf-8")

    def test_order_and_bytes(self):
        got = self.records("--jobs=8", *self.names)
        self.assertEqual([one["document"] for one in got], self.names)
        for number, one in enumerate(got):
            self.assertIn("Number %d is" % number, one["attributions"][-1]["content"]["text"])
        for form in ("jsonl", "text"):
            self.both("--format=" + form, *self.names)
        out, _ = self.both("--format=text", *self.names[:3])
        self.assertEqual(len(re.findall(r"(?:\A|\n\n)n/\d+\.txt: \d+ attribution", out)), 3)

    def test_failures_keep_their_places(self):
        names = [name if number % 7 else "none%d" % number for number, name in enumerate(self.names[:50])]
        out, errors = self.both("--format=jsonl", *names, code=1)
        self.assertEqual(out.count("\n"), 50)
        self.assertEqual(re.findall("sayso: none([0-9]+): No such file", errors), [str(number) for number in range(0, 50, 7)])
        self.both("--format=text", *names, code=1)

    def test_many_short_answers_behind_a_long_one(self):
        self.write("long.txt", TEXT * 170)
        out, _ = self.both("long.txt", *self.names)
        self.assertGreater(out.index("\n"), 1 << 18)

    def test_several_long_answers(self):
        for number in range(3):
            self.write("long%d.txt" % number, TEXT * (130 + number))
        self.both(*("long%d.txt" % number for number in range(3)))

    def test_output_dir(self):
        self.run_sayso("--jobs=1", "--output-dir=one", *self.names)
        self.run_sayso("--jobs=8", "--output-dir=eight", *self.names)
        self.assertEqual(self.files("one"), ["n/%03d.jsonl" % number for number in range(COUNT)])
        self.assertEqual(self.files("eight"), self.files("one"))
        mask = os.umask(0)
        os.umask(mask)
        for name in self.files("one"):
            path = self.folder / "eight" / name
            self.assertEqual(path.read_bytes(), (self.folder / "one" / name).read_bytes())
            self.assertEqual(path.stat().st_mode & 0o777, 0o666 & ~mask)
        self.both("--output-dir=one/n/000.jsonl", *self.names[:5], code=74)

    def test_most_jobs(self):
        self.assertEqual(self.run_sayso("--jobs=64", "a.txt"), self.run_sayso("a.txt"))
        self.assertEqual(self.run_sayso("--jobs=64", *self.names[:80]), self.run_sayso(*self.names[:80]))

    def test_full_output(self):
        with open("/dev/full", "wb") as full:
            self.run_sayso("--jobs=8", *self.names, code=74, stdout=full, errors=["standard output: cannot be written: No space left"])


class Progress(Command):
    def on_terminal(self, *arguments, code=0, **environment):
        """-> standard output, and what a terminal was sent that is standard error"""
        master, slave = pty.openpty()
        with subprocess.Popen([SAYSO, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=slave,
                              env=dict(os.environ, **dict({"TERM": "xterm"}, **environment))) as process:
            os.close(slave)
            out = process.stdout.read()
            self.assertEqual(process.wait(60), code)
        shown = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # how a terminal on Linux says that nobody writes to it any more
                break
            if not piece:
                break
            shown += piece
        os.close(master)
        return out, shown.decode("utf-8")

    def test_files(self):
        self.write("b\x1b[2J.txt", TEXT)
        names = ["a.txt", "none.txt", "b\x1b[2J.txt"]
        plain = self.start(*names)
        out, shown = self.on_terminal(*names, code=1)
        self.assertEqual(out, plain.stdout)
        lines = shown.replace("\r\x1b[K", "\n").split("\n")
        seen = [line for line, _ in itertools.groupby(filter(None, lines))]
        self.assertEqual(seen, ["0/3 done, a.txt", "1/3 done, none.txt", "sayso: none.txt: No such file or directory\r",
                                "2/3 done, b [2J.txt"])
        self.assertRegex(shown, r"\r\x1b\[K$")

    def test_lines(self):
        reading, writing = os.pipe()
        os.write(writing, b'{"id":1,"text":""}\n' * 3)
        os.close(writing)
        master, slave = pty.openpty()
        with open(reading, "rb") as lines:
            done = subprocess.run([SAYSO, "--stdin-jsonl"], stdin=lines, stdout=subprocess.PIPE, stderr=slave, timeout=60,
                                  env=dict(os.environ, TERM="xterm"))
        shown = os.read(master, 65536).decode()
        os.close(slave)
        os.close(master)
        self.assertEqual(done.returncode, 0)
        self.assertTrue(shown.startswith("\r\x1b[K0 done, line 1"), shown)
        for number in range(1, 3):
            self.assertIn("\r\x1b[K%d done, line %d" % (number, number + 1), shown)

    def test_none(self):
        for arguments, environment in ((["--quiet", "a.txt", "a.txt"], {}), (["a.txt"], {}), (["a.txt", "a.txt"], {"TERM": "dumb"})):
            self.assertEqual(self.on_terminal(*arguments, **environment)[1], "")
        self.assertEqual(self.start("a.txt", "a.txt").stderr, b"")

    def test_quiet_keeps_errors(self):
        shown = self.on_terminal("--quiet", "a.txt", "none.txt", code=1)[1]
        self.assertEqual(shown, "sayso: none.txt: No such file or directory\r\n")


if __name__ == "__main__":
    unittest.main()
