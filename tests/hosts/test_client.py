"""The Python client against the filter itself, and against filters that misbehave."""
import asyncio
import concurrent.futures
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import sayso

HERE = pathlib.Path(__file__).resolve().parent
SAYSO = os.environ["SAYSO"]
CASES = sorted((HERE.parent.parent / "conformance" / "cases" / "documents").glob("*/input.txt"))
SLOW = "“We will rebuild the bridge,” said Ann Lee, the mayor of Oakford. Bo Ray denied that he had paid for it.\n\n" * 8000
PATIENCE = 180  # seconds: nothing here takes so long but a client that hangs


def fake_command(way, state="0"):
    return [sys.executable, str(HERE / "fake_filter.py"), way, state]


def fake(way, state="0", **options):
    return sayso.Client(fake_command(way, state), **options)


def short(number):
    return "Mayor Ann Lee said that bridge %d will open in May." % number


def stop(pid):
    """Suspends a process; all its threads stand still when this returns."""
    os.kill(pid, signal.SIGSTOP)
    states = pathlib.Path("/proc/%d/task" % pid)
    while any((task / "stat").read_text().rsplit(")", 1)[1].split()[0] != "T" for task in states.iterdir()):
        time.sleep(0.01)


class Bounded(unittest.TestCase):
    """A client that hangs fails its test."""

    def setUp(self):
        watch = threading.Timer(PATIENCE, lambda: os.kill(os.getpid(), signal.SIGABRT))
        watch.daemon = True
        watch.start()
        self.addCleanup(watch.cancel)


def command_answers(texts, *options):
    lines = "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))
    done = subprocess.run([SAYSO, "--stdin-jsonl", *options], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]


class Answers(Bounded):
    def test_every_document_reads_as_the_command_writes_it(self):
        texts = [path.read_text(encoding="utf-8") for path in CASES]
        for offsets in ("codepoint", "utf8", "utf16"):
            with sayso.Client(SAYSO, offsets=offsets) as client:
                answers = [json.loads(json.dumps(one.to_json())) for one in client.annotate(texts)]
            self.assertEqual(answers, command_answers(texts, "--offsets=" + offsets))
        self.assertGreater(sum(len(one["attributions"]) for one in answers), 100)

    def test_spans_slice_the_text(self):
        text = "\U0001f309 Mayor Ann Lee said: “It opens in May.”"
        with sayso.Client(SAYSO) as client:
            document = client.annotate_one(text)
        (one,) = document.attributions
        for part in (one.source, one.cue, one.content):
            self.assertEqual(" ".join(text[start:end] for start, end in part.spans), part.text)
        self.assertEqual((one.speaker.name, one.speaker.kind), ("Ann Lee", "PERSON"))
        self.assertIs(one.speaker, document.speakers[0])
        self.assertIs(document.text, text)

    def test_lone_surrogates_count_one(self):
        text = "\ud83c Mayor Ann Lee said that it opens in May."
        with sayso.Client(SAYSO) as client:
            one = client.annotate_one(text).attributions[0]
        self.assertEqual(text[slice(*one.cue.spans[0])], "said")

    def test_bytes_and_options(self):
        with sayso.Client(SAYSO, offsets="utf8") as client:
            data = b"\xff Mayor Ann Lee said that it opens in May."
            document = client.annotate_one(data, sayso.Options(include_text=False))
            self.assertEqual(document.replaced_sequences, 1)
            self.assertIsNone(document.attributions[0].cue.text)
            self.assertEqual(data[slice(*document.attributions[0].cue.spans[0])], b"said")
            with self.assertRaises(sayso.InvalidText) as caught:
                client.annotate_one(data, sayso.Options(strict_text=True))
            self.assertEqual(caught.exception.document.error_offset, 0)
            self.assertEqual(client.annotate_one(data, sayso.Options(min_confidence=1.0)).attributions, ())
            markdown = sayso.Request("**Ann Lee** said that it opens in May.", media_type="text/markdown")
            self.assertEqual(client.annotate_one(markdown).speakers[0].name, "Ann Lee")

    def test_keys(self):
        with sayso.Client(SAYSO) as client:
            texts = [short(1), sayso.Request(short(2), key="second"), short(3)]
            self.assertEqual([one.key for one in client.annotate(texts)], [0, "second", 2])

    def test_no_text_and_no_texts(self):
        with sayso.Client(SAYSO) as client:
            self.assertEqual(list(client.annotate([])), [])
            self.assertEqual(client.starts, 0)
            self.assertEqual([one.status for one in client.annotate(["", b""])], ["OK", "OK"])
            with self.assertRaises(TypeError):
                list(client.annotate("one text"))

    def test_limits(self):
        with sayso.Client(SAYSO, limits={"max_attributions": 1, "max_document_bytes": 1000}) as client:
            document = client.annotate_one(short(1) + "\n\n" + short(2))
            self.assertEqual((document.status, len(document.attributions), document.ok), ("LIMIT", 1, True))
            self.assertIn("max_attributions", document.message)
            with self.assertRaises(sayso.LimitReached):
                document.check(limit=True)
            statuses = [one.status for one in client.annotate([short(1), "x" * 1000, "x" * 1001, "x" * (40 << 20), short(2)])]
            self.assertEqual(statuses, ["OK", "OK", "TOO_LARGE", "TOO_LARGE", "OK"])
        with self.assertRaises(ValueError):
            sayso.Client(SAYSO, limits={"max_atributions": 1})
        with self.assertRaises(ValueError):
            sayso.Client(SAYSO, offsets="bytes")


