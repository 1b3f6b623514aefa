"""What the C resolver as it is built makes of texts: GAP's F1, and how many mentions of GUM get their name.

usage: measure.py gap --shared SHARED --program build/train-clusters [--part validation]
       measure.py speakers --shared SHARED --program build/train-clusters [--folds WORK]

`gap`: a pronoun means a name when the speaker that the program gives it has a mention that overlaps the name; F1 of
that over both names of every snippet, and by gender.
`speakers`: of the third-person pronouns and nominals of GUM whose chain is a person's or an organisation's and has a
proper name, in text order, neither predicates nor appositions: how many get that name, how many another, how many none.
A speaker without a name of its own is shown by its words: "Ann Lee and her sister", "the French" and "the Court" count
as names, since they have a proper noun.
"""
import argparse
import json
import subprocess
from collections import Counter, defaultdict

import corpora

KINDS = ("person", "organization")
NO_SOURCES = ("pred", "appos", "cata")  # links of what is said about a mention, not of a mention
FEMININE = frozenset(("she", "her", "hers"))


def ask(program, texts, options=()):
    """For each text (bytes) and its asked places what the program answers: a list of dicts in their order."""
    requests = "".join(json.dumps({"text": text.decode(), "asked": asked}) + "\n" for text, asked in texts)
    run = subprocess.run([program, *options], input=requests.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def overlaps(one, other):
    return one[0] < other[1] and other[0] < one[1]


def f1(right, given, gold):
    return 200 * right / (given + gold) if given + gold else 0


def measure_gap(program, shared, part, options=()):
    snippets = corpora.gap(shared, part)
    answers = ask(program, [(one.text, [one.pronoun]) for one in snippets], options)
    count = defaultdict(Counter)
    for snippet, answer in zip(snippets, answers):
        gender = "feminine" if snippet.word.lower() in FEMININE else "masculine"
        spans = answer[0].get("mentions", [])
        for start, end, gold in snippet.names:
            given = any(overlaps((start, end), span) for span in spans)
            for which in ("overall", gender):
                count[which].update(right=given and gold, given=given, gold=gold)
    figures = {which: f1(c["right"], c["given"], c["gold"]) for which, c in count.items()}
    all_of = count["overall"]
    figures["precision"] = 100 * all_of["right"] / max(1, all_of["given"])
    figures["recall"] = 100 * all_of["right"] / all_of["gold"]
    figures["ratio"] = figures["feminine"] / max(.01, figures["masculine"])
    return figures


def asked_of(document):
    """The mentions that are measured, in text order."""
    named = {m.entity for m in document.mentions if m.head.part == "PROPN"}
    found = []
    for mention in sorted(document.mentions, key=lambda m: (m.start, m.end)):
        pronoun = mention.head.part == "PRON" and mention.head.form.lower() in corpora.PRONOUNS
        if mention.entity in named and mention.kind in KINDS and mention.link not in NO_SOURCES and \
                (pronoun or mention.head.part == "NOUN"):
            found.append(mention)
    return found


def judge(document, mention, answer):
    """"right", "wrong" or "none". The name that is shown decides whose it is, else most of its mentions."""
    if not answer.get("named"):
        return "none"
    proper = [m for m in document.mentions if m.head.part == "PROPN"]
    shown = corpora.mention_at(proper, answer["name"])
    if shown:
        return "right" if shown.entity == mention.entity else "wrong"
    found = (corpora.mention_at(proper, span) for span in answer["mentions"])
    votes = Counter(m.entity for m in found if m)
    return "right" if votes and votes.most_common(1)[0][0] == mention.entity else "wrong"


def measure_speakers(program, documents, options=()):
    """Counts by what the mention is."""
    count = defaultdict(Counter)
    asked = [asked_of(document) for document in documents]
    texts = [(d.text, [[m.start, m.end] for m in mentions]) for d, mentions in zip(documents, asked)]
    for document, mentions, answer in zip(documents, asked, ask(program, texts, options)):
        for mention, one in zip(mentions, answer):
            verdict = judge(document, mention, one)
            for which in ("all", "pronouns" if mention.head.part == "PRON" else "nominals"):
                count[which][verdict] += 1
    return count


def percentages(count):
    total = sum(count.values())
    shares = ", ".join(f"{100 * count[verdict] / total:.1f} {verdict}" for verdict in ("right", "wrong", "none"))
    return f"{shares} of {total}"


def print_gap(arguments):
    found = measure_gap(arguments.program, arguments.shared, arguments.part)
    print(f"gap/{arguments.part}: F1 {found['overall']:.1f} (precision {found['precision']:.1f}, recall {found['recall']:.1f}); "
          f"feminine {found['feminine']:.1f}, masculine {found['masculine']:.1f}, ratio {found['ratio']:.3f}")


def print_speakers(arguments):
    documents = corpora.gum(arguments.shared)
    total = defaultdict(Counter)
    for fold in range(corpora.FOLDS):
        held_out = [d for i, d in enumerate(documents) if corpora.fold_of(i) == fold]
        options = ["--weights", f"{arguments.folds}/fold-{fold}.bin"] if arguments.folds else []
        for which, count in measure_speakers(arguments.program, held_out, options).items():
            total[which].update(count)
    for which in ("all", "pronouns", "nominals"):
        print(f"gum, {'held-out folds' if arguments.folds else 'weights as built'}, {which}: {percentages(total[which])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("gap", "speakers"))
    parser.add_argument("--shared", required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--part", default="validation", choices=("validation", "development"))
    parser.add_argument("--folds", help="folder of fold-0.bin to fold-4.bin, that train.py wrote")
    arguments = parser.parse_args()
    (print_gap if arguments.what == "gap" else print_speakers)(arguments)


if __name__ == "__main__":
    main()
