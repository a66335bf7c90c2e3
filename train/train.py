#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Train the tagger, parser and name tagger. Usage: train.py --treebanks DIR --vectors V.npz --out NET.pt [options]

Sum of four cross-entropies (tags, arcs, labels, names; names only where a sentence has them), AdamW, linear warm-up and decay,
exponential moving average of the weights, weights rounded as in the int8 file during the last part of training.
"""
import argparse
import json
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import data
from batches import Batch, Vocab, group
from net import Net

START_WEIGHT = 1.0  # of the loss of the sentence starts
JOINED = 0.06  # joined sentences an epoch, as a share of all


def mean_loss(scores, gold):
    """Mean cross-entropy over the positions that have an answer (0 where none has)."""
    count = int((gold >= 0).sum())
    return F.cross_entropy(scores, gold, reduction="sum") / max(1, count) if count else scores.sum() * 0


def losses(net, b, ner_weight):
    h = net.encode(b)
    w = h[b.word_rows]
    total = mean_loss(net.lin(net.tag, w), b.tags)
    arcs = net.arcs(h, b.rows, b.mask)
    total = total + mean_loss(arcs.reshape(-1, arcs.shape[-1]), b.heads.reshape(-1))
    total = total + mean_loss(net.labels(h, b.word_rows, b.head_rows), b.rels)
    if ner_weight and (b.ner >= 0).any():
        each = F.cross_entropy(net.lin(net.ner, w), b.ner, reduction="none") * b.ner_weight
        total = total + ner_weight * each.sum() / b.ner_weight[b.ner >= 0].sum()
    inner = b.starts >= 0
    return total + START_WEIGHT * F.binary_cross_entropy_with_logits(net.lin(net.start, w).squeeze(1)[inner], b.starts[inner])


def read_silver(path):
    """Sentences that have names alone."""
    with open(path, encoding="utf-8") as f:
        return [dict(json.loads(line), id="", source="un", head=None, tag=None, rel=None, lemma=None, ner_weight=0.5) for line in f]


def quick_scores(net, sentences, vocab):
    """UPOS, UAS, LAS by plain arg max, and name F1 by arg max of the tags: for watching, not for reporting."""
    net.eval()
    words = upos = uas = las = hit = guessed = gold = 0
    with torch.no_grad():
        for part in group(sentences, 3000):
            b = Batch(part, vocab, net.dilations)
            h = net.encode(b)
            tag = net.lin(net.tag, h[b.word_rows]).argmax(1).tolist()
            ner = net.lin(net.ner, h[b.word_rows]).argmax(1).tolist()
            arc = net.arcs(h, b.rows, b.mask).argmax(2)
            found = [arc[k, :len(s["form"])] for k, s in enumerate(part)]
            head_rows = torch.cat([b.rows[k, 0] + f for k, f in enumerate(found)])
            rel = net.labels(h, b.word_rows, head_rows).argmax(1).tolist()
            at = 0
            for k, s in enumerate(part):
                n = len(s["form"])
                for i in range(n):
                    words += 1
                    upos += vocab.tags[tag[at + i]].split("|")[0] == s["tag"][i].split("|")[0]
                    if int(found[k][i]) == s["head"][i]:
                        uas += 1
                        las += vocab.rels[rel[at + i]] == s["rel"][i]
                if s["ner"] is not None:
                    misc = s["source"] == "gum"
                    a = set(data.spans_of(s["ner"]))
                    g = {x for x in data.spans_of([data.NER_TAGS[t] for t in ner[at:at + n]]) if misc or x[2] != "MISC"}
                    hit, guessed, gold = hit + len(a & g), guessed + len(g), gold + len(a)
                at += n
    f1 = 200.0 * hit / max(1, guessed + gold)
    return 100.0 * upos / words, 100.0 * uas / words, 100.0 * las / words, f1


def checkpoint(net, ema, devs, vocab, dilations, args, out):
    """Scores the averaged weights on each (name, sentences) of devs, saves them to out with all that
    export.py needs, and puts the live weights back. Returns the scores as text."""
    live = {n: q.detach().clone() for n, q in net.named_parameters()}
    with torch.no_grad():
        for n, q in net.named_parameters():
            q.copy_(ema[n])
    line = "".join(" | %s UPOS %.2f UAS %.2f LAS %.2f NER %.1f" % ((name,) + quick_scores(net, dev, vocab))
                   for name, dev in devs)
    torch.save({"state": net.state_dict(), "args": args, "dilations": dilations, "row": vocab.row,
                "rows": vocab.rows, "tags": vocab.tags, "rels": vocab.rels}, out)
    with torch.no_grad():
        for n, q in net.named_parameters():
            q.copy_(live[n])
    return line


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--treebanks", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--width", type=int, default=192)
    p.add_argument("--dilations", default="1,2,4,8,1")
    p.add_argument("--arc", type=int, default=128)
    p.add_argument("--epochs", type=float, default=20)
    p.add_argument("--tokens", type=int, default=2200)
    p.add_argument("--lr", type=float, default=2.5e-3)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--ner-weight", type=float, default=0.6)
    p.add_argument("--silver", help="names from silver_names.py")
    p.add_argument("--dropout", default="0.2,0.2,0.3", help="input, convolution, heads")
    p.add_argument("--max-vectors", type=int, default=10 ** 6)
    a = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    rng, shuffle = random.Random(a.seed), np.random.RandomState(a.seed)

    ewt, gum, ewt_dev, gum_dev = data.load_all(a.treebanks)
    train = ewt + gum
    alone = []
    if a.silver:
        alone = read_silver(a.silver)
    v = np.load(a.vectors)
    vocab = Vocab(train, v["hash"][:a.max_vectors], v["vec"][:a.max_vectors].astype(np.float32))
    dilations = [int(x) for x in a.dilations.split(",")]
    net = Net(vocab.rows, vocab.vec.shape[1], len(vocab.tags), len(vocab.rels), len(data.NER_TAGS), a.width, dilations, a.arc)
    net.drop_in, net.drop_conv, net.drop_head = [float(x) for x in a.dropout.split(",")]
    print("feature rows", vocab.rows, "vectors", len(vocab.vec), "tags", len(vocab.tags), "labels", len(vocab.rels),
          "dense parameters", sum(q.numel() for n, q in net.named_parameters() if n not in ("emb",)), flush=True)

    decay = [q for n, q in net.named_parameters() if q.dim() > 1 and n != "emb"]
    plain = [q for n, q in net.named_parameters() if q.dim() <= 1 or n == "emb"]
    opt = torch.optim.AdamW([{"params": decay, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}],
                            lr=a.lr, betas=(0.9, 0.98), eps=1e-8)
    per_epoch = len(group(train + alone[:len(alone) // 3], a.tokens))
    steps = int(per_epoch * a.epochs)
    ema = {n: q.detach().clone() for n, q in net.named_parameters()}
    step, start, seen = 0, time.process_time(), 0.0
    while step < steps:
        net.train()
        epoch_sentences = [data.augment(s, rng) for s in train] + rng.sample(alone, len(alone) // 3) + \
            data.joined(train, int(JOINED * len(train)), rng)
        for part in group(epoch_sentences, a.tokens, shuffle):
            if step >= steps:
                break
            rate = a.lr * min(1.0, (step + 1) / 200.0) * max(0.01, 1.0 - step / steps)
            for g in opt.param_groups:
                g["lr"] = rate
            net.fake_quant = step > 0.8 * steps
            loss = losses(net, Batch(part, vocab, dilations, shuffle), a.ner_weight)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
            opt.step()
            step += 1
            seen += float(loss)
            keep = min(0.998, step / (step + 10.0))
            if step > 0.3 * steps:
                with torch.no_grad():
                    for n, q in net.named_parameters():
                        ema[n].mul_(keep).add_(q, alpha=1 - keep)
            elif step % 50 == 0:
                with torch.no_grad():
                    for n, q in net.named_parameters():
                        ema[n].copy_(q)
        line = "epoch %.1f loss %.3f cpu %.0fs" % (step / per_epoch, seen / per_epoch, time.process_time() - start)
        seen = 0.0
        if step >= steps or (round(step / per_epoch) % 3 == 0):
            net.fake_quant = step > 0.8 * steps
            line += checkpoint(net, ema, (("ewt", ewt_dev), ("gum", gum_dev)), vocab, dilations, vars(a), a.out)
        print(line, flush=True)


if __name__ == "__main__":
    main()