class Failures(Bounded):
    def test_an_exception_a_status(self):
        expected = {2: sayso.Cancelled, 3: sayso.DeadlinePassed, 4: sayso.TooLarge, 5: sayso.InvalidText, 6: sayso.BadData,
                    7: sayso.Unsupported, 9: sayso.InternalFault, 12: sayso.DocumentError}
        for number, kind in expected.items():
            with fake("status", str(number)) as client:
                with self.assertRaises(kind) as caught:
                    client.annotate_one("x")
                self.assertIs(type(caught.exception), kind)
                self.assertIn("because", str(caught.exception))
                self.assertFalse(caught.exception.document.ok)

    def test_statuses_of_the_filter_itself(self):
        german = "Der Minister sagte am Montag, dass die neue Brücke nicht vor dem nächsten Frühjahr eröffnet werden kann. " * 5
        with sayso.Client(SAYSO) as client:
            for error, text, options in (
                    (sayso.Unsupported, german, sayso.Options()),
                    (sayso.Unsupported, "x", sayso.Options(media_type="text/html")),
                    (sayso.DeadlinePassed, SLOW, sayso.Options(deadline_ms=50))):
                with self.assertRaises(error):
                    client.annotate_one(text, options)
            self.assertEqual(client.starts, 1)

    def test_one_that_fails_leaves_the_others_alone(self):
        with sayso.Client(SAYSO) as client:
            texts = [short(1), sayso.Request("x", media_type="text/html"), short(2)]
            self.assertEqual([(one.status, one.ok) for one in client.annotate(texts)],
                             [("OK", True), ("UNSUPPORTED", False), ("OK", True)])

    def test_no_such_program(self):
        for program, message in (("/nowhere/sayso", "No such file"), ([sys.executable, "-c", "raise SystemExit(64)"], "exit status 64"),
                                 ([SAYSO, "--no-such-option"], "no-such-option")):
            with sayso.Client(program) as client, self.assertRaises(sayso.StartFailed) as caught:
                list(client.annotate([short(1), short(2)]))
            self.assertIn(message, str(caught.exception))

    def test_program_that_never_starts_is_given_up(self):
        with sayso.Client(["/bin/true"], attempts=3) as client:
            for _ in range(2):
                with self.assertRaises(sayso.StartFailed):
                    client.annotate_one("x")
            self.assertEqual(client.starts, 6)

    def test_programs_that_are_no_filter(self):
        for program in (["/bin/cat"], ["/bin/echo", "hello"], fake_command("old")):
            with sayso.Client(program, attempts=2) as client, self.assertRaises(sayso.StartFailed):
                client.annotate_one("x")
        with fake("mute", start_patience=0.5, attempts=1) as client, self.assertRaises(sayso.StartFailed) as caught:
            client.annotate_one("x")
        self.assertIn("no sign of life", str(caught.exception))

    def test_program_that_starts_at_the_third_try(self):
        with tempfile.TemporaryDirectory() as folder:
            with fake("flaky", folder + "/starts") as client:
                self.assertEqual([one.status for one in client.annotate(["x"] * 5)], ["OK"] * 5)
                self.assertEqual(client.starts, 3)

    def test_closed(self):
        client = sayso.Client(SAYSO)
        client.annotate_one(short(1))
        pid = client.pid
        client.close()
        client.close()
        with self.assertRaises(ProcessLookupError):
            os.kill(pid, 0)
        with self.assertRaises(sayso.ClientClosed):
            client.annotate_one(short(2))

    def test_closed_while_a_document_is_worked_on(self):
        client = sayso.Client(SAYSO)
        jobs = [client.submit(SLOW), client.submit(short(1))]
        while client.pid is None:
            time.sleep(0.01)
        started = time.monotonic()
        client.close()
        self.assertLess(time.monotonic() - started, 4)
        for job in jobs:
            self.assertIsInstance(job.future.exception(), sayso.ClientClosed)


