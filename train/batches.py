# SPDX-License-Identifier: MIT
"""Vocabulary of features and batches of sentences as tensors."""
import collections

import numpy as np
import torch

import data
import features
import word_lists

# a feature must be seen this often to get a row, by template (0 = normalised form; the last has a row a kind of word list)
MIN_COUNT = [2, 1, 2, 3, 4, 3, 4, 3, 1, 4, 2]


class Vocab:
    def __init__(self, sentences, vec_hash, vec):
        count = collections.Counter(w for s in sentences for w in s["form"])
        seen = [collections.Counter() for _ in MIN_COUNT]
        for w, c in count.items():
            for t, h in enumerate(features.word(w)[:len(MIN_COUNT)]):
                if h:
                    seen[t][h] += c
        self.row = {features.ROOT: 1}
        for t, counter in enumerate(seen):
            for h, c in sorted(counter.items()):
                if c >= MIN_COUNT[t] and h not in self.row:
                    self.row[h] = len(self.row) + 1
        kinds = {}
        self.rows = len(self.row) + 1
        for form, kind in word_lists.read():
            h = features.word(form)[features.T_LIST]
            self.row[h] = kinds.setdefault(kind, self.rows + len(kinds))
        self.rows += len(kinds)
        self.vec_index = {int(h): i for i, h in enumerate(vec_hash)}
        self.vec = np.concatenate([vec, np.zeros((1, vec.shape[1]), vec.dtype)]).astype(np.float32)
        self.cache = {}
        self.tags = sorted({t for s in sentences for t in s["tag"]})
        self.rels = sorted({r for s in sentences for r in s["rel"]})
        self.tag_id = {t: i for i, t in enumerate(self.tags)}
        self.rel_id = {r: i for i, r in enumerate(self.rels)}
        self.ner_id = {t: i for i, t in enumerate(data.NER_TAGS)}

    def adopt(self, saved):
        """Takes over the rows of a net trained before. A form that came to the word lists since gets the row of its kind."""
        assert saved["tags"] == self.tags and saved["rels"] == self.rels
        listed = [(features.word(form)[features.T_LIST], kind) for form, kind in word_lists.read()]
        seen = collections.defaultdict(collections.Counter)
        for h, kind in listed:
            if h in saved["row"]:
                seen[kind][saved["row"][h]] += 1
        self.row = dict(saved["row"])
        for h, kind in listed:
            if kind in seen:
                self.row[h] = seen[kind].most_common(1)[0][0]
        self.rows = max(self.row.values()) + 1
        self.cache = {}

    def word(self, form):
        """(rows of the templates, row of the vector) of a form."""
        found = self.cache.get(form)
        if found is None:
            hashes = features.word(form)
            found = ([self.row.get(h, 0) if h else 0 for h in hashes], self.vec_index.get(hashes[0], len(self.vec) - 1))
            self.cache[form] = found
        return found


class Batch:
    """One batch as flat tensors, ROOT row before each sentence's words; `rows` maps (sentence, position) to flat rows."""

    def __init__(self, sentences, vocab, dilations, rng=None):
        self.sentences = sentences
        longest = max(len(s["form"]) for s in sentences)
        total = sum(len(s["form"]) + 1 for s in sentences)
        feats = np.zeros((total, features.COUNT), dtype=np.int64)
        vec_row = np.full(total, len(vocab.vec) - 1, dtype=np.int64)
        first, last = np.zeros(total, dtype=np.int64), np.zeros(total, dtype=np.int64)
        rows = np.zeros((len(sentences), longest + 1), dtype=np.int64)
        mask = np.zeros((len(sentences), longest + 1), dtype=bool)
        heads = np.full((len(sentences), longest), -100, dtype=np.int64)
        word_rows, head_rows, tags, rels, ner, ner_weight, starts = [], [], [], [], [], [], []
        at = 0
        for k, s in enumerate(sentences):
            n = len(s["form"])
            feats[at, 0] = vocab.row[features.ROOT]
            found = [vocab.word(form) for form in s["form"]]
            feats[at + 1:at + n + 1] = [f for f, _ in found]
            vec_row[at + 1:at + n + 1] = [v for _, v in found]
            first[at:at + n + 1] = at
            last[at:at + n + 1] = at + n
            rows[k, :n + 1] = np.arange(at, at + n + 1)
            mask[k, :n + 1] = True
            word_rows.extend(range(at + 1, at + n + 1))
            if s["head"] is not None:
                heads[k, :n] = s["head"]
                head_rows.extend(at + h for h in s["head"])
                tags.extend(vocab.tag_id.get(t, -100) for t in s["tag"])
                rels.extend(vocab.rel_id.get(r, -100) for r in s["rel"])
            else:
                head_rows.extend([at] * n)
                tags.extend([-100] * n)
                rels.extend([-100] * n)
            ner.extend([-100] * n if s["ner"] is None else [vocab.ner_id[t] for t in s["ner"]])
            ner_weight.extend([s.get("ner_weight", 1.0)] * n)
            starts.extend([-100] + [float(i in s.get("starts", ())) for i in range(1, n)])
            at += n + 1
        weights = (feats > 0).astype(np.float32)
        if rng is not None:
            weights[rng.random_sample((total, features.COUNT)) < 0.04] = 0
            unknown = rng.random_sample(total) < 0.06  # as if the word had never been seen
            weights[unknown, 0] = 0
            weights[unknown, 9] = 0
            vec_row[unknown & (rng.random_sample(total) < 0.6)] = len(vocab.vec) - 1
            only_vec = rng.random_sample(total) < 0.08  # as if only the raw text had it
            weights[only_vec, 0] = 0
            weights[feats[:, 0] == vocab.row[features.ROOT], 0] = 1
        here = np.arange(total)
        self.before = {d: torch.from_numpy(np.where(here - d >= first, here - d, total)) for d in set(dilations)}
        self.behind = {d: torch.from_numpy(np.where(here + d <= last, here + d, total)) for d in set(dilations)}
        self.feats, self.weights = torch.from_numpy(feats), torch.from_numpy(weights)
        self.vecs = torch.from_numpy(vocab.vec[vec_row])
        self.rows, self.mask = torch.from_numpy(rows), torch.from_numpy(mask)
        self.heads = torch.from_numpy(heads)
        self.word_rows, self.head_rows = torch.tensor(word_rows), torch.tensor(head_rows)
        self.tags, self.rels, self.ner = torch.tensor(tags), torch.tensor(rels), torch.tensor(ner)
        self.ner_weight = torch.tensor(ner_weight)
        self.starts = torch.tensor(starts)


def group(sentences, tokens, rng=None):
    """Sentences in batches of about `tokens` words, alike in length."""
    key = (lambda s: len(s["form"]) + rng.random_sample() * 3) if rng is not None else (lambda s: len(s["form"]))
    out, current, size = [], [], 0
    for s in sorted(sentences, key=key):
        current.append(s)
        size += len(s["form"]) + 1
        if size >= tokens:
            out.append(current)
            current, size = [], 0
    if current:
        out.append(current)
    if rng is not None:
        rng.shuffle(out)
    return out
