"""What the Python page shows, run as it stands there."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PAGE = pathlib.Path(__file__).resolve().parent.parent.parent / "plugin" / "hosts" / "python" / "README.md"


class Page(unittest.TestCase):
    def test_each_block(self):
        blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
        expected = ["Ann Lee | STATEMENT | that the bridge will open in May\nBo Ray | DENIAL | that he had paid for it\n", "OK 1\n"]
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(os.path.abspath(os.environ["SAYSO"]), folder + "/sayso")
            environment = dict(os.environ, PATH="%s:%s" % (folder, os.environ["PATH"]))
            found = [subprocess.run([sys.executable, "-c", block], env=environment, stdout=subprocess.PIPE, text=True, timeout=60,
                                    check=True).stdout for block in blocks]
        self.assertEqual(found, expected)


if __name__ == "__main__":
    unittest.main()
