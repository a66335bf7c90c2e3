#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Mean of the weights of two nets, the second trained on from the first. Usage: average.py A.pt B.pt OUT.pt [SHARE_OF_B = 0.5]"""
import sys

import torch


def main():
    a, b = (torch.load(path, weights_only=False) for path in sys.argv[1:3])
    share = float(sys.argv[4]) if len(sys.argv) > 4 else 0.5
    assert a["row"] == b["row"] and a["tags"] == b["tags"]
    b["state"] = {k: (1 - share) * a["state"][k] + share * v for k, v in b["state"].items()}
    torch.save(b, sys.argv[3])


if __name__ == "__main__":
    main()
