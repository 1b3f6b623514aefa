"""--stdin-jsonl: a line in, a line out."""
import json
import os
import re
import subprocess
import unittest
from command import SAYSO, TEXT, Command

MOST_ID = 4096


class Lines(Command):
    def test_a_line_has_what_a_file_has(self):
        whole = self.records("a.txt")[0]
        got = self.answers([{"id": "x", "text": TEXT}])[0]
        self.assertEqual(list(got), ["id"] + [key for key in whole if key != "document"])
        self.assertEqual(got, dict({key: whole[key] for key in whole if key != "document"}, id="x"))

    def test_units_count_in_the_text(self):
        for unit, encoding, width in (("utf8", "utf-8", 1), ("utf16", "utf-16-le", 2), ("codepoint", "utf-32-le", 4)):
            record = self.answers([{"id": 1, "text": TEXT}], "--offsets=" + unit)[0]
            data = TEXT.encode(encoding)
            for one in record["attributions"]:
                for start, end in one["content"]["spans"]:
                    self.assertIn(data[width * start:width * end].decode(encoding), one["content"]["text"])

    def test_a_thousand_lines(self):
        texts = ["\u201cNumber %d is %s,\u201d said Ann Lee." % (i, "good" if i % 2 else "bad") for i in range(1000)]
        lines = [{"id": i if i % 3 else "n%d" % i, "text": text} for i, text in enumerate(texts)]
        got = self.answers(lines)
        self.assertEqual([one["id"] for one in got], [line["id"] for line in lines])
        self.assertEqual({one["status"] for one in got}, {"OK"})
        for i, one in enumerate(got):
            self.assertIn("Number %d is" % i, one["attributions"][0]["content"]["text"])
        data = b"".join(json.dumps(line).encode("utf-8") + b"\n" for line in lines)
        alone = self.run_sayso("--stdin-jsonl", input=data)
        for jobs in (2, 8):
            self.assertEqual(self.run_sayso("--stdin-jsonl", "--jobs=%d" % jobs, input=data), alone)

    def test_ids_come_back_as_they_came(self):
        ids = ['"a"', '""', '"\\u00e9\\n\\"}],"', '"caf\u00e9"', "0", "-0", "1.10", "1E+05", "123456789012345678901234567890", '"\\u0000"']
        data = "".join('{"meta":{"id":[1,{"id":2}]}, "text":"Quiet." , "id" : %s }\r\n' % one for one in ids)
        lines = self.run_sayso("--stdin-jsonl", input=data.encode("utf-8")).split("\n")[:-1]
        self.assertEqual([line[:line.index(',"status":"OK"')] for line in lines], ['{"id":' + one for one in ids])
        line = self.run_sayso("--stdin-jsonl", input='{"id":"a\u2028b","text":""}'.encode("utf-8"))
        self.assertTrue(line.startswith('{"id":"a\\u2028b",'))

    def test_bad_lines_are_named_and_the_others_done(self):
        good = {"id": 1, "text": TEXT}
        bad = [(b"", "an empty line"), (b" ", "'[' or '{' expected"), (b"{", "string or '}' expected"), (b"[1]", "no JSON object"), (b'"x"', "no JSON"),
               (b'{"text":"x"}', '"id" is missing'), (b'{"id":true,"text":"x"}', '"id" is neither'),
               (b'{"id":1,"id":2,"text":"x"}', "duplicate"), (b'{"id":1,"text":"\xff"}', "decode byte"),
               (b'{"id":1,"text":"\\ud800"}', "Unicode"), (b'{"id":1e999,"text":""}', "overflow")]
        lines = [good] + [line for line, _ in bad] + [good]
        errors = ["line %d: .*%s" % (number + 2, re.escape(message)) for number, (_, message) in enumerate(bad)]
        for jobs in (1, 4):
            got = self.answers(lines, "--jobs=%d" % jobs, code=1, errors=errors)
            self.assertEqual([one["status"] for one in got], ["OK"] + ["BAD_DATA"] * len(bad) + ["OK"])
            self.assertEqual([one["id"] for one in got], [1] + [None] * len(bad) + [1])
            for number, one in enumerate(got[1:-1]):
                self.assertEqual(list(one), ["id", "status", "message"])
                self.assertTrue(one["message"].startswith("line %d: " % (number + 2)), one["message"])
            self.assertEqual(got[0], got[-1])

    def test_an_id_that_is_good_is_given_with_a_bad_text(self):
        bad = [({"id": "a"}, '"text" is missing'), ({"id": 2, "text": 7}, '"text" is no string'),
               ({"id": 3, "text": "", "language": 1}, '"language" is no string'),
               ({"id": 4, "text": "", "media_type": []}, '"media_type" is no string')]
        got = self.answers([line for line, _ in bad], code=1, errors=["line %d: %s" % (i + 1, bad[i][1]) for i in range(4)])
        self.assertEqual([one["id"] for one in got], ["a", 2, 3, 4])
        self.assertEqual({one["status"] for one in got}, {"BAD_DATA"})

    def test_media_type_and_language_of_a_line(self):
        lines = [{"id": 1, "text": TEXT, "language": "de"}, {"id": 2, "text": TEXT, "language": "en"}, {"id": 3, "text": TEXT},
                 {"id": 4, "text": TEXT, "language": None}, {"id": 5, "text": TEXT, "media_type": "image/png"},
                 {"id": 6, "text": TEXT, "media_type": "text/plain", "language": ""}]
        got = self.answers(lines, code=1, errors=["line 1: .*language de", "line 5: .*media type"])
        self.assertEqual([one["status"] for one in got], ["UNSUPPORTED", "OK", "OK", "OK", "UNSUPPORTED", "OK"])
        got = self.answers(lines, "--language=fr", "--media-type=image/gif", code=1, errors=["line %d: " % i for i in range(1, 6)])
        self.assertEqual([one["status"] for one in got], ["UNSUPPORTED"] * 5 + ["OK"])

    def test_options_hold_for_lines(self):
        self.assertEqual(self.answers([{"id": 1, "text": TEXT}], "--min-confidence=1")[0]["attributions"], [])
        got = self.answers([{"id": 1, "text": TEXT}], "--max-attributions=1", errors=["line 1: --max-attributions"])[0]
        self.assertEqual((got["status"], len(got["attributions"])), ("LIMIT", 1))
        got = self.answers([{"id": 1, "text": TEXT * 4000}], "--deadline-ms=1", code=1, errors=["line 1: .*deadline"])
        self.assertEqual(got[0]["status"], "DEADLINE")

    def test_no_input_and_no_last_newline(self):
        self.assertEqual(self.run_sayso("--stdin-jsonl", input=b""), "")
        got = self.records("--stdin-jsonl", input=b'{"id":1,"text":""}\n{"id":2,"text":""}')
        self.assertEqual([one["id"] for one in got], [1, 2])

    def test_a_nul_in_a_text(self):
        self.assertEqual(self.answers([{"id": 1, "text": "\u201cNo,\u201d said\0 Ann Lee."}])[0]["status"], "OK")

    def test_closed_input(self):
        done = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", SAYSO, "--stdin-jsonl"], timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertRegex(done.stderr.decode(), "^sayso: -: Bad file descriptor\n$")


