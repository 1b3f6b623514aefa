"""What the tests of the command share: a folder of their own, and the program run in it."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SAYSO = os.path.abspath(os.environ["SAYSO"])
MOST = 16 << 20
TEXT = ("Mayor Ann Lee said on Monday that the bridge \U0001f309 will open in May. \u201cWe are proud of it,\u201d she added.\n"
        "\n"
        "Critics fear the caf\u00e9s will close, according to Bo Ray, an engineer. He said that he warned the council.\n")


class Command(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sayso-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("a.txt", TEXT)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def start(self, *arguments, **more):
        more.setdefault("cwd", self.folder)
        more.setdefault("stdout", subprocess.PIPE)
        return subprocess.run([SAYSO, *arguments], stderr=subprocess.PIPE, timeout=120, **more)

    def run_sayso(self, *arguments, code=0, errors=None, **more):
        """-> what was printed; `errors`: patterns of the lines on stderr, in order"""
        done = self.start(*arguments, **more)
        said = done.stderr.decode("utf-8", "replace")
        self.assertEqual(done.returncode, code, said)
        lines = said.split("\n")[:-1]
        self.assertEqual(len(lines), len(errors or []), said)
        for pattern, line in zip(errors or [], lines):
            self.assertRegex(line, "^sayso: " + pattern)
        return (done.stdout or b"").decode("utf-8")

    def records(self, *arguments, **more):
        return [json.loads(line) for line in self.run_sayso(*arguments, **more).split("\n")[:-1]]

    def answers(self, lines, *arguments, **more):
        """-> the records for lines of JSON (or of anything else) on standard input"""
        data = b"".join((line if isinstance(line, bytes) else json.dumps(line).encode("utf-8")) + b"\n" for line in lines)
        return self.records("--stdin-jsonl", *arguments, input=data, **more)

    def files(self, folder):
        root = self.folder / folder
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
