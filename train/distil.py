#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Second training of the student: gold sentences with their gold answers, silver ones with the teacher's probabilities.

In:  treebanks, vectors.npz; silver_text.py's sentences and soft_labels.py's answers; NET.pt of train.py to start from.
Out: NET.pt for export.py.
Method: batches are all gold or all silver, shuffled. A silver batch is learnt by cross-entropy against the teacher's likeliest answers;
some of its sentences are put into capitals, Headline Case or headline grammar after labelling. Names: GUM's, and the teacher's on
silver sentences (it has learnt the tagger's names on EWT already, and is better).
Usage: distil.py --treebanks DIR --vectors V.npz --text T.jsonl --labels L.npz --init NET.pt --out NET.pt
"""
import argparse
import json
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import data
import train
from batches import Batch, Vocab, group
from net import Net
from soft_labels import SIZES


def read_silver(text, labels):
    z = np.load(labels)
    flat = {k: z[k] for key in SIZES for k in (key, key + "_p")}
    out, at = [], 0
    with open(text, encoding="utf-8") as f:
        for line, n in zip(f, z["words"]):
            s = json.loads(line)
            assert len(s["form"]) == n
            soft = {k: v[at:at + n] for k, v in flat.items()}
            at += n
            for i, t in enumerate(s.get("ner") or []):
                if t:  # a name that we put in ourselves
                    soft["ner"][i] = [data.NER_TAGS.index(t)] + [-1] * (SIZES["ner"] - 1)
                    soft["ner_p"][i] = [1] + [0] * (SIZES["ner"] - 1)
            out.append({"form": s["form"], "kind": s["kind"], "soft": soft, "head": soft["head"][:, 0].tolist(), "tag": ["?"] * n,
                        "rel": ["?"] * n, "ner": None, "source": "silver"})
    return out


def headline(s, vocab, rng):
    """Headline grammar on a labelled silver sentence: "will" -> "to", no "was" of a passive, no articles, no stop."""
    soft, n = s["soft"], len(s["form"])
    tag, rel, head = soft["tag"][:, 0], soft["rel"][:, 0], soft["head"][:, 0]
    low = [w.lower() for w in s["form"]]
    used = set(head.tolist())
    gone, future = [], -1
    for i, w in enumerate(low):
        leaf = i + 1 not in used
        if leaf and vocab.rels[rel[i]] == "det" and w in ("the", "a", "an"):
            gone.append(i)
        elif leaf and vocab.rels[rel[i]] == "aux:pass" and w in ("was", "were", "is", "are") and vocab.rels.index("nsubj:pass") in rel[:i]:
            gone.append(i)
        elif w == "will" and vocab.rels[rel[i]] == "aux" and i and head[head[i] - 1] == 0 and future < 0:
            future = i
        elif leaf and i == n - 1 and w in (".", "!") and i:
            gone.append(i)
    new = {k: v.copy() for k, v in soft.items()}
    form = list(s["form"])
    if future >= 0:
        form[future] = "to"
        for key, value in (("tag", vocab.tag_id["PART|TO"]), ("rel", vocab.rel_id["mark"])):
            new[key][future] = [value] + [-1] * (new[key].shape[1] - 1)
            new[key + "_p"][future] = [1] + [0] * (new[key].shape[1] - 1)
    keep = [i for i in range(n) if i not in gone]
    if len(keep) < 2:
        return s
    place = np.full(n + 1, -1, np.int16)
    place[[0] + [i + 1 for i in keep]] = np.arange(len(keep) + 1)
    new = {k: v[keep] for k, v in new.items()}
    ids = np.where(new["head"] >= 0, place[new["head"]], -1)
    new["head_p"] = np.where(ids >= 0, new["head_p"], 0).astype(np.float16)
    new["head"] = ids
    return dict(s, form=[form[i] for i in keep], soft=new, head=ids[:, 0].tolist(), tag=["?"] * len(keep), rel=["?"] * len(keep))


def dateline_of(form):
    """Number of words of a dateline in front ("NAIROBI , May 3 -"), 0 where there is none."""
    if "-" in form[1:7] and form[0].isupper() and len(form[0]) > 1:
        return form.index("-") + 1
    return 0


def with_dateline(s, words, vocab):
    """The dateline hangs on the root: place parataxis, dates nmod:unmarked, agencies appos. The teacher takes it for a subject."""
    k, soft = len(words), s["soft"]
    new = {key: np.concatenate([np.full((k, v.shape[1]), 0 if key.endswith("_p") else -1, v.dtype), v]) for key, v in soft.items()}
    new["head"][k:] += np.where(new["head"][k:] > 0, k, 0).astype(np.int16)
    root = int(np.argmax(soft["head"][:, 0] == 0)) + 1 + k
    place = max([i for i in range(k) if words[i].isupper() and "(" not in words[:i] and words[i].isalpha()] or [0])
    for i, w in enumerate(words):
        tag, rel, head, ner = "PROPN|NNP", "compound", place + 1, None
        if i == place:
            rel, head = "parataxis", root
        elif not any(c.isalnum() for c in w):
            tag, rel = {"(": "PUNCT|-LRB-", ")": "PUNCT|-RRB-", "-": "PUNCT|:"}.get(w, "PUNCT|,"), "punct"
        elif w.isdigit():
            tag, rel, head = "NUM|CD", "nummod", i
        elif i > place:
            rel = "appos" if "(" in words[:i] else "nmod:unmarked"
        ner = ("S-ORG" if rel == "appos" else "O") if i > place or rel == "punct" else \
            "S-LOC" if place == 0 else "B-LOC" if i == 0 else "E-LOC" if i == place else "I-LOC"
        for key, value in (("tag", vocab.tag_id.get(tag, vocab.tag_id["PUNCT|,"])), ("rel", vocab.rel_id[rel]), ("head", head),
                           ("ner", data.NER_TAGS.index(ner))):
            new[key][i, 0], new[key + "_p"][i, 0] = value, 1
    n = len(s["form"]) + k
    return dict(s, form=words + s["form"], soft=new, head=new["head"][:, 0].tolist(), tag=["?"] * n, rel=["?"] * n)


def recase(s, vocab, rng, datelines):
    if s["kind"] in ("example", "frame") and datelines and len(s["form"]) > 4 and s["form"][0] != '"' and rng.random() < 0.04:
        return with_dateline(s, rng.choice(datelines), vocab)
    if len(s["form"]) < 20 and rng.random() < (0.03 if s["kind"] == "un" else 0.12):
        s = headline(s, vocab, rng)
        u = rng.random()
        if u < 0.15:
            return dict(s, form=[w.upper() for w in s["form"]])
        if u < 0.55:
            return dict(s, form=[s["form"][0][:1].upper() + s["form"][0][1:]] + s["form"][1:])
        return dict(s, form=[w[:1].upper() + w[1:] if i == 0 or w.lower() not in data.SMALL else w for i, w in enumerate(s["form"])])
    u = rng.random()
    if u > 0.08:
        return s
    forms = s["form"]
    if u < 0.035:
        forms = [w[:1].upper() + w[1:] if i == 0 or w.lower() not in data.SMALL or u < 0.012 else w for i, w in enumerate(forms)]
    elif u < 0.065:
        forms = [w.upper() for w in forms]
    else:
        forms = [w.lower() for w in forms]
    return dict(s, form=forms)


def soft_loss(scores, ids, p):
    """Mean cross-entropy of the rows of `scores` against the probabilities `p` of `ids` (-1: none)."""
    p = p / p.sum(1, keepdim=True)
    return -(F.log_softmax(scores, 1).gather(1, ids.clamp_min(0)) * p).sum(1).mean()


def losses(net, b, ner_weight):
    def target(key):
        return (torch.from_numpy(np.concatenate([s["soft"][key] for s in b.sentences]).astype(np.int64)),
                torch.from_numpy(np.concatenate([s["soft"][key + "_p"] for s in b.sentences]).astype(np.float32)))

    h = net.encode(b)
    w = h[b.word_rows]
    arcs = net.arcs(h, b.rows, b.mask)
    arcs = torch.cat([arcs[k, :len(s["form"])] for k, s in enumerate(b.sentences)])
    return (soft_loss(net.lin(net.tag, w), *target("tag")) + soft_loss(arcs, *target("head")) +
            soft_loss(net.labels(h, b.word_rows, b.head_rows), *target("rel")) +
            ner_weight * soft_loss(net.lin(net.ner, w), *target("ner")))


def main():
    p = argparse.ArgumentParser()
    for name in ("treebanks", "vectors", "text", "labels", "init", "out"):
        p.add_argument("--" + name, required=True)
    p.add_argument("--epochs", type=float, default=20)
    p.add_argument("--minutes", type=float, default=0, help="choose the number of epochs so that training takes this long")
    p.add_argument("--share", type=float, default=0.5, help="share of the silver sentences in an epoch")
    p.add_argument("--tokens", type=int, default=2200)
    p.add_argument("--lr", type=float, default=1.4e-3)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--ner-weight", type=float, default=0.8)
    p.add_argument("--dropout", default="0.15,0.15,0.25", help="input, convolution, heads")
    p.add_argument("--every", type=int, default=3, help="scores after so many epochs")
    a = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    rng, shuffle = random.Random(a.seed), np.random.RandomState(a.seed)
    ewt, gum, ewt_dev, gum_dev = data.load_all(a.treebanks)
    gold = ewt + gum
    news = data.own_news()
    silver = read_silver(a.text, a.labels)
    v = np.load(a.vectors)
    vocab = Vocab(gold, v["hash"], v["vec"].astype(np.float32))
    saved = torch.load(a.init, weights_only=False)
    vocab.adopt(saved)
    first, dilations = saved["args"], saved["dilations"]
    net = Net(vocab.rows, vocab.vec.shape[1], len(vocab.tags), len(vocab.rels), len(data.NER_TAGS), first["width"], dilations,
              first["arc"])
    net.load_state_dict(saved["state"])
    net.drop_in, net.drop_conv, net.drop_head = [float(x) for x in a.dropout.split(",")]
    decay = [q for n, q in net.named_parameters() if q.dim() > 1 and n != "emb"]
    plain = [q for n, q in net.named_parameters() if q.dim() <= 1 or n == "emb"]
    opt = torch.optim.AdamW([{"params": decay, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}],
                            lr=a.lr, betas=(0.9, 0.98), eps=1e-8)
    datelines = [s["form"][:dateline_of(s["form"])] for s in silver if s["kind"] in ("example", "frame") and dateline_of(s["form"])]
    silver = [s for s in silver if s["kind"] not in ("example", "frame") or not dateline_of(s["form"])]
    part_size = int(a.share * len(silver))

    def epoch_batches():
        some = [recase(s, vocab, rng, datelines) for s in rng.sample(silver, part_size)]
        parts = group([data.augment(s, rng) for s in gold + news] + data.joined(gold, int(train.JOINED * len(gold)), rng),
                      a.tokens, shuffle) + group(some, a.tokens, shuffle)
        shuffle.shuffle(parts)
        return parts

    per_epoch = len(epoch_batches())
    rng, shuffle = random.Random(a.seed), np.random.RandomState(a.seed)
    epochs = a.epochs
    if a.minutes:
        net.train()
        start = time.time()
        for s_part in epoch_batches()[:40]:
            (losses if s_part[0]["source"] == "silver" else train.losses)(net, Batch(s_part, vocab, dilations, shuffle), 1).backward()
        net.zero_grad()
        epochs = round(a.minutes * 60 / ((time.time() - start) * 1.2 / 40) / per_epoch)
    steps = int(per_epoch * epochs)
    print("gold %d, silver %d sentences, %d steps an epoch, %g epochs" % (len(gold), len(silver), per_epoch, epochs), flush=True)
    ema = {n: q.detach().clone() for n, q in net.named_parameters()}
    step, start = 0, time.time()
    while step < steps:
        net.train()
        seen, count = [0.0, 0.0], [0, 0]
        for part in epoch_batches():
            if step >= steps:
                break
            rate = a.lr * min(1.0, (step + 1) / 200.0) * max(0.01, 1.0 - step / steps)
            for g in opt.param_groups:
                g["lr"] = rate
            net.fake_quant = step > 0.75 * steps
            kind = part[0]["source"] == "silver"
            loss = (losses if kind else train.losses)(net, Batch(part, vocab, dilations, shuffle), a.ner_weight)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
            opt.step()
            step += 1
            seen[kind] += float(loss.detach())
            count[kind] += 1
            keep = min(0.998, step / (step + 10.0))
            with torch.no_grad():
                for n, q in net.named_parameters():
                    ema[n].mul_(keep).add_(q, alpha=1 - keep)
        line = "epoch %.1f gold loss %.3f silver loss %.3f, %.0f s" % (
            step / per_epoch, seen[0] / max(1, count[0]), seen[1] / max(1, count[1]), time.time() - start)
        if step >= steps or round(step / per_epoch) % a.every == 0:
            args = dict(first, distil=first.get("distil", []) + [vars(a)])
            line += train.checkpoint(net, ema, (("ewt", ewt_dev), ("gum", gum_dev)), vocab, dilations, args, a.out)
        print(line, flush=True)


if __name__ == "__main__":
    main()