class Limits(Command):
    def test_a_text_up_to_the_cap(self):
        for size in (99, 100, 101):
            line = {"id": size, "text": "\u00e9" + "a" * (size - 2)}
            if size <= 100:
                self.assertEqual(self.answers([line], "--max-document-bytes=100")[0]["status"], "OK")
                continue
            got = self.answers([line, {"id": 1, "text": ""}], "--max-document-bytes=100", code=1,
                               errors=["line 1: a text of 101 bytes, and 100 are the most"])
            self.assertEqual([(one["id"], one["status"]) for one in got], [(101, "TOO_LARGE"), (1, "OK")])

    def test_a_line_up_to_what_escaping_takes(self):
        longest = 100 * 6 + 65536
        for length in (longest - 1, longest, longest + 1):
            line = b'{"id":7,"text":""' + b" " * (length - 18) + b"}"
            self.assertEqual(len(line), length)
            if length <= longest:
                self.assertEqual(self.answers([line], "--max-document-bytes=100")[0]["status"], "OK")
                continue
            got = self.answers([line, {"id": 8, "text": ""}], "--max-document-bytes=100", code=1,
                               errors=["line 1: longer than %d bytes" % longest])
            self.assertEqual([(one["id"], one["status"]) for one in got], [(None, "TOO_LARGE"), (8, "OK")])

    def test_the_largest_text_in_the_longest_spelling(self):
        text = b"\\u0020" * (16 << 20)
        got = self.answers([b'{"id":1,"text":"' + text + b'"}', b'{"id":2,"text":"' + text + b'a"}'], "--jobs=2", code=1,
                           errors=["line 2: a text of 16777217 bytes, and 16777216 are the most"])
        self.assertEqual([one["status"] for one in got], ["OK", "TOO_LARGE"])

    def test_ids_depth_and_values(self):
        for more in (-1, 0, 1):
            lines = ['{"id":"%s","text":""}' % ("x" * (MOST_ID + more - 2)),
                     '{"id":1,"text":"","a":%s}' % ("[" * (15 + more) + "]" * (15 + more)),
                     '{"id":1,"text":"","a":[%s]}' % ",".join(["0"] * (4096 - 4 + more))]
            errors = ['line 1: "id" is longer than 4096 bytes', "line 2: nested deeper than 16 levels", "line 3: more than 4096 values"]
            got = self.answers([line.encode() for line in lines], code=int(more > 0), errors=errors if more > 0 else [])
            self.assertEqual([one["status"] for one in got], ["OK" if more <= 0 else "BAD_DATA"] * 3)

    def test_ten_million_brackets(self):
        got = self.answers([b"[" * 10000000, {"id": 1, "text": ""}], code=1, errors=["line 1: nested deeper"])
        self.assertEqual([one["status"] for one in got], ["BAD_DATA", "OK"])


class Flow(Command):
    def test_each_line_is_answered_before_the_next_comes(self):
        for jobs in ("--jobs=1", "--jobs=3"):
            with subprocess.Popen([SAYSO, "--stdin-jsonl", jobs], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
                for number in range(5):
                    process.stdin.write(json.dumps({"id": number, "text": TEXT}).encode() + b"\n")
                    process.stdin.flush()
                    self.assertEqual(json.loads(process.stdout.readline())["id"], number)
                process.stdin.close()
                self.assertEqual(process.wait(60), 0)

    def test_a_reader_that_leaves_ends_it_while_input_is_open(self):
        reading, writing = os.pipe()
        os.close(reading)
        with subprocess.Popen([SAYSO, "--stdin-jsonl"], stdin=subprocess.PIPE, stdout=writing, stderr=subprocess.PIPE) as process:
            os.close(writing)
            process.stdin.write(json.dumps({"id": 1, "text": TEXT}).encode() + b"\n")
            process.stdin.flush()
            self.assertEqual(process.wait(60), 74)
            self.assertRegex(process.stderr.read(), b"^sayso: standard output: cannot be written: Broken pipe\n$")


if __name__ == "__main__":
    unittest.main()
