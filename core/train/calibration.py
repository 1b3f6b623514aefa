#!/usr/bin/env python3
"""How often records of each confidence are right: the reliability table of the program itself on a corpus.

usage: calibration.py --shared DIR --corpus polnear/dev --program build/sayso
"""
import argparse
import os
import tempfile

import judge

BINS = 10


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", required=True)
    p.add_argument("--corpus", default="polnear/dev")
    p.add_argument("--program", default="build/sayso")
    p.add_argument("--option", action="append", default=[])
    a = p.parse_args()
    score, base = judge.module_at(os.path.join(a.shared, "eval", "score.py")), os.path.join(a.shared, "corpora", a.corpus)
    rows = [[0, 0., 0.] for _ in range(BINS)]  # records, their confidence, how many are right
    with tempfile.TemporaryDirectory() as work:
        model, texts = judge.texts(a.program, a.option, judge.folder_of(base, "text", work), judge.folder_of(base, "attributions", work))
        for one in texts:
            predicted = [judge.spans_of(r) for r in one.records]
            for record, right in zip(one.records, judge.judged(score, one.text, predicted, one.gold)):
                row = rows[min(int(record["confidence"] * BINS), BINS - 1)]
                row[0], row[1], row[2] = row[0] + 1, row[1] + record["confidence"], row[2] + right
    total = sum(n for n, _, _ in rows)
    print(f"{model}, {total} records of {len(texts)} texts\nconfidence  records   said  right")
    for k, (n, said, right) in enumerate(rows):
        if n:
            print(f"{k / BINS:.1f} to {(k + 1) / BINS:.1f}  {n:8d}  {said / n:5.3f}  {right / n:5.3f}")
    print(f"expected calibration error {sum(abs(said - right) for _, said, right in rows) / max(1, total):.4f}")


if __name__ == "__main__":
    main()
