"""Rules files: each kind of rule on real text, with files and with hosts; what is refused; what a pattern may cost."""
import json
import re
import unittest

import host
from command import Command
from host import pb

ARTICLE = """By Jane Doe

The Iron Lady announced on Monday that the bridge would close in May. The council semaphored the plans were late.

“We will fight this plan to the very end,” Ann Lee told reporters. She denied that she had asked for it.

The band likes the song “Say It Again and Again, My Love,” according to Bo Ray, a singer.

Photo: Al Ma/The Example
"""


class Rules(Command):
    def setUp(self):
        super().setUp()
        self.write("article.txt", ARTICLE)

    def annotated(self, rules=None, text="article.txt", **more):
        options = []
        if rules is not None:
            self.write("my.rules", rules)
            options = ["--rules=my.rules"]
        (record,) = self.records("--format=jsonl", "--reproducible", *options, text, **more)
        return record

    def cues(self, record):
        return [one["cue"]["text"] for one in record["attributions"] if "cue" in one]

    def names(self, record):
        return [one["name"] for one in record["speakers"]]

    def credits(self, record):
        return [(one["kind"], one["text"]) for one in record["credits"]]


class EachRule(Rules):
    def test_credits_are_added_and_switched_off(self):
        self.assertEqual(self.credits(self.annotated()), [("BYLINE", "Jane Doe")])
        rules = "credit photo\n    gives = PUBLISHER\n    where = tail\n    find = ^Photo: .*/(.+)$\n"
        self.assertEqual(self.credits(self.annotated(rules)), [("BYLINE", "Jane Doe"), ("PUBLISHER", "The Example")])
        self.assertEqual(self.credits(self.annotated(rules + "credit byline-by = off\n")), [("PUBLISHER", "The Example")])

    def test_several_names_of_one_credit(self):
        rules = "credit people\n    gives = BYLINE\n    find = ^Photo: (.+)$\n    each = (?&person)\n"
        self.assertIn(("BYLINE", "Al Ma"), self.credits(self.annotated(rules)))

    def test_cue_words_are_added(self):
        self.assertNotIn("semaphored", self.cues(self.annotated()))
        record = self.annotated("cue \"semaphore\" = DENIAL\n")
        (added,) = [one for one in record["attributions"] if one.get("cue", {}).get("text") == "semaphored"]
        self.assertEqual((added["source"]["text"], added["content"]["text"], added["act"]),
                         ("The council", "the plans were late", "DENIAL"))
        self.assertNotIn("semaphored", self.cues(self.annotated("cue \"semaphores\" = DENIAL\n")))

    def test_cue_words_are_switched_off(self):
        self.assertIn("denied", self.cues(self.annotated()))
        self.assertNotIn("denied", self.cues(self.annotated("cue \"deny\" = off\n")))

    def test_the_act_of_a_known_cue(self):
        record = self.annotated("cue \"announce\" = PROMISE\n")
        self.assertEqual([one["act"] for one in record["attributions"] if one.get("cue", {}).get("text") == "announced"], ["PROMISE"])

    def test_speakers_have_other_names(self):
        self.assertIn("The Iron Lady", self.names(self.annotated()))
        record = self.annotated("speaker \"the Iron Lady\" = \"Margaret Thatcher\"\nspeaker \"Ann Lee\" = \"Ann Lee-Moss\"\n")
        self.assertIn("Ann Lee-Moss", self.names(record))
        self.assertNotIn("Ann Lee", self.names(record))
        (iron,) = [one for one in record["speakers"] if one["name"] == "Margaret Thatcher"]
        self.assertEqual(iron["key"], "margaret thatcher")
        self.assertEqual([ARTICLE.encode()[start:end] for start, end in iron["mentions"]], [b"The Iron Lady"])

    def test_what_is_never_a_quote(self):
        text = "Ann Lee said that the bridge is safe. Ann Lee said that the ferry is slow.\n"
        self.write("said.txt", text)
        self.assertEqual(len(self.annotated(text="said.txt")["attributions"]), 2)
        record = self.annotated("never-a-quote ferry\n    find = that the ferry [^.]*\n", text="said.txt")
        self.assertEqual([one["content"]["text"] for one in record["attributions"]], ["that the bridge is safe"])

    def test_what_is_never_a_quote_does_not_float(self):
        self.write("float.txt", "It rained.\n\n“We want our old bridge back!”\n\nIt rained.\n")
        (one,) = self.annotated(text="float.txt")["attributions"]
        self.assertEqual((one["content"]["text"], "cue" in one, "source" in one, "speaker" in one),
                         ("“We want our old bridge back!”", False, False, False))
        self.assertLess(one["confidence"], 0.5)
        self.assertEqual(self.annotated("never-a-quote chant\n    find = old bridge.*!\n", text="float.txt")["attributions"], [one])
        self.assertEqual(self.annotated("never-a-quote chant\n    find = We want .* back\n", text="float.txt")["attributions"], [])

    def test_the_programs_own_file_is_one(self):
        own = self.run_sayso("--print-rules")
        self.assertIn("\ncredit byline-by\n", own)
        renamed = re.sub(r"(?m)^(credit|define) (?=\S+)", r"\1 my", own)
        for name in re.findall(r"(?m)^define my(\w+)", renamed):
            renamed = renamed.replace("(?&%s)" % name, "(?&my%s)" % name)
        off = "".join("credit %s = off\n" % name for name in re.findall(r"(?m)^credit (\S+)$", own))
        self.assertEqual(self.annotated(off + renamed)["credits"], self.annotated()["credits"])
        self.assertEqual(self.annotated(off)["credits"], [])

    def test_markdown_has_places_of_its_source(self):
        self.write("page.md", "# Road\n\n**Photo:** *The Example*\n")
        self.write("my.rules", "credit photo\n  gives = PUBLISHER\n  find = ^Photo: (.+)$\n")
        (record,) = self.records("--format=jsonl", "--media-type=text/markdown", "--rules=my.rules", "page.md")
        self.assertEqual([(one["text"], one["span"]) for one in record["credits"]], [("The Example", [20, 31])])

    def test_the_manuals_example(self):
        page = (host.ROOT / "plugin/doc/rules.md").read_text("utf-8")
        (example,) = re.findall(r"```\n(# my\.rules\n.*?)```", page, re.S)
        record = self.annotated(example)
        self.assertIn("Margaret Thatcher", self.names(record))
        self.assertIn("semaphored", self.cues(record))
        self.assertIn(("PUBLISHER", "The Example"), self.credits(record))


