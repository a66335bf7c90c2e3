#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Trained net -> int8 model file. Usage: export.py --net NET.pt --vectors V.npz --treebanks DIR --out FILE [--name N]

Word vectors are folded into the rows of template 0; weights are rounded to +-63 a channel; activation scales come from
training batches (the largest value seen outside the last 1/20000). Format: docs/reference/model-format.md.
"""
import argparse
import json

import numpy as np
import torch
import torch.nn.functional as F

import data
import features
import lemmas
import modelfile
from batches import Batch, Vocab, group
from net import DIST, Net


def round16(n):
    return (n + 15) // 16 * 16


def quantise(w):
    """float [N][K] -> int8 in +-63 with one scale a row."""
    scale = np.maximum(np.abs(w).max(1), 1e-8) / 63.0
    return np.clip(np.rint(w / scale[:, None]), -63, 63).astype(np.int8), scale.astype(np.float32)


def peak(values, keep=0.99995):
    v = values.reshape(-1).abs()
    if v.numel() > 4_000_000:
        v = v[:: v.numel() // 4_000_000 + 1]
    return float(v.kthvalue(max(1, int(keep * v.numel())))[0])


def calibrate(net, batches):
    """Largest magnitudes of every quantised activation."""
    seen = {}

    def note(key, value):
        seen[key] = max(seen.get(key, 0.0), peak(value))

    net.eval()
    with torch.no_grad():
        for b in batches:
            x = net.input(b)
            for i, (ln, conv, d) in enumerate(zip(net.ln, net.conv, net.dilations)):
                h = ln(x)
                note("ln%d" % i, h)
                x = x + F.relu(F.linear(net.taps(h, b, d), net.weight(conv.weight), conv.bias))
            h = net.lnh(x)
            note("lnh", h)
            note("dep", net.lin(net.dep, h))
            note("head", F.relu(net.lin(net.head, h)))
            note("ldep", F.relu(net.lin(net.ldep, h)))
            note("lhead", F.relu(net.lin(net.lhead, h)))
            note("lprod", F.relu(net.lin(net.ldep, h[b.word_rows])) * F.relu(net.lin(net.lhead, h[b.head_rows])))
    return seen


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--net", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--treebanks", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--name", default="en")
    p.add_argument("--rows", type=int, default=40000)
    p.add_argument("--meta", default=None, help="JSON file with more facts (scores)")
    a = p.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(a.net, weights_only=False)
    args = saved["args"]
    ewt, gum, _, _ = data.load_all(a.treebanks)
    v = np.load(a.vectors)
    top = args["max_vectors"]
    vec_hash, vec = v["hash"][:top], v["vec"][:top].astype(np.float32)
    vocab = Vocab(ewt + gum, vec_hash, vec)
    vocab.adopt(saved)
    net = Net(vocab.rows, vocab.vec.shape[1], len(vocab.tags), len(vocab.rels), len(data.NER_TAGS), args["width"],
              saved["dilations"], args["arc"])
    net.load_state_dict(saved["state"])
    net.fake_quant = True
    net.eval()

    rng = np.random.RandomState(7)
    sample = group(ewt + gum, 2500, rng)[:14]
    rng_py = __import__("random").Random(7)
    top_of = calibrate(net, [Batch([data.augment(s, rng_py) for s in part], vocab, net.dilations) for part in sample])
    D, A, B = net.width, net.arc, net.lab

    # rows: learned row of the form + projected vector; other templates as they are
    emb = net.emb.detach().numpy().astype(np.float32)
    project = net.vec.weight.detach().numpy().astype(np.float32)
    rows, index, row_at = [emb[vocab.row[features.ROOT]]], {features.ROOT: 0}, {}
    for h, r in vocab.row.items():
        if h == features.ROOT:
            continue
        if r in row_at:  # words of one kind of list
            index[h] = row_at[r]
            continue
        row_at[r] = len(rows)
        value = emb[r]
        if h in vocab.vec_index:
            value = value + project @ vec[vocab.vec_index[h]]
        index[h] = len(rows)
        rows.append(value)
    trained = len(rows)
    for h, i in vocab.vec_index.items():
        if h not in index and len(rows) < a.rows:
            index[h] = len(rows)
            rows.append(project @ vec[i])
    rows = np.stack(rows)
    scale = (np.maximum(np.abs(rows).max(1), 1e-8) / 127.0).astype(np.float32)
    packed_rows = np.clip(np.rint(rows / scale[:, None]), -127, 127).astype(np.int8)
    keys, slots = modelfile.hash_table(index, np.uint32)
    print("rows %d (%d trained, %d from vectors alone)" % (len(rows), trained, len(rows) - trained))

    sections = []

    def norm(name, layer, top_value):
        s = top_value / 127.0
        sections.append((name + ".g", (layer.weight.detach().numpy() / s).astype(np.float32)))
        sections.append((name + ".b", (layer.bias.detach().numpy() / s).astype(np.float32)))
        return s

    def dense(name, w, bias, s_in):
        q, s_w = quantise(w)
        sections.append((name + ".w", modelfile.pack(q)))
        sections.append((name + ".c", (128 * q.astype(np.int64).sum(1)).astype(np.int32)))
        sections.append((name + ".m", (s_w * s_in).astype(np.float32)))
        sections.append((name + ".o", bias.astype(np.float32)))

    for i, (ln, conv) in enumerate(zip(net.ln, net.conv)):
        s = norm("ln%d" % i, ln, top_of["ln%d" % i])
        dense("conv%d" % i, conv.weight.detach().numpy(), conv.bias.detach().numpy(), s)
    s_h = norm("lnh", net.lnh, top_of["lnh"])

    # one matrix of all heads; the scale of the next quantisation folded into multiplier and bias, not into the weights
    parts = [("tag", net.tag, 1.0), ("ner", net.ner, 1.0), ("dep", net.dep, top_of["dep"] / 127.0),
             ("head", net.head, top_of["head"] / 127.0), ("bias", net.beside(), 1.0),
             ("ldep", net.ldep, top_of["ldep"] / 255.0), ("lhead", net.lhead, top_of["lhead"] / 255.0)]
    qs, ms, os, offset, at = [], [], [], {}, 0
    for name, layer, s_out in parts:
        q, s_w = quantise(layer.weight.detach().numpy())
        n, n16 = q.shape[0], round16(q.shape[0])
        offset[name] = at
        at += n16
        qs.append(np.concatenate([q, np.zeros((n16 - n, D), np.int8)]))
        ms.append(np.concatenate([s_w * s_h / s_out, np.zeros(n16 - n)]))
        os.append(np.concatenate([layer.bias.detach().numpy() / s_out, np.zeros(n16 - n)]))
    q = np.concatenate(qs)
    sections.append(("head.w", modelfile.pack(q)))
    sections.append(("head.c", (128 * q.astype(np.int64).sum(1)).astype(np.int32)))
    sections.append(("head.m", np.concatenate(ms).astype(np.float32)))
    sections.append(("head.o", np.concatenate(os).astype(np.float32)))
    s_dep, s_head = top_of["dep"] / 127.0, top_of["head"] / 127.0
    sections.append(("arc.s", np.array([s_dep * s_head], np.float32)))
    sections.append(("arc.dist", net.dist.detach().numpy().astype(np.float32)))

    # label matrix: the three thirds of the input have different scales, folded into the weights before rounding
    s_ld, s_lh, s_lp = top_of["ldep"] / 255.0, top_of["lhead"] / 255.0, top_of["lprod"] / 255.0
    w = net.label.weight.detach().numpy().copy()
    w[:, :B] *= s_ld
    w[:, B:2 * B] *= s_lh
    w[:, 2 * B:] *= s_lp
    q, s_w = quantise(w)
    n16 = round16(len(vocab.rels))
    fill = n16 - len(vocab.rels)
    sections.append(("lab.w", modelfile.pack(np.concatenate([q, np.zeros((fill, 3 * B), np.int8)]))))
    sections.append(("lab.m", np.concatenate([s_w, np.zeros(fill)]).astype(np.float32)))
    sections.append(("lab.o", np.concatenate([net.label.bias.detach().numpy(), np.zeros(fill)]).astype(np.float32)))
    sections.append(("lab.p", np.array([s_ld * s_lh / s_lp], np.float32)))

    dims = np.zeros(32, np.uint32)
    dims[:21] = [D, len(net.conv), len(rows), len(keys), A, B, len(vocab.tags), len(vocab.rels), len(data.NER_TAGS), at,
                 offset["tag"], offset["ner"], offset["dep"], offset["head"], offset["bias"], offset["ldep"],
                 offset["lhead"], n16, features.COUNT, features.VERSION, DIST]
    dims[21:21 + len(net.conv)] = net.dilations

    meta = {"name": a.name, "language": "en", "licence": "CC BY-SA 4.0",
            "data": ["UD_English-EWT 2.16-dev train (CC BY-SA 4.0)",
                     "UD_English-GUM train without the non-commercial genres (texts CC BY or public domain, annotation CC BY-SA 4.0)",
                     "UN General Debate Corpus (CC0): word vectors, sentences for silver names",
                     "GloVe 6B 50-d word vectors (PDDL 1.0)", "Explosion word vectors of spaCy en_core_web_md 3.8.0 (CC0)",
                     "spaCy en_core_web_md 3.8.0 (MIT): teacher of the silver names on UN sentences",
                     "our own names on EWT train (CC BY-SA 4.0), our own news trees and the lexicon's name lists (CC BY 4.0), surnames of Faker (MIT)"] + ([
                         "all-MiniLM-L6-v2 (Apache-2.0), fine-tuned on the two treebanks: teacher of the silver trees",
                         "silver trees on UN speeches (CC0), the lexicon's examples and frames of our own (CC BY 4.0), changed "
                         "training sentences"] if "distil" in args else []),
            "training": {k: args[k] for k in ("width", "dilations", "arc", "epochs", "tokens", "lr", "seed", "ner_weight")}}
    if "distil" in args:
        meta["training"]["distil"] = [{k: d[k] for k in ("epochs", "share", "lr", "seed", "dropout", "ner_weight")} for d in args["distil"]]
    if a.meta:
        meta.update(json.load(open(a.meta)))
    text = json.dumps(meta, sort_keys=True).encode()

    def strings(items):
        return b"".join(x.encode() + b"\0" for x in items)

    everything = [
        ("meta", text, len(text)), ("dims", dims),
        ("str.tag", strings(vocab.tags), len(vocab.tags)), ("str.label", strings(vocab.rels), len(vocab.rels)),
        ("str.ner", strings(data.NER_TAGS), len(data.NER_TAGS)),
        ("hash.key", keys), ("hash.row", slots), ("embd.q", packed_rows), ("embd.s", scale),
    ] + sections + lemmas.sections(ewt + gum)
    size = modelfile.write(a.out, a.name, everything)
    print("%s: %.2f MB" % (a.out, size / 1e6))


if __name__ == "__main__":
    main()