class Deaths(Bounded):
    def expect_one_death(self, client, answers, at, status="FILTER_DIED", kind=sayso.FilterDied):
        statuses = [one.status for one in answers]
        self.assertEqual(statuses, ["OK"] * at + [status] + ["OK"] * (len(answers) - at - 1))
        self.assertEqual([one.key for one in answers], list(range(len(answers))))
        with self.assertRaises(kind):
            answers[at].check()
        self.assertEqual(client.starts, 2)

    def test_killed_in_the_middle_of_a_document(self):
        """That document says so; those before and after it are right, none is lost, and the filter is another one."""
        texts = [short(n) for n in range(20)] + [SLOW] + [short(n) for n in range(20, 60)]
        with sayso.Client(SAYSO) as client:
            answers = []
            for document in client.annotate(texts):
                answers.append(document)
                if len(answers) == 20:
                    first = client.pid
                    time.sleep(0.2)
                    os.kill(first, signal.SIGKILL)
            self.assertIn("signal 9", answers[20].message)
            self.expect_one_death(client, answers, 20)
            self.assertNotEqual(client.pid, first)
            expected = command_answers(texts[:20] + texts[21:], "--offsets=codepoint")
            self.assertEqual([one.to_json()["attributions"] for one in answers if one.ok], [one["attributions"] for one in expected])

    def test_killed_while_it_is_being_written(self):
        """The writer is blocked in a write to a filter that was stopped, then killed."""
        with sayso.Client(SAYSO) as client:
            client.annotate_one(short(0))
            pid = client.pid
            stop(pid)
            threading.Timer(0.5, os.kill, (pid, signal.SIGKILL)).start()
            self.expect_one_death(client, list(client.annotate([SLOW, short(1), short(2)])), 0)

    def test_killed_between_documents(self):
        with sayso.Client(SAYSO) as client:
            for number in range(5):
                self.assertEqual(client.annotate_one(short(number)).status, "OK")
                pid = client.pid
                os.kill(pid, signal.SIGKILL)
                while client.pid == pid:
                    time.sleep(0.01)
            self.assertEqual(client.starts, 5)

    def test_terminated_by_an_administrator(self):
        with sayso.Client(SAYSO) as client:
            client.annotate_one(short(0))
            os.kill(client.pid, signal.SIGTERM)
            while client.pid is not None:
                time.sleep(0.01)
            self.assertEqual(client.annotate_one(short(1)).status, "OK")

    def test_broken_answers(self):
        for way in ("garbage", "huge", "empty", "wrong-turn", "miscount", "error"):
            with fake(way) as client:
                answers = list(client.annotate(["right", "right", "wrong", "right"]))
                self.expect_one_death(client, answers, 2, "FILTER_BROKEN", sayso.FilterBroken)
        self.assertIn("SEQUENCE: not now", answers[2].message)
        with fake("cut") as client:
            self.expect_one_death(client, list(client.annotate(["right", "wrong", "right"])), 1)

    def test_documents_that_kill_every_filter(self):
        with fake("cut") as client:
            answers = list(client.annotate(["wrong", "right", "wrong", "wrong", "right"]))
        self.assertEqual([one.status for one in answers], ["FILTER_DIED", "OK", "FILTER_DIED", "FILTER_DIED", "OK"])


class Watchdog(Bounded):
    def test_slow_but_healthy(self):
        """Each document takes several times the patience; Pings are answered, so nothing is killed."""
        with fake("slow", patience=1) as client:
            self.assertEqual([one.status for one in client.annotate(["4", "0", "3"])], ["OK"] * 3)
            self.assertEqual(client.starts, 1)

    def test_busy_real_filter(self):
        with sayso.Client(SAYSO, patience=1) as client:
            started = time.monotonic()
            while time.monotonic() - started < 3:
                self.assertEqual(client.annotate_one(SLOW).status, "OK")
            self.assertEqual(client.starts, 1)

    def test_slow_reader(self):
        """It takes many times the patience to read, but it reads."""
        with fake("stingy", patience=1) as client:
            job = client.submit("x" * (200 << 10))
            time.sleep(4)
            self.assertEqual((client.starts, job.future.done()), (1, False))

    def test_one_that_answers_nothing(self):
        for way, text in (("deaf", "x"), ("stuck", "x"), ("stuck", "x" * (1 << 20))):
            with fake(way, patience=0.5) as client, self.assertRaises(sayso.FilterHung):
                client.annotate_one(text)

    def test_stopped_filter(self):
        with sayso.Client(SAYSO, patience=0.5) as client:
            client.annotate_one(short(0))
            stop(client.pid)
            self.assertEqual([one.status for one in client.annotate([short(1), short(2)])], ["FILTER_HUNG", "OK"])

    def test_idle_filter_is_left_alone(self):
        with sayso.Client(SAYSO, patience=0.2) as client:
            client.annotate_one(short(0))
            time.sleep(1)
            client.annotate_one(short(1))
            self.assertEqual(client.starts, 1)

    def test_flooded_stderr(self):
        with fake("chatty") as client:
            with self.assertLogs("sayso", "WARNING") as logged:
                self.assertEqual(client.annotate_one("x").status, "OK")
        self.assertGreater(len(logged.records), 1000)


