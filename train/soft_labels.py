#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The teacher's answers on silver_text.py's sentences: the likeliest tags, heads, labels and names with their probabilities.

In:  NET.pt of teacher.py, vectors.npz, treebanks (vocabulary), the pretrained folder (pieces), sentences.
Out: an .npz of flat arrays over all words in the order of the sentences, for distil.py: tag, head, rel, ner as ids (-1: none) and
     *_p, their probabilities (3, 4, 3, 3 a word; labels for the likeliest head).
`--parse FILE` prints the teacher's trees of tokenised lines, to look at. `--dev` prints its scores on the dev parts.
Usage: soft_labels.py --treebanks DIR --vectors V.npz --weights FOLDER --net NET.pt [--text T.jsonl --out L.npz]
                      [--parse FILE] [--dev]
"""
import argparse
import json
import time

import numpy as np
import torch

import data
import teacher
import train
from batches import Batch, Vocab, group

SIZES = {"tag": 3, "head": 4, "rel": 3, "ner": 3}


def top(scores, k):
    k = min(k, scores.shape[-1])
    p, i = scores.softmax(-1).topk(k, -1)
    return i.numpy(), p.numpy()


def answers(net, sentences, vocab, tokens=2500, report=False):
    """Per sentence, in the given order: {kind: ids [n,k], kind_p: probabilities}."""
    net.eval()
    place = {id(s): i for i, s in enumerate(sentences)}
    out, done, start = [None] * len(sentences), 0, time.time()
    with torch.no_grad():
        for n_part, part in enumerate(group(sentences, tokens)):
            b = Batch(part, vocab, net.dilations)
            h = net.encode(b)
            w = h[b.word_rows]
            tag, ner = top(net.lin(net.tag, w), 3), top(net.lin(net.ner, w), 3)
            arcs = net.arcs(h, b.rows, b.mask)
            best = arcs.argmax(2)
            ids, prob = top(arcs, 4)
            beyond = ids > np.array([len(s["form"]) for s in part])[:, None, None]
            heads = np.where(beyond, -1, ids), np.where(beyond, 0, prob)
            head_rows = torch.cat([b.rows[k, 0] + best[k, :len(s["form"])] for k, s in enumerate(part)])
            rel = top(net.labels(h, b.word_rows, head_rows), 3)
            at = 0
            for k, s in enumerate(part):
                n = len(s["form"])
                out[place[id(s)]] = {"tag": tag[0][at:at + n], "tag_p": tag[1][at:at + n], "ner": ner[0][at:at + n],
                                     "ner_p": ner[1][at:at + n], "rel": rel[0][at:at + n], "rel_p": rel[1][at:at + n],
                                     "head": heads[0][k, :n], "head_p": heads[1][k, :n]}
                at += n
            done += at
            if report and n_part % 50 == 49:
                print("%d words, %.0f a second" % (done, done / (time.time() - start)), flush=True)
    return out


def bare(form):
    return {"form": form, "head": None, "tag": None, "rel": None, "ner": None, "source": "raw"}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--treebanks", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--weights", required=True)
    p.add_argument("--net", required=True)
    p.add_argument("--text")
    p.add_argument("--out")
    p.add_argument("--parse")
    p.add_argument("--dev", action="store_true")
    a = p.parse_args()
    torch.set_num_threads(1)
    ewt, gum, ewt_dev, gum_dev = data.load_all(a.treebanks)
    v = np.load(a.vectors)
    vocab = Vocab(ewt + gum, v["hash"], v["vec"].astype(np.float32))
    saved = torch.load(a.net, weights_only=False)
    vocab.adopt(saved)
    net = teacher.build(saved, teacher.Pieces(a.weights + "/vocab.txt"), vocab.vec.shape[1])
    if a.dev:
        for name, dev in (("ewt", ewt_dev), ("gum", gum_dev)):
            print("%s UPOS %.2f UAS %.2f LAS %.2f NER %.1f" % ((name,) + train.quick_scores(net, dev, vocab)), flush=True)
    if a.parse:
        sentences = [bare(line.split()) for line in open(a.parse, encoding="utf-8") if line.strip()]
        for s, r in zip(sentences, answers(net, sentences, vocab)):
            for i, form in enumerate(s["form"]):
                print("%d\t%s\t%s\t%d\t%s\t%s" % (i + 1, form, vocab.tags[r["tag"][i, 0]], r["head"][i, 0],
                                                  vocab.rels[r["rel"][i, 0]], data.NER_TAGS[r["ner"][i, 0]]))
            print()
    if a.text:
        sentences = [bare(json.loads(line)["form"]) for line in open(a.text, encoding="utf-8")]
        out = answers(net, sentences, vocab, report=True)
        flat = {}
        for key, k in SIZES.items():
            fill = [np.pad(r[key], ((0, 0), (0, k - r[key].shape[1])), constant_values=-1) for r in out]
            prob = [np.pad(r[key + "_p"], ((0, 0), (0, k - r[key + "_p"].shape[1]))) for r in out]
            flat[key], flat[key + "_p"] = np.concatenate(fill).astype(np.int16), np.concatenate(prob).astype(np.float16)
        np.savez(a.out, words=np.array([len(s["form"]) for s in sentences], np.int32), **flat)


if __name__ == "__main__":
    main()
