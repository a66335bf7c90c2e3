# SPDX-License-Identifier: MIT
"""A trained net as a model that parses sentences: floating point, and the decoders of the C program.

In: what train.py, distil.py and mean.py save, and the word vectors. Out: tags, trees, names of a sentence, as reference.py gives them.
Method: the trainer's forward pass (weights rounded to 63 steps as in the last epochs, activations not), then section 4's tree instead of
the best head of each word, and the best path of names. Does not: lemmas, which are made by the export.
"""
import numpy as np
import torch

import data
import reference
from batches import Batch, Vocab
from net import Net


class Model:
    def __init__(self, path, vectors, rounded=True):
        saved = torch.load(path, weights_only=False)
        args, v = saved["args"], np.load(vectors)
        top = args["max_vectors"]
        self.vocab = Vocab([], v["hash"][:top], v["vec"][:top].astype(np.float32))
        self.vocab.row, self.vocab.rows = saved["row"], saved["rows"]  # those of its training: the lexicon's lists may have grown since
        self.tags, self.labels = saved["tags"], saved["rels"]
        self.root = self.labels.index("root")
        self.net = Net(saved["rows"], v["vec"].shape[1], len(self.tags), len(self.labels), len(data.NER_TAGS), args["width"],
                       saved["dilations"], args["arc"])
        self.net.load_state_dict(saved["state"])
        self.net.fake_quant = rounded
        self.net.eval()

    def parse(self, forms):
        """dict of tag, head, rel, ner, lemma lists."""
        net = self.net
        b = Batch([{"form": forms, "head": None, "ner": None}], self.vocab, net.dilations)
        with torch.no_grad():
            h = net.encode(b)
            s = net.arcs(h, b.rows, b.mask)[0].numpy()
            n = np.arange(len(forms))
            s[n, n + 1] = -np.inf
            heads = reference.tree(s)
            rel = net.labels(h, b.word_rows, torch.tensor(heads))
            rel[:, self.root] = -np.inf
            rel = [self.labels[r] if head else "root" for r, head in zip(rel.argmax(1).tolist(), heads)]
            tag = net.lin(net.tag, h[b.word_rows]).argmax(1).tolist()
            ner = reference.viterbi(net.lin(net.ner, h[b.word_rows]).numpy(), data.NER_TAGS)
        return {"tag": [self.tags[t] for t in tag], "head": heads, "rel": rel, "ner": [data.NER_TAGS[t] for t in ner],
                "lemma": ["_"] * len(forms)}