class WhatIsInForce(Rules):
    def test_the_digest_is_told(self):
        plain = self.annotated()["rules"]
        one, same = (self.annotated("cue \"semaphore\" = STATEMENT\n")["rules"] for _ in range(2))
        other = self.annotated("cue \"semaphore\" = DENIAL\n")["rules"]
        self.assertRegex(plain, "^builtin [0-9a-f]{16}$")
        self.assertRegex(one, "^%s user [0-9a-f]{16}$" % plain)
        self.assertEqual(one, same)
        self.assertNotEqual(one, other)

    def test_hosts_have_them_too(self):
        rules = "speaker \"the Iron Lady\" = \"Margaret Thatcher\"\ncredit byline-by = off\n"
        path = str(self.write("my.rules", rules))
        talk = host.talk(host.hello() + host.document(1, ARTICLE.encode()), options=("--reproducible", "--rules=" + path))
        self.assertEqual((talk.code, talk.errors), (0, ""))
        self.assertEqual(talk.frames[0].hello_ack.rules.decode(), self.annotated(rules)["rules"])
        _, speakers, credits = host.records_of(talk.frames, 1)
        self.assertIn(b"Margaret Thatcher", [one.name for one in speakers])
        self.assertEqual(len(credits), 0)

    def test_streaming_hosts_have_the_same_records(self):
        path = str(self.write("my.rules", "speaker \"the Iron Lady\" = \"Margaret Thatcher\"\ncue \"semaphore\" = STATEMENT\n"
                                          "never-a-quote song\n    find = the song “[^”]*”\n"))
        text = (ARTICLE.replace("Photo", "Picture") * 60).encode()
        options = ("--reproducible", "--rules=" + path)
        whole = host.talk(host.hello() + host.document(1, text), options=options)
        pieces = host.talk(host.hello(capability=(b"stream",)) + host.document(1, text, size=5000), options=options)
        one, other = (host.records_of(talk.frames, 1) for talk in (whole, pieces))
        self.assertGreater(len(one[0]), 200)
        self.assertEqual([(a.id, a.cue, list(a.content)) for a in one[0]], [(a.id, a.cue, list(a.content)) for a in other[0]])
        last = {speaker.id: speaker for speaker in other[1]}
        name = lambda speaker: last[last[speaker].merged_into or speaker].name if speaker else b""
        names = {speaker.id: speaker.name for speaker in one[1]}
        self.assertEqual([names.get(a.speaker, b"") for a in one[0]], [name(a.speaker) for a in other[0]])

    def test_workers_agree(self):
        self.write("my.rules", "cue \"semaphore\" = STATEMENT\ncredit photo\n  gives = WIRE\n  find = ^Photo: (.+)$\n")
        names = []
        for i in range(12):
            self.write("%d.txt" % i, ARTICLE * (i + 1))
            names.append("%d.txt" % i)
        one, many = (self.run_sayso("--format=jsonl", "--reproducible", "--rules=my.rules", "--jobs=%d" % jobs, *names) for jobs in (1, 4))
        self.assertEqual(one, many)


