"""Several workers: the same frames in the same order, whatever their number."""
import unittest

import host
import texts

DATA = texts.ARTICLE.encode("utf-8")
SLOW = texts.long_text(2 << 20)


def some_documents(count):
    """Documents of all kinds: short and longer, good and at fault."""
    sent = []
    for n in range(1, count + 1):
        if n % 7 == 3:
            sent.append(host.document(n, DATA[:200] + b"\xff", strict_text=True))
        elif n % 7 == 5:
            sent.append(host.begin(n) + host.chunk(n, DATA) + host.cancel(n))
        elif n % 7 == 6:
            sent.append(host.document(n, b"", media_type=b"text/html"))
        else:
            sent.append(host.document(n, texts.chronicle(300 * (1 + n * 5 % 9), n), 500, include_text=n % 2 == 0))
    return b"".join(sent)


def answers(frames):
    return [frame for frame in frames if frame.WhichOneof("body") not in ("hello_ack", "pong")]


def jobs(number):
    return ("--reproducible", "--jobs=%d" % number)


class Workers(unittest.TestCase):
    """J1"""

    def test_frames_are_the_same_whatever_their_number(self):
        """J1, D3, D4"""
        sent = host.hello(units=[2]) + some_documents(40)
        one = host.talk(sent)
        self.assertEqual([doc for doc, _ in host.statuses(one.frames)], list(range(1, 41)))
        self.assertEqual({status for _, status in host.statuses(one.frames)}, {"OK", "INVALID_TEXT", "CANCELLED", "UNSUPPORTED"})
        for number in (1, 2, 5):
            talk = host.talk(sent, jobs(number))
            self.assertEqual((talk.code, answers(talk.frames)), (0, answers(one.frames)), number)

    def test_streamed_documents_too(self):
        """J1, R3"""
        sent = host.hello(capability=[b"stream"]) + some_documents(9) + host.document(10, texts.chronicle(20000, 1), 3000) + host.document(11, DATA)
        one = host.talk(sent)
        self.assertEqual(len(host.statuses(one.frames)), 11)
        for number in (2, 3):
            self.assertEqual(answers(host.talk(sent, jobs(number)).frames), answers(one.frames))

    def test_a_slow_document_holds_the_answers_of_quick_ones_back(self):
        """D3, W3: they are ready when it is cancelled."""
        sent = host.hello() + host.document(1, SLOW) + b"".join(host.document(n, DATA) for n in range(2, 20))
        talk = host.talk(sent + host.cancel(1), jobs(3))
        self.assertEqual(host.statuses(talk.frames), [(1, "CANCELLED")] + [(n, "OK") for n in range(2, 20)])
        docs = [frame.doc for frame in talk.frames if frame.doc]
        self.assertEqual(docs, sorted(docs))

    def test_deadlines_of_several_at_once(self):
        """D7"""
        sent = host.hello() + b"".join(host.document(n, SLOW, deadline_ms=100 * n) for n in (1, 2, 3)) + host.document(4, DATA)
        talk = host.talk(sent, jobs(3))
        self.assertEqual(host.statuses(talk.frames), [(1, "DEADLINE"), (2, "DEADLINE"), (3, "DEADLINE"), (4, "OK")])

    def test_faults_of_the_protocol(self):
        """S2"""
        talk = host.talk(host.hello() + some_documents(20) + host.begin(3), jobs(4))
        self.assertEqual((talk.code, host.error_of(talk.frames)), (76, "DOC_ID"))
        self.assertEqual([doc for doc, _ in host.statuses(talk.frames)], list(range(1, 21)))

    def test_terminated(self):
        """W4"""
        with host.Session(jobs(3)) as session:
            session.send(host.hello(), *[host.document(n, DATA) for n in range(1, 9)], host.begin(9), host.ping())
            frames = session.receive_until("pong")
            session.process.terminate()
            frames += session.rest()
            self.assertEqual(session.wait(), 0)
        self.assertEqual(host.statuses(frames), [(n, "OK") for n in range(1, 9)])

    def test_closed_output(self):
        """W4"""
        with host.Session(jobs(3)) as session:
            session.send(host.hello(), *[host.document(n, SLOW) for n in (1, 2, 3)])
            session.receive_until("hello_ack")
            session.process.stdout.close()
            session.send(host.ping())
            self.assertEqual(session.wait(), 74)

    def test_more_workers_than_documents(self):
        talk = host.talk(host.hello() + host.document(1, DATA), jobs(16))
        self.assertEqual((talk.code, host.statuses(talk.frames)), (0, [(1, "OK")]))


if __name__ == "__main__":
    unittest.main()