class Flow(Bounded):
    def test_ten_thousand_documents(self):
        """All are answered in order by one filter, and no more texts are taken than the caller is ahead of."""
        taken = 0

        def texts():
            nonlocal taken
            for number in range(10000):
                taken += 1
                yield short(number)
        with sayso.Client(SAYSO) as client:
            for count, document in enumerate(client.annotate(texts(), ahead=100)):
                self.assertEqual((document.key, document.status), (count, "OK"))
                self.assertIn(" %d " % count, document.attributions[0].content.text)
                self.assertLessEqual(taken, count + 101)
            self.assertEqual((count, client.starts), (9999, 1))

    def test_larger_than_all_queues_and_pipes(self):
        """Many megabytes under way, answers included, past max_queued_bytes of the filter."""
        with sayso.Client(SAYSO, limits={"max_queued_bytes": 256 << 10}) as client:
            texts = [SLOW[:n << 10] for n in (300, 1, 800, 100, 100, 100, 100, 1)]
            self.assertEqual([one.status for one in client.annotate(texts)], ["OK"] * len(texts))

    def test_threads_share_a_client(self):
        with sayso.Client(SAYSO, jobs=2) as client, concurrent.futures.ThreadPoolExecutor(8) as pool:
            found = pool.map(lambda n: client.annotate_one(short(n)).attributions[0].content.text, range(400))
            self.assertEqual(list(found), ["that bridge %d will open in May" % n for n in range(400)])
            self.assertEqual(client.starts, 1)

    def test_given_up_half_way(self):
        with sayso.Client(SAYSO) as client:
            for document in client.annotate([short(1), SLOW, SLOW, SLOW, SLOW]):
                break
            started = time.monotonic()
            self.assertEqual(client.annotate_one(short(2)).status, "OK")
            self.assertLess(time.monotonic() - started, 3, "documents that nobody waits for are worked on")
            self.assertEqual(client.starts, 1)


class Async(Bounded):
    def test_each_in_order(self):
        async def texts():
            for number in range(300):
                yield short(number)

        async def run():
            async with sayso.AsyncClient(SAYSO) as client:
                keys = [one.key async for one in client.annotate(texts()) if one.ok]
                keys += [one.key async for one in client.annotate([short(1), short(2)])]
                return keys, (await client.annotate_one(short(3))).status
        self.assertEqual(asyncio.run(run()), ([*range(300), 0, 1], "OK"))

    def test_loop_runs_while_a_document_is_worked_on(self):
        async def run():
            beats = 0

            async def beat():
                nonlocal beats
                while True:
                    beats += 1
                    await asyncio.sleep(0.01)
            async with sayso.AsyncClient(fake_command("slow")) as client:
                task = asyncio.create_task(beat())
                await client.annotate_one("1")
                task.cancel()
            return beats
        self.assertGreater(asyncio.run(run()), 20)

    def test_cancelled_task(self):
        async def run():
            async with sayso.AsyncClient(SAYSO) as client:
                task = asyncio.create_task(client.annotate_one(SLOW))
                await asyncio.sleep(0.3)
                task.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await task
                with self.assertRaises(sayso.Unsupported):
                    await client.annotate_one("x", sayso.Options(media_type="text/html"))
                return client.pid
        self.assertIsNotNone(asyncio.run(run()))

    def test_killed(self):
        async def run():
            async with sayso.AsyncClient(SAYSO) as client:
                await client.annotate_one(short(0))
                asyncio.get_running_loop().call_later(0.2, os.kill, client.pid, signal.SIGKILL)
                return [one.status async for one in client.annotate([SLOW, short(1)])]
        self.assertEqual(asyncio.run(run()), ["FILTER_DIED", "OK"])


if __name__ == "__main__":
    unittest.main()
