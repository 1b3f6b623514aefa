"""The program's records against a corpus: which of them are right, as the scorer says.

Standard library only: it judges the program, so it runs where the program runs.
"""
import collections
import importlib.util
import json
import os
import subprocess
import tarfile

Text = collections.namedtuple("Text", "name text records gold")  # records: of jsonl, outermost; gold: paths


def module_at(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folder_of(base, kind, work):
    """A corpus is a folder with text and attributions, or with an archive of each."""
    path = os.path.join(base, kind)
    if os.path.isdir(path):
        return path
    with tarfile.open(path + ".tar.gz") as tar:
        tar.extractall(os.path.join(work, kind))
    inner = os.path.join(work, kind, kind)
    return inner if os.path.isdir(inner) else os.path.join(work, kind)


def texts_of(folder):
    return sorted(f for f in os.listdir(folder) if f.endswith(".txt"))


def documents(program, options, folder):
    """What the program says of each text of the folder: [one object of jsonl]"""
    command = [os.path.abspath(program), "--format=jsonl", "--offsets=codepoint", "--quiet", *options, *texts_of(folder)]
    out = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    return [json.loads(line) for line in out.split("\n")[:-1]]


def texts(program, options, text_folder, gold_folder):
    """-> the model's name, [Text]; texts without gold are left out"""
    golds, out, model = sorted(os.listdir(gold_folder)), [], ""
    for document in documents(program, options, text_folder):
        name, model = document["document"][:-4], document.get("model", model)
        with open(os.path.join(text_folder, name + ".txt"), encoding="utf-8", newline="") as f:
            text = f.read()
        gold = [os.path.join(gold_folder, g) for g in golds if g[:-4] == name or g[:-4].rpartition("_")[0] == name]
        records = [r for r in document.get("attributions", []) if not r.get("parent")]
        if gold:
            out.append(Text(name, text, records, gold))
    return model, out


def spans_of(record):
    """A record of jsonl as the scorer has relations: {role: [(start, end)]}"""
    return {role: record.get(role.lower(), {}).get("spans", []) for role in ("Source", "Cue", "Content")}


def pairs(score, tokens, predicted, gold):
    """[(index of predicted, of gold)] that are right: relation.soft. Both: [{role: spans}]"""
    one = [{r: score.cover(tokens, x[r]) for r in score.ROLES} for x in predicted]
    two = [{r: score.cover(tokens, x[r]) for r in score.ROLES} for x in gold]

    def weight(p, g):
        a, b = score.trim(p["Content"], tokens), score.trim(g["Content"], tokens)
        overlap = len(a & b) / len(a | b) if a | b else 0.
        c, d = score.strong(p["Source"], tokens), score.strong(g["Source"], tokens)
        return overlap if overlap >= .5 and (c & d or not c and not d) else 0

    return [(i, j) for i, j, _ in score.pair(one, two, weight)]


def judged(score, text, predicted, gold_files):
    """For each predicted relation the share of the annotators by whom it is right."""
    tokens, right = score.tokens(text), [0.] * len(predicted)
    for path in gold_files:
        for i, _ in pairs(score, tokens, predicted, score.read_ann(path)):
            right[i] += 1 / len(gold_files)
    return right
