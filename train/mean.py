#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The weighted mean of nets that one net was trained on to (weight averaging, after Wortsman et al. 2022, "Model soups").

Usage: mean.py OUT.pt WEIGHT NET.pt [WEIGHT NET.pt ...]    weights sum to 1
"""
import sys

import torch


def main():
    out, rest = sys.argv[1], sys.argv[2:]
    weights, files = [float(w) for w in rest[0::2]], rest[1::2]
    assert len(weights) == len(files) and abs(sum(weights) - 1) < 1e-6
    nets = [torch.load(f, weights_only=False) for f in files]
    saved = nets[-1]
    for other in nets:
        assert all(other[key] == saved[key] for key in ("row", "tags", "rels", "dilations"))
    saved["state"] = {k: sum(w * net["state"][k] for w, net in zip(weights, nets)) for k in saved["state"]}
    saved["args"] = dict(saved["args"], mean=[[w, net["args"]] for w, net in zip(weights, nets)])
    torch.save(saved, out)


if __name__ == "__main__":
    main()
