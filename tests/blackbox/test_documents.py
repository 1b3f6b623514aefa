"""Whole articles: what a careful reader marked, against what the program finds."""
import json
import os
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import expectation as exp  # noqa: E402

CASES = HERE.parent.parent / "conformance" / "cases" / "documents"
UNITS = {"utf8": "utf-8", "utf16": "utf-16-le", "codepoint": "utf-32-le"}


def annotate(path, unit="utf8"):
    done = subprocess.run([os.environ["SAYSO"], "--format=jsonl", "--offsets=" + unit, str(path)],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    if done.returncode:
        raise AssertionError("exit %d: %s" % (done.returncode, done.stderr.decode("utf-8", "replace")))
    lines = done.stdout.decode("utf-8").splitlines()
    if len(lines) != 1:
        raise AssertionError("%d lines for one document" % len(lines))
    return json.loads(lines[0])


class NatoArticle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = CASES / "nato"
        cls.path = folder / "input.txt"
        cls.case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
        cls.document = exp.Text(cls.path.read_bytes())
        cls.expectation = exp.Expectation(cls.document, (folder / "expected.txt").read_text(encoding="utf-8"))
        cls.record = annotate(cls.path)
        cls.answer = exp.Answer(cls.record)
        cls.found = exp.pair(cls.document, cls.expectation, cls.answer, cls.case["compare"])

    def text_of(self, span):
        return self.document.data[span[0]:span[1]].decode("utf-8")

    def found_of(self, speaker):
        blocks = self.expectation.of("cue")
        return [b for b in self.found if blocks[b].value("speaker") == speaker and not blocks[b].optional()]

    def test_status(self):
        self.assertEqual(self.record["status"], self.case["status"])

    def test_relations(self):
        blocks = self.expectation.of("cue")
        wanted = [b for b, block in enumerate(blocks) if not block.optional()]
        right = [b for b in wanted if b in self.found]
        missed = len(wanted) - len(right)
        wrong = len(self.answer.attributions) - len(self.found)
        f1 = 2 * len(right) / (2 * len(right) + missed + wrong)
        print("NATO article: %d of %d relations found with the right speaker, %d others, F1 %.2f; missed: %s"
              % (len(right), len(wanted), wrong, f1,
                 ", ".join(self.text_of(blocks[b].value("cue")) for b in wanted if b not in self.found) or "none"))
        for key in ("kind", "act"):
            good = [b for b in right if exp.part_right(self.document, self.answer, blocks[b], key, self.found[b])]
            print("NATO article: %s right in %d of these %d; wrong at: %s"
                  % (key, len(good), len(right),
                     ", ".join("%s (%s)" % (self.text_of(blocks[b].value("cue")), self.found[b].get(key))
                               for b in right if b not in good) or "none"))
        self.assertGreaterEqual(len(right), self.case["demand"]["relations"])
        self.assertGreaterEqual(f1, self.case["demand"]["f1"])

    def test_full_names(self):
        self.assertLessEqual(set(self.case["demand"]["names"]), self.answer.names())

    def speakers_at(self, cue):
        """Names behind the attributions whose cue overlaps this span, whatever their content's borders."""
        names = {one["id"]: one["name"] for one in self.record["speakers"]}
        return {names.get(one.get("speaker")) for one in self.record["attributions"]
                if any(a < cue[1] and b > cue[0] for a, b in one.get("cue", {}).get("spans", []))}

    def test_presidents_own_their_statements(self):
        for name in ("Trump", "Volodymyr Zelenskyy"):
            cues = [b.value("cue") for b in self.expectation.of("cue") if b.value("speaker") == name and not b.optional()]
            owners = set().union(*(self.speakers_at(cue) for cue in cues))
            self.assertIn(name, owners)
            self.assertLessEqual(owners, {name, None})

    def test_every_minister_owns_a_statement(self):
        for name in self.case["demand"]["names"]:
            self.assertTrue(self.found_of(name), "no statement of %s" % name)

    def test_source_list(self):
        self.assertEqual(exp.credits_found(self.document, self.expectation, self.answer), [True] * 3)
        self.assertEqual(len([one for one in self.answer.credits if one["kind"] == "SOURCE_LINK"]), 3)

    def test_spans_slice_to_their_text(self):
        for unit, encoding in UNITS.items():
            width = {"utf8": 1, "utf16": 2, "codepoint": 4}[unit]
            data = self.document.text.encode(encoding)
            record = annotate(self.path, unit)
            parts = [one[key] for one in record["attributions"] for key in ("source", "cue", "content") if key in one]
            parts += record["credits"]
            parts += [one for speaker in record["speakers"] for key in ("role", "affiliation")
                      for one in speaker.get(key, [])]
            self.assertGreater(len(parts), 40)
            for part in parts:
                spans = part["spans"] if "spans" in part else [part["span"]]
                pieces = [data[width * a:width * b].decode(encoding) for a, b in spans]
                self.assertTrue(all(pieces), part)
                self.assertEqual(" ".join(pieces), part["text"], unit)

    def test_spans_are_ordered(self):
        for one in self.answer.attributions:
            for key in ("source", "content"):
                flat = [at for span in exp.spans_of(one.get(key)) for at in span]
                self.assertEqual(flat, sorted(set(flat)), one)


class Reader(unittest.TestCase):
    """The reader of expected.txt itself."""
    TEXT = "He said it. She said\u00a0no, and \u201cthe [sic] cost\u201d of #1 … rose, said Lee's aide."

    def read(self, source):
        document = exp.Text(self.TEXT.encode("utf-8"))
        return document, exp.Expectation(document, source)

    def slice(self, source, key="cue"):
        document, expectation = self.read(source)
        start, end = expectation.blocks[-1].value(key)
        return document.data[start:end].decode("utf-8")

    def test_quotes(self):
        self.assertEqual(self.slice("cue: said no"), "said\u00a0no")
        self.assertEqual(self.slice("cue: said#3"), "said")
        self.assertEqual(self.slice("cue: She … rose"), self.TEXT[12:self.TEXT.index(", said Lee")])
        self.assertEqual(self.slice("cue: said#1 … said#2"), self.TEXT[3:self.TEXT.index(" Lee")])
        self.assertEqual(self.slice("cue: \u201cthe \\[sic\\] cost\u201d"), "\u201cthe [sic] cost\u201d")
        self.assertEqual(self.slice("cue: of \\#1 \\… rose"), "of #1 … rose")
        self.assertEqual(self.slice("in: She … no\n\ncue: said"), "said")

    def test_faults_of_a_case(self):
        for source in ("cue: said", "cue: sai", "cue: absent", "cue: said#4", "said it", "act: STATEMENT",
                       "cue: said#1\ncredit: He", "cue: said#1\ncue: said#2", "cue: He\nor source: She",
                       "cue: said#1\nsource: Lee]", "cue:"):
            with self.assertRaises(exp.CaseFault, msg=source):
                self.read(source)

    def test_heads(self):
        document, expectation = self.read("cue: said#3\nsource: Lee's\n\ncue: said#1\nsource: [He] said")
        self.assertEqual([document.data[a:b] for block in expectation.blocks for a, b in block.heads["source"]],
                         [b"Lee", b"He"])

    def test_pairing(self):
        document, expectation = self.read(
            "in: He … it.\n\ncue: said\nsource: He\ncontent: it\nspeaker: Lee\nact: STATEMENT")
        right = {"id": 1, "source": {"spans": [[0, 2]]}, "cue": {"spans": [[3, 7]]}, "content": {"spans": [[8, 10]]},
                 "speaker": 1, "act": "STATEMENT"}
        keys = ["cue", "source", "content", "speaker", "act"]

        def found(**changes):
            answer = exp.Answer({"attributions": [dict(right, **changes)], "speakers": [{"id": 1, "name": "Lee"}]})
            return len(exp.pair(document, expectation, answer, keys))
        self.assertEqual(found(), 1)
        self.assertEqual(found(speaker=0), 0)
        self.assertEqual(found(act="DENIAL"), 0)
        self.assertEqual(found(source={"spans": [[12, 15]]}), 0)
        self.assertEqual(found(cue={"spans": [[16, 20]]}), 0)
        self.assertEqual(found(content={"spans": [[8, 20]]}), 0)


if __name__ == "__main__":
    unittest.main()
