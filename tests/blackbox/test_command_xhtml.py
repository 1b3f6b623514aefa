"""The command's pages: well-formed whatever the text, and saying what the lines of JSON say."""
import json
import pathlib
import unittest
import xml.etree.ElementTree

import command

PAGE = "{http://www.w3.org/1999/xhtml}"
NATO = pathlib.Path(__file__).resolve().parent.parent.parent / "conformance" / "cases" / "documents" / "nato" / "input.txt"


def spans_of(element):
    return [[int(at) for at in span.split("-")] for span in element.get("data-spans").split()]


class Pages(command.Command):
    def page(self, *arguments, **more):
        return xml.etree.ElementTree.fromstring(self.run_sayso("--format=xhtml", *arguments, **more))

    def compare(self, name, *options):
        """A page against the line of JSON of the same document."""
        page, record = self.page(*options, name), json.loads(self.run_sayso("--format=jsonl", *options, name))
        metas = [(one.get("name"), one.get("content")) for one in page.iter(PAGE + "meta")]
        names = {one["id"]: one["name"] for one in record["speakers"]}
        self.assertEqual(dict(metas)["sayso:status"], record["status"])
        self.assertEqual(dict(metas)["sayso:offset-unit"], record["offset_unit"])
        said = list(dict.fromkeys(names[one["speaker"]] for one in record["attributions"] if names.get(one.get("speaker"))))
        self.assertEqual([content for key, content in metas if key == "sayso:speaker"], said)
        boxes = [one for one in page.iter(PAGE + "div") if one.get("class") == "sayso-attribution"]
        self.assertEqual(len(boxes), len(record["attributions"]))
        for box, one in zip(boxes, record["attributions"]):
            self.assertEqual((box.get("data-kind"), box.get("data-act")), (one["kind"], one["act"]))
            self.assertEqual(float(box.get("data-confidence")), one["confidence"])
            for element, part in (("cite", "source"), ("span", "cue"), ("blockquote", "content")):
                found = box.find(PAGE + element)
                self.assertEqual([] if found is None else spans_of(found), one.get(part, {}).get("spans", []))
                self.assertEqual("" if found is None else found.text or "", one.get(part, {}).get("text", ""))
        return page

    def test_an_article(self):
        for unit in ("utf8", "utf16", "codepoint"):
            page = self.compare(str(NATO), "--offsets=" + unit)
            self.assertEqual(page.find(PAGE + "body/" + PAGE + "pre").text.encode("utf-8"), NATO.read_bytes())

    def test_hostile_text(self):
        self.write("b.txt", b"\xef\xbb\xbf<b>Ann & \"Bo\"</b> Lee said: \x00\x1b\xff\xed\xa0\x80]]>&amp;\r\n\r\n<!-- \xef\xbf\xbf Ann Lee denied it.\r")
        page = self.page("b.txt", errors=["b.txt: not all of it is UTF-8: 4 sequences .*"])
        text = page.find(PAGE + "body/" + PAGE + "pre").text
        self.assertTrue(text.startswith("\ufeff<b>Ann & \"Bo\"</b> Lee said: \ufffd\ufffd\ufffd"), text)
        self.assertTrue(text.endswith("]]>&amp;\r\n\r\n<!-- \ufffd Ann Lee denied it.\r"), text)

    def test_nothing(self):
        self.write("empty.txt", "")
        self.compare("empty.txt")

    def test_limit(self):
        page = self.page("--max-attributions=1", "a.txt", errors=["a.txt: --max-attributions is reached.*"])
        metas = {one.get("name"): one.get("content") for one in page.iter(PAGE + "meta")}
        self.assertEqual(metas["sayso:status"], "LIMIT")
        self.assertIn("--max-attributions is reached", metas["sayso:message"])

    def test_files(self):
        self.write("b.txt", "Ann Lee said no.")
        self.run_sayso("--format=xhtml", "a.txt", "b.txt", code=64, errors=[".*--format=xhtml takes one file.*"])
        self.run_sayso("--format=xhtml", "--quiet", "--output-dir=out", "a.txt", "b.txt")
        self.assertEqual(self.files("out"), ["a.xhtml", "b.xhtml"])
        for name in ("a", "b"):
            self.assertEqual((self.folder / "out" / (name + ".xhtml")).read_text(encoding="utf-8"), self.run_sayso("--format=xhtml", name + ".txt"))

    def test_a_text_that_fails_has_no_page(self):
        self.write("b.txt", "x" * 11)
        self.assertEqual(self.run_sayso("--format=xhtml", "--max-document-bytes=10", "b.txt", code=1, errors=["b.txt: .*"]), "")


if __name__ == "__main__":
    unittest.main()
