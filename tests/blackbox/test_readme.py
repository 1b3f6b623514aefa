"""What the README shows, run as it stands there."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SAYSO = os.path.abspath(os.environ["SAYSO"])
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Protocol(unittest.TestCase):
    def test_the_client(self):
        blocks = re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
        self.assertEqual(len(blocks), 1)
        self.assertEqual(blocks[0].count('"build/sayso"'), 1)
        folder = tempfile.mkdtemp(prefix="sayso-test-")
        self.addCleanup(shutil.rmtree, folder)
        subprocess.run(["protoc", "--proto_path=" + str(ROOT / "proto"), "--python_out=" + folder, "sayso.proto"], check=True)
        program = pathlib.Path(folder) / "client.py"
        program.write_text(blocks[0].replace('"build/sayso"', repr(SAYSO)), encoding="utf-8")
        done = subprocess.run([sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                              env=dict(os.environ, PYTHONIOENCODING="utf-8"))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertRegex(done.stdout.decode("utf-8"), r"(?m)^\d+ \| .*Ann Lee \| said \| .*the bridge will open in May$")


class Command(unittest.TestCase):
    def test_the_table_of_an_article(self):
        """A new model or rule may change it: then the README is to be written anew."""
        command, shown = re.search(r"^```\n\$ sayso (.*)\n((?:.*\n)*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M).groups()
        done = subprocess.run([SAYSO, *command.split()], cwd=ROOT, stdout=subprocess.PIPE, timeout=60, check=True)
        self.assertEqual(done.stdout.decode("utf-8").splitlines(), shown.splitlines())


if __name__ == "__main__":
    unittest.main()
