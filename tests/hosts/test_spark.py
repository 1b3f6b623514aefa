"""The Spark job on a cluster of processes, called as its page says, against what the command says of the same texts.

What is killed is killed for good: a filter, and an executor with all that runs in it. Prints a line `throughput ...`."""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import pyarrow
import pyarrow.parquet
import pyspark

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAYSO = os.path.abspath(os.environ["SAYSO"])
HOST = ROOT / "plugin" / "hosts" / "spark"
PAGE = (HOST / "README.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"<!-- test: (\w+) -->\n```\w+\n(.*?)```", PAGE, re.S))
SHIPPED = ROOT / "build" / "spark"
SPARK_HOME = pathlib.Path(pyspark.__file__).resolve().parent
CASES = [path.read_text(encoding="utf-8") for path in
         sorted((ROOT / "conformance" / "cases" / "documents").glob("*/input.txt"))]
DOCUMENTS = 1200
BUSY = 0.1  # seconds of a processor: a filter that is in the middle of its partition, which takes it 0.4
HANGS = 900
RULES = 'speaker "the Iron Lady" = "Margaret Thatcher"\n'


def shell(script, folder, **streams):
    environment = {name: value for name, value in os.environ.items() if name not in ("SPARK_HOME", "MAKEFLAGS", "MAKELEVEL")}
    environment.update(PATH="%s:%s" % (pathlib.Path(sys.executable).parent, environment["PATH"]), PYSPARK_PYTHON=sys.executable,
                       SPARK_LOCAL_IP="127.0.0.1", SPARK_LOCAL_DIRS=str(folder), SPARK_CONF_DIR=str(folder / "conf"),
                       JAVA_TOOL_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # quick to start
                       LC_ALL="C.UTF-8")
    return subprocess.Popen(["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, **streams)


def setUpModule():
    making = shell(BLOCKS["ship"], ROOT)
    if making.wait(HANGS) != 0:
        raise RuntimeError("what is to be shipped could not be made")


# ---- the job's processes ---------------------------------------------------------------------------------

def running(folder):
    """-> (pid, program, working folder) of all processes that run in an executor's folder or below `folder`"""
    for entry in pathlib.Path("/proc").iterdir():
        try:
            program, home = os.readlink(entry / "exe"), os.readlink(entry / "cwd")
        except OSError:
            continue
        if home.startswith((str(SPARK_HOME / "work"), str(folder))):
            yield int(entry.name), program, home


def filters(folder):
    return [(pid, home) for pid, program, home in running(folder) if pathlib.Path(program).name == "sayso"]


def processor_seconds(pid):
    try:
        fields = pathlib.Path("/proc/%d/stat" % pid).read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def a_busy_filter(folder):
    return next(((pid, home) for pid, home in filters(folder) if processor_seconds(pid) >= BUSY), None)


class Job:
    """A block of the page under way in a folder of its own."""

    def __init__(self, script, folder):
        self.folder = folder
        with open(folder / "printed", "w") as printed, open(folder / "log", "w") as log:
            self.process = shell(script, folder, stdout=printed, stderr=log)

    def when(self, look):
        """-> the first truth that look() gives while the job runs"""
        while self.process.poll() is None:
            if found := look():
                return found
            time.sleep(0.02)
        raise AssertionError("the job ended before that:\n" + self.end_of_log())

    def end_of_log(self):
        return self.read("printed") + "\n".join(line for line in self.read("log").split("\n") if " INFO " not in line)[-6000:]

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8", errors="replace")


# ---- answers ---------------------------------------------------------------------------------------------

def command_answers(lines, *options):
    done = subprocess.run([SAYSO, "--quiet", "--stdin-jsonl", *options], input=lines.encode(), stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]


def table(folder, name):
    return pyarrow.parquet.read_table(folder / "annotated" / name)


def pair(span):
    return [span["start"], span["end"]]


def part(one):
    return {"spans": [pair(span) for span in one["spans"]], "text": one["text"]}


def attribution(row):
    out = {name: row[name] for name in ("id", "kind", "confidence", "act", "negated", "fingerprint")}
    out.update({name: part(row[name]) for name in ("source", "cue", "content") if row[name] is not None})
    out.update({name: row[name] for name in ("speaker", "parent") if row[name] is not None})
    return out


def speaker(row):
    out = {name: row[name] for name in ("id", "name", "key", "kind")}
    for theirs, ours in (("role", "roles"), ("affiliation", "affiliations")):
        if row[ours]:
            out[theirs] = [{"span": pair(one["span"]), "text": one["text"]} for one in row[ours]]
    if row["members"]:
        out["members"] = row["members"]
    out["mentions"] = [pair(span) for span in row["mentions"]]
    return out


def job_answers(folder):
    """The three tables as the lines that the command writes, by id. -> ([line], {id: tries})"""
    records = {}
    for name, shape in (("attributions", attribution), ("speakers", speaker)):
        for row in table(folder, name).to_pylist():
            records.setdefault((row["document"], name), []).append(shape(row))
    answers, tries = [], {}
    for row in table(folder, "documents").to_pylist():
        answer, tries[row["id"]] = {"id": row["id"], "status": row["status"]}, row["tries"]
        if row["message"]:
            answer["message"] = row["message"]
        if row["status"] in ("OK", "LIMIT"):
            answer.update({name: row[name] for name in ("model", "rules", "offset_unit")})
            answer["credits"] = [{"kind": one["kind"], "span": pair(one["span"]), "text": one["text"]} for one in row["credits"]]
            for name in ("attributions", "speakers"):
                answer[name] = sorted(records.pop((row["id"], name), []), key=lambda one: one["id"])
                assert len(answer[name]) == row[name], (row["id"], name)
        answers.append(answer)
    assert not records, "records of documents that are not there: %s" % list(records)[:3]
    return answers, tries


class Spark(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sayso-spark-"))
        self.addCleanup(shutil.rmtree, self.folder)
        for name in ("sayso", "sayso-client.zip", "sayso_spark.py"):
            shutil.copy(SHIPPED / name, self.folder)
        (self.folder / "conf").mkdir()
        (self.folder / "conf" / "spark-defaults.conf").write_text("spark.ui.enabled false\n")

    def start(self, block, *options):
        script = BLOCKS[block].replace("sayso_spark.py", " ".join(("sayso_spark.py", *options)))
        job = Job(script, self.folder)
        self.addCleanup(job.process.wait)
        self.addCleanup(job.process.terminate)
        return job

    def finish(self, job, code=0):
        self.assertEqual(job.process.wait(HANGS) != 0, code != 0, job.end_of_log())
        patience = time.monotonic() + 30
        while (left := filters(self.folder)) and time.monotonic() < patience:
            time.sleep(0.1)
        self.assertEqual(left, [], "filters that outlived the job")

    def write_lines(self, requests):
        lines = "".join(json.dumps(one) + "\n" for one in requests)
        (self.folder / "news.jsonl").write_text(lines, encoding="utf-8")
        return lines

    def write_news(self):
        """As many documents as keep two executors busy for a while, no two of them alike."""
        return self.write_lines({"id": "n%d" % number, "text": "%s\n\nMayor Ann Lee denied that bridge %d is unsafe.\n"
                                 % (CASES[number % len(CASES)], number)} for number in range(DOCUMENTS))

    def compare(self, expected):
        answers, tries = job_answers(self.folder)
        in_order = [sorted(some, key=lambda one: str(one["id"])) for some in (answers, expected)]
        self.assertEqual([one["id"] for one in in_order[0]], [one["id"] for one in in_order[1]])
        for found, wanted in zip(*in_order):
            self.assertEqual(found, wanted)
        return tries

    def test_lines_of_json(self):
        lines = self.write_news()
        began = time.monotonic()
        expected = command_answers(lines, "--offsets=codepoint", "--jobs=2")
        alone = time.monotonic() - began
        began = time.monotonic()
        self.finish(job := self.start("json"))
        whole = time.monotonic() - began
        self.assertEqual(set(self.compare(expected).values()), {1})
        printed = job.read("printed")
        self.assertIn("documents: %d OK\n" % DOCUMENTS, printed)
        annotating, tables = map(float, re.search(r"annotated in (\S+) s, tables in (\S+) s", printed).groups())
        print("throughput: %d documents, %.1f MB; `sayso --jobs=2` %.0f a second; Spark with two executors %.0f a second while it "
              "annotates (%.0f s), %.0f s for the tables, %.0f s with all starts and ends" % (
                  DOCUMENTS, len(lines) / 1e6, DOCUMENTS / alone, DOCUMENTS / annotating, annotating, tables, whole))
        self.check_query()

    def check_query(self):
        """The page's query over what the job has written: the same words from the record and from the text."""
        with open(self.folder / "query.log", "w") as log:
            query = shell("python - <<'END'\n%sEND" % BLOCKS["query"], self.folder, stdout=subprocess.PIPE, stderr=log)
            rows = [line.split("|")[1:-1] for line in query.communicate(timeout=HANGS)[0].decode().splitlines() if line.startswith("|")]
        self.assertEqual(query.returncode, 0, (self.folder / "query.log").read_text()[-4000:])
        self.assertEqual([one.strip() for one in rows[0]], ["document", "said", "same"])
        self.assertEqual(len(rows), 1 + 20)
        for document, said, same in rows[1:]:
            self.assertEqual((said.strip(), same.strip()), ("that bridge %s is unsafe" % document.strip()[1:], "true"))

    def test_filter_killed(self):
        expected = command_answers(self.write_news(), "--offsets=codepoint", "--jobs=2")
        job = self.start("json")
        pid, _ = job.when(lambda: a_busy_filter(self.folder))
        os.kill(pid, signal.SIGSTOP)
        time.sleep(1)  # so that documents wait for it
        os.kill(pid, signal.SIGKILL)
        self.finish(job)
        self.assertEqual(sorted(self.compare(expected).values()), [1] * (DOCUMENTS - 1) + [2])

    def test_executor_killed(self):
        expected = command_answers(self.write_news(), "--offsets=codepoint", "--jobs=2")
        job = self.start("json")
        written = self.folder / "annotated" / "_answers" / "_temporary" / "0"
        job.when(lambda: list(written.glob("task_*")))  # work that is done already must not be done twice
        pid, home = job.when(lambda: a_busy_filter(self.folder))
        (executor,) = [one for one, program, where in running(self.folder)
                       if where == home and pathlib.Path(program).name == "java"]
        os.kill(executor, signal.SIGKILL)
        self.finish(job)
        self.compare(expected)
        self.assertRegex(job.read("log"), r"Lost executor %s on .*137" % pathlib.Path(home).name)
        self.assertFalse(os.path.exists("/proc/%d" % pid))

    def test_lines_that_fail(self):
        requests = [{"id": "good", "text": CASES[0]}, {"id": "no text"}, {"id": "null", "text": None},
                    {"id": "long", "text": "x" * (17 << 20)}, {"id": "French", "text": "Ann Lee a dit non.", "language": "fr"},
                    {"id": 7, "text": "Ann Lee said no.\t\u2028“Yes.”"},
                    {"id": "marks", "text": "**Ann Lee** said that \U0001f309 it opens.", "media_type": "text/markdown"},
                    {"id": "empty", "text": ""}, {"id": "page", "text": "Ann Lee said no.", "media_type": "text/html"}]
        lines = self.write_lines(requests)
        with open(self.folder / "news.jsonl", "a", encoding="utf-8") as file:
            file.write("no request\n")
        self.finish(self.start("json"))
        expected = {str(one["id"]): dict(one, id=str(one["id"])) for one in command_answers(lines, "--offsets=codepoint")}
        expected["long"]["message"] = "a document longer than max_document_bytes: split it"  # as the protocol has it
        found = {one["id"]: one for one in job_answers(self.folder)[0]}
        for name in ("no text", "null", None):  # the command's message names the line
            self.assertEqual(found.pop(name), {"id": name, "status": "BAD_DATA", "message": "no text in this row, or no JSON in this line"})
        for name in ("no text", "null"):
            self.assertEqual(expected.pop(name)["status"], "BAD_DATA")
        self.assertEqual(found, expected)
        self.assertEqual({one["status"] for one in found.values()}, {"OK", "TOO_LARGE", "UNSUPPORTED"})

    def test_parquet(self):
        """Bytes, other column names, and a rules file beside the program."""
        texts = {"http://a.example/%d" % number: text.encode() for number, text in enumerate(CASES)}
        texts["http://b.example/"] = b"\xffYesterday the Iron Lady said that it opens in May."
        (self.folder / "news").mkdir()
        (self.folder / "my.rules").write_text(RULES)
        pyarrow.parquet.write_table(pyarrow.table({"url": list(texts), "seen": list(range(len(texts))), "body": list(texts.values())}),
                                    self.folder / "news" / "one.parquet")
        self.finish(self.start("parquet"))
        expected = []
        for name, text in texts.items():
            done = subprocess.run([SAYSO, "--format=jsonl", "--quiet", "--rules", "my.rules"], cwd=self.folder, input=text,
                                  stdout=subprocess.PIPE, check=True)
            expected.append(dict(json.loads(done.stdout), id=name))
            del expected[-1]["document"]
        self.compare(expected)
        self.assertEqual(expected[-1]["speakers"][0]["name"], "Margaret Thatcher")
        rows = {row["id"]: row for row in table(self.folder, "documents").to_pylist()}
        self.assertEqual(rows["http://b.example/"]["replaced_sequences"], 1)

    def test_folder(self):
        for name, text in (("a.txt", CASES[0].encode()), ("more/b.txt", CASES[1].encode()), ("more/c d.txt", b"\xff\xfe Ann Lee said no."),
                           ("more/d.html", b"Not read.")):
            path = self.folder / "news" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        (self.folder / "annotated" / "documents").mkdir(parents=True)
        (self.folder / "annotated" / "documents" / "part-old.parquet").write_text("of an earlier job")
        self.finish(self.start("text", "--overwrite"))
        files = sorted(str(path) for path in (self.folder / "news").rglob("*.txt"))
        done = subprocess.run([SAYSO, "--format=jsonl", "--quiet", "--offsets=codepoint", *files], stdout=subprocess.PIPE, check=True)
        expected = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.compare([dict(one, id="file:" + one.pop("document")) for one in expected])

    def test_no_such_program(self):
        self.write_lines([{"id": 1, "text": "Ann Lee said no."}])
        self.finish(job := self.start("json", "--program=no-such-program"), code=1)
        self.assertIn("StartFailed: no-such-program: No such file or directory", job.read("log"))
        self.assertFalse((self.folder / "annotated" / "documents").exists())

    def test_output_that_is_there(self):
        kept = self.folder / "annotated" / "mine"
        kept.parent.mkdir()
        kept.write_text("kept")
        for option, message in (("", "annotated/mine is there already; --overwrite"), ("--overwrite", "annotated/mine is not of this job")):
            self.finish(job := self.start("text", option), code=1)
            self.assertIn(message, job.read("printed"))
            self.assertEqual([path.name for path in kept.parent.iterdir()], ["mine"])


class Page(unittest.TestCase):
    def test_versions(self):
        pinned = (pathlib.Path(__file__).parent / "requirements-spark.txt").read_text().split()
        self.assertLessEqual(set(re.search(r"pip install (.*)", BLOCKS["install"]).group(1).split()), set(pinned))

    def test_every_column_is_named(self):
        page = set(re.findall(r"`(\w+)`", PAGE))
        job = (HOST / "sayso_spark.py").read_text(encoding="utf-8")
        columns = set(re.findall(r"(\w+):? (?:STRING|INT|BIGINT|BOOLEAN|DOUBLE|ARRAY|\{)", job[:job.index("# ---- on the executors")]))
        self.assertGreater(len(columns), 25)
        self.assertEqual(columns - page, set())


class Poison(unittest.TestCase):
    """A document that kills every filter that reads it costs itself only. In this process, with a filter made to die."""

    def test_given_up_after_some_tries(self):
        sys.path[:0] = [str(HOST), str(SHIPPED / "sayso-client.zip")]
        self.addCleanup(sys.path.__delitem__, slice(0, 2))
        os.environ["PYTHONPATH"] = str(SHIPPED / "sayso-client.zip")
        self.addCleanup(os.environ.pop, "PYTHONPATH")
        import sayso
        import sayso_spark
        rows = [sayso_spark.Row(str(number), "wrong" if number == 20 else "right", None, None) for number in range(200)]
        with sayso.Client([sys.executable, str(pathlib.Path(__file__).parent / "fake_filter.py"), "cut", "0"]) as client:
            answers = list(sayso_spark.answered(client, rows, sayso.Options()))
        self.assertEqual([one["id"] for one in answers], [row.id for row in rows])
        self.assertEqual([(one["id"], one["status"], one["tries"]) for one in answers if one["status"] != "OK"],
                         [("20", "FILTER_DIED", sayso_spark.MOST_TRIES)])
        self.assertEqual({one["tries"] for one in answers if one["status"] == "OK"}, {1})


if __name__ == "__main__":
    unittest.main()