class WhatIsRefused(Rules):
    def refused(self, rules, message):
        self.write("bad.rules", rules)
        self.assertEqual(self.run_sayso("--rules=bad.rules", "article.txt", code=78, errors=[message]), "")

    def test_file_line_column_and_reason(self):
        self.refused("# x\ncredit a\n    gives = WIRE\n    find = a(b\n", r"bad\.rules:4:15: the pattern does not compile: missing closing parenthesis$")
        self.refused("cue semaphore = DENIAL\n", r"bad\.rules:1:1: a cue is written: ")
        self.refused("speaker \"a\" = \"b\"\ncrdit x\n", r"bad\.rules:2:1: a rule begins with credit, cue, speaker, never-a-quote or define, not 'crdit'$")
        self.refused(b"# caf\xe9\n", r"bad\.rules:1:6: not UTF-8 ")
        self.refused("credit none = off\n", r"bad\.rules:1:8: the program has no credit 'none' of its own")
        self.refused("#" * (262144 + 1), r"bad\.rules:1:262145: a rules file of more than 262144 bytes$")
        self.refused("#" * 300000, r"bad\.rules: the rules cannot be read: ")

    def test_files_that_cannot_be_read(self):
        for name, reason in (("none.rules", ".*No such file"), (".", ".*directory")):
            self.assertEqual(self.run_sayso("--rules=" + name, "article.txt", code=78, errors=[re.escape(name) + ": the rules cannot be read: " + reason]), "")

    def test_a_host_gets_no_frame(self):
        path = str(self.write("bad.rules", "cue semaphore = DENIAL\n"))
        talk = host.talk(host.hello() + host.document(1, ARTICLE.encode()), options=("--rules=" + path,))
        self.assertEqual((talk.frames, talk.code), ([], 78))
        self.assertIn("bad.rules:1:1: ", talk.errors)

    def test_the_largest_file_is_read(self):
        self.assertEqual(self.annotated("#" * 262144)["status"], "OK")


class WhatPatternsMayCost(Rules):
    """A pattern that would not end is given up by counted steps, and the answer says so."""

    SLOW = "never-a-quote slow\n    find = (a|aa)+[0-9]\ncredit slower\n    gives = WIRE\n    find = (b|bb)+[0-9]\n"

    def test_the_document_is_answered_and_the_rule_named(self):
        text = "Ann Lee said that the bridge is safe.\n\n" + "a" * 60 + "\n"
        self.write("slow.txt", text)
        record = self.annotated(self.SLOW, text="slow.txt", errors=[r"slow\.txt: the rule slow "])
        self.assertEqual(record["status"], "LIMIT")
        self.assertRegex(record["message"], "the rule slow of the rules file took too many steps")
        self.assertEqual(self.cues(record), ["said"])

    def test_hosts_are_told(self):
        path = str(self.write("my.rules", self.SLOW))
        text = b"Ann Lee said that the bridge is safe.\n\n" + b"a" * 60
        talk = host.talk(host.hello() + host.document(1, text) + host.document(2, b"Ann Lee said that it is safe."), options=("--rules=" + path,))
        self.assertEqual(host.statuses(talk.frames), [(1, "LIMIT"), (2, "OK")])
        self.assertIn(b"the rule slow", host.done_of(talk.frames, 1).message)
        self.assertEqual(len(host.records_of(talk.frames, 1)[0]), 1)

    def test_it_is_the_same_every_time(self):
        self.write("slow.txt", ("Ann Lee said that the bridge is safe. " + "a" * 60 + "\n\n") * 200)
        first, second = (json.dumps(self.annotated(self.SLOW, text="slow.txt", errors=["slow"])) for _ in range(2))
        self.assertEqual(first, second)


if __name__ == "__main__":
    unittest.main()
