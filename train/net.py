# SPDX-License-Identifier: MIT
"""The network in torch: residual dilated convolutions over summed feature rows; heads for tags, arcs, labels, names.

Same arithmetic as docs/reference/model-format.md, section 3, in floating point. The rows of a batch lie one after another without
padding; a convolution gathers the rows before and behind by index (the last row of the gathered matrix is zero and stands for
"outside the sentence"), so no time goes into padding rows.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

DIST = 16


class Net(nn.Module):
    def __init__(self, rows, vec_dim, n_tag, n_label, n_ner, width=192, dilations=(1, 2, 4, 8, 1), arc=128, lab=64):
        super().__init__()
        self.width, self.dilations, self.arc, self.lab = width, list(dilations), arc, lab
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
        self.start = nn.Linear(width, 1)
        self.ldep = nn.Linear(width, lab)
        self.lhead = nn.Linear(width, lab)
        self.dist = nn.Parameter(torch.zeros(2 * DIST + 2))
        self.label = nn.Linear(3 * lab, n_label)
        self.drop_in, self.drop_conv, self.drop_head = 0.2, 0.2, 0.3
        self.fake_quant = False
        self.pools, self.random = {}, None

    def dropout(self, x, p):
        """Dropout by a slice of a pool of ready-made masks: torch's own generator took a sixth of the training time."""
        if not self.training:
            return x
        if self.random is None:
            self.random = torch.Generator().manual_seed(11)
        n = x.numel()
        pool, uses = self.pools.get(p, (None, 0))
        if pool is None or uses >= 400 or pool.numel() < 2 * n:
            size = max(4_000_000, 3 * n)
            pool = (torch.rand(size, generator=self.random) >= p).float() / (1.0 - p)
            uses = 0
        self.pools[p] = (pool, uses + 1)
        at = int(torch.randint(pool.numel() - n, (1,), generator=self.random))
        return x * pool[at:at + n].view(x.shape)

    def weight(self, w):
        """Weights, rounded to 63 steps a channel while the last epochs train (straight-through gradient)."""
        if not self.fake_quant:
            return w
        scale = w.detach().abs().amax(1, keepdim=True).clamp_min(1e-8) / 63.0
        return w + ((w / scale).round().clamp(-63, 63) * scale - w).detach()

    def input(self, b):
        x = F.embedding_bag(b.feats, self.emb, mode="sum", per_sample_weights=b.weights)
        return x + self.vec(b.vecs)

    @staticmethod
    def taps(h, b, d):
        """[N,D] -> [N,3D]: the row d before, the row itself, the row d behind (zero outside the sentence)."""
        z = torch.cat([h, h.new_zeros(1, h.shape[1])])
        return torch.cat([F.embedding(b.before[d], z), h, F.embedding(b.behind[d], z)], 1)

    def encode(self, b):
        x = self.dropout(self.input(b), self.drop_in)
        for ln, conv, d in zip(self.ln, self.conv, self.dilations):
            y = F.relu(F.linear(self.taps(ln(x), b, d), self.weight(conv.weight), conv.bias))
            x = x + self.dropout(y, self.drop_conv)
        return self.dropout(self.lnh(x), self.drop_head)

    def beside(self):
        """The head bias and the sentence start as one layer: two columns of the head matrix."""
        both = nn.Linear(self.width, 2)
        both.weight = nn.Parameter(torch.cat([self.bias.weight, self.start.weight]))
        both.bias = nn.Parameter(torch.cat([self.bias.bias, self.start.bias]))
        return both

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
