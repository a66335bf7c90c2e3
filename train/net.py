# SPDX-License-Identifier: MIT
"""The network in torch: residual dilated convolutions over summed feature rows; heads for tags, arcs, labels, names.

Same arithmetic as docs/reference/model-format.md, section 3, in floating point. Sentences of a batch lie one after another
in one long matrix with PAD zero rows between them, so a convolution is three shifted slices and one matrix product.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

DIST = 16


class Net(nn.Module):
    def __init__(self, rows, vec_dim, n_tag, n_label, n_ner, width=192, dilations=(1, 2, 4, 8, 1), arc=128, lab=64):
        super().__init__()
        self.width, self.dilations, self.arc, self.lab = width, list(dilations), arc, lab
        self.pad = max(dilations)
        self.emb = nn.Parameter(torch.randn(rows, width) * 0.12)
        with torch.no_grad():
            self.emb[0].zero_()
        self.vec = nn.Linear(vec_dim, width, bias=False)
        nn.init.normal_(self.vec.weight, std=0.03)
        self.ln = nn.ModuleList([nn.LayerNorm(width) for _ in dilations])
        self.conv = nn.ModuleList([nn.Linear(3 * width, width) for _ in dilations])
        for c in self.conv:
            nn.init.normal_(c.weight, std=(1.0 / (3 * width)) ** 0.5)
            nn.init.zeros_(c.bias)
        self.lnh = nn.LayerNorm(width)
        self.tag = nn.Linear(width, n_tag)
        self.ner = nn.Linear(width, n_ner)
        self.dep = nn.Linear(width, arc)
        self.head = nn.Linear(width, arc)
        self.bias = nn.Linear(width, 1)
        self.ldep = nn.Linear(width, lab)
        self.lhead = nn.Linear(width, lab)
        self.dist = nn.Parameter(torch.zeros(2 * DIST + 2))
        self.label = nn.Linear(3 * lab, n_label)
        self.drop_in, self.drop_conv, self.drop_head = 0.2, 0.2, 0.3
        self.fake_quant = False

    def weight(self, w):
        """Weights, rounded to 63 steps a channel while the last epochs train (straight-through gradient)."""
        if not self.fake_quant:
            return w
        scale = w.detach().abs().amax(1, keepdim=True).clamp_min(1e-8) / 63.0
        return w + ((w / scale).round().clamp(-63, 63) * scale - w).detach()

    def encode(self, feats, weights, vecs, live):
        """feats [R,F] row numbers (0 = none), weights [R,F], vecs [R,V], live [R,1] (0 on padding rows)."""
        x = F.embedding_bag(feats, self.emb, mode="sum", per_sample_weights=weights * (feats > 0))
        x = x + self.vec(vecs)
        x = F.dropout(x, self.drop_in, self.training) * live
        p = self.pad
        for ln, conv, d in zip(self.ln, self.conv, self.dilations):
            h = F.pad(ln(x) * live, (0, 0, p, p))
            n = x.shape[0]
            h = torch.cat([h[p - d:p - d + n], h[p:p + n], h[p + d:p + d + n]], 1)
            y = F.relu(F.linear(h, self.weight(conv.weight), conv.bias))
            x = x + F.dropout(y, self.drop_conv, self.training)
        return F.dropout(self.lnh(x), self.drop_head, self.training)

    def lin(self, layer, h):
        return F.linear(h, self.weight(layer.weight), layer.bias)

    def arcs(self, h, rows, mask):
        """rows [B,L+1] flat row of ROOT and words (padding rows point anywhere), mask [B,L+1]. Scores [B,L,L+1]."""
        dep = self.lin(self.dep, h)[rows[:, 1:]]
        head = F.relu(self.lin(self.head, h))[rows]
        bias = self.lin(self.bias, h)[rows].squeeze(-1)
        s = torch.bmm(dep, head.transpose(1, 2)) + bias.unsqueeze(1)
        n = rows.shape[1] - 1
        j = torch.arange(n + 1).unsqueeze(0)
        i = torch.arange(1, n + 1).unsqueeze(1)
        t = (j - i).clamp(-DIST, DIST) + DIST
        t = torch.where(j == 0, torch.full_like(t, 2 * DIST + 1), t)
        s = s + self.dist[t].unsqueeze(0)
        s = s.masked_fill(~mask.unsqueeze(1), -1e4)
        return s.masked_fill((j == i).unsqueeze(0), -1e4)

    def labels(self, h, dep_rows, head_rows):
        ld = F.relu(self.lin(self.ldep, h))[dep_rows]
        lh = F.relu(self.lin(self.lhead, h))[head_rows]
        return self.lin(self.label, torch.cat([ld, lh, ld * lh], 1))
