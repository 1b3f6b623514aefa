"""The recipes of the page, run as they stand there, against what the command says of each text by itself."""
import collections
import csv
import inspect
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAYSO = os.path.abspath(os.environ["SAYSO"])
PAGE = (ROOT / "plugin" / "hosts" / "oneshot" / "README.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"<!-- test: (\w+) -->\n```sh\n(.*?)```", PAGE, re.S))
CASES = sorted((ROOT / "conformance" / "cases" / "documents").glob("*/input.txt"))
DENIAL = "Mayor Ann Lee denied that the bridge was unsafe.\nBo Ray said no.\n"


class Recipes(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sayso-recipes-"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "sayso").symlink_to(SAYSO)
        (self.folder / "news").mkdir()
        for path in CASES:
            shutil.copy(path, self.folder / "news" / (path.parent.name + ".txt"))
        (self.folder / "news" / "one.txt").write_text(DENIAL, encoding="utf-8")
        (self.folder / "news" / "two.txt").write_text("Bo Ray, an engineer, said that “tabs\tand\nlines” count.\n", encoding="utf-8")
        self.files = sorted("news/" + path.name for path in (self.folder / "news").iterdir())

    def shell(self, script, code=0):
        environment = dict(os.environ, PATH="%s:%s" % (self.folder / "bin", os.environ["PATH"]), LC_ALL="C.UTF-8")
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode("utf-8")

    def recipe(self, name, code=0):
        return self.shell(BLOCKS[name], code)

    def answers_one_by_one(self):
        return [json.loads(self.shell("sayso --quiet %s || [ $? = 1 ]" % name)) for name in self.files]

    def lines_of(self, name):
        return [json.loads(line) for line in (self.folder / name).read_text(encoding="utf-8").split("\n")[:-1]]

    def write_requests(self, texts):
        lines = [json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts)]
        (self.folder / "news.jsonl").write_text("".join(lines), encoding="utf-8")

    def test_who_is_quoted_most(self):
        counts = collections.Counter()
        for answer in self.answers_one_by_one():
            names = {one["id"]: one["name"] for one in answer["speakers"]}
            counts.update(names[one["speaker"]] for one in answer["attributions"] if "speaker" in one)
        lines = [line.split(None, 1) for line in self.recipe("pipe").splitlines()]
        self.assertEqual(len(lines), 10)
        self.assertEqual([int(count) for count, _ in lines], [count for _, count in counts.most_common(10)])
        self.assertTrue(all(counts[name] == int(count) for count, name in lines))

    def test_what_was_denied(self):
        rows = [line.split("\t") for line in self.recipe("denied").splitlines()]
        self.assertIn(["news/one.txt", "Ann Lee", "that the bridge was unsafe"], rows)
        expected = sum(one["act"] == "DENIAL" for answer in self.answers_one_by_one() for one in answer["attributions"])
        self.assertEqual(len(rows), expected)

    def test_parallel(self):
        self.recipe("parallel")
        self.assertEqual(self.lines_of("all.jsonl"), self.answers_one_by_one())

    def test_parallel_many_texts_and_a_bad_one(self):
        for number in range(300):
            (self.folder / "news" / ("x%03d.txt" % number)).write_text("Ann Lee said that bridge %d opens.\n" % number, encoding="utf-8")
        (self.folder / "news" / "x150.txt").write_bytes(b"x" * (17 << 20))
        self.recipe("parallel", code=1)
        answers = self.lines_of("all.jsonl")
        files = sorted("news/" + path.name for path in (self.folder / "news").iterdir())
        self.assertEqual([one["document"] for one in answers], files)
        self.assertEqual([one["document"] for one in answers if one["status"] != "OK"], ["news/x150.txt"])
        with open(self.folder / "parallel.log", newline="", encoding="utf-8") as log:
            codes = [int(row["Exitval"]) for row in csv.DictReader(log, delimiter="\t")]
        self.assertEqual(sorted(codes), [0] * (len(codes) - 1) + [1])
        self.assertGreater(len(codes), 3)

    def test_lines(self):
        self.recipe("lines")
        answers, alone = self.lines_of("answers.jsonl"), self.answers_one_by_one()
        self.assertEqual([one.pop("id") for one in answers], [one.pop("document") for one in alone])
        self.assertEqual(answers, alone)

    def test_splits(self):
        texts = ["Ann Lee said that bridge %d\topens.\r\n\nBo Ray denied\u2028it.\n" % number for number in range(200)]
        self.write_requests(texts)
        self.recipe("splits")
        answers = self.lines_of("answers.jsonl")
        self.assertEqual([one["id"] for one in answers], list(range(200)))
        self.assertTrue(all("bridge %d\topens" % one["id"] in one["attributions"][0]["content"]["text"] for one in answers))
        self.assertNotIn("\t", (self.folder / "answers.jsonl").read_text(encoding="utf-8"))

    def test_mapper_that_forgives_bad_lines(self):
        """The mapper that the page names, taken from it."""
        mapper = re.search(r"mapper be `(sh -c '[^']*')`", PAGE).group(1).replace("./sayso", "sayso")
        self.write_requests(["Ann Lee said no."])
        with open(self.folder / "news.jsonl", "a", encoding="utf-8") as file:
            file.write("no request\n")
        self.assertEqual(self.shell("sayso --quiet --stdin-jsonl < news.jsonl || echo $?").splitlines()[-1], "1")
        answers = [json.loads(line) for line in self.shell(mapper + " < news.jsonl").splitlines()]
        self.assertEqual([(one["id"], one["status"]) for one in answers], [(0, "OK"), (None, "BAD_DATA")])
        self.shell("{ %s; } < news.jsonl" % mapper.replace("--quiet", "--no-such-option"), code=1)

    def test_every_block_is_tried(self):
        mine = {match for name in dir(self) if name.startswith("test_")
                for match in re.findall(r'recipe\("(\w+)"', inspect.getsource(getattr(type(self), name)))}
        self.assertEqual(mine, set(BLOCKS))


if __name__ == "__main__":
    unittest.main()
