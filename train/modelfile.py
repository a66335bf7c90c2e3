# SPDX-License-Identifier: MIT
"""Writing and reading the model container (docs/reference/model-format.md, sections 1 and 2)."""
import struct

import numpy as np

DTYPES = {"bytes": 0, "i1": 1, "u1": 2, "u2": 3, "i4": 4, "u4": 5, "f4": 6, "u8": 7}
CODES = {1: "<i1", 2: "<u1", 3: "<u2", 4: "<i4", 5: "<u4", 6: "<f4", 7: "<u8"}


def _crc_table():
    table = []
    for i in range(256):
        c = i
        for _ in range(8):
            c = (c >> 1) ^ (0x82F63B78 if c & 1 else 0)
        table.append(c)
    return np.array(table, dtype=np.uint32)


_TABLE = _crc_table()


def _times(matrix, vector):
    out, i = 0, 0
    while vector:
        if vector & 1:
            out ^= matrix[i]
        vector >>= 1
        i += 1
    return out


def _crc_combine(a, b, length_b):
    """CRC of the concatenation from the CRCs of both parts (zlib's crc32_combine for the Castagnoli polynomial)."""
    if length_b <= 0:
        return a
    odd = [0x82F63B78] + [1 << i for i in range(31)]
    even = [_times(odd, odd[i]) for i in range(32)]
    odd = [_times(even, even[i]) for i in range(32)]
    while True:
        even = [_times(odd, odd[i]) for i in range(32)]
        if length_b & 1:
            a = _times(even, a)
        length_b >>= 1
        if not length_b:
            break
        odd = [_times(even, even[i]) for i in range(32)]
        if length_b & 1:
            a = _times(odd, a)
        length_b >>= 1
        if not length_b:
            break
    return a ^ b


def crc32c(raw):
    """CRC-32C. Long inputs go as many equal stripes at once through numpy, combined at the end."""
    stripes = 1024
    raw = bytes(raw)
    if len(raw) < 64 * stripes:
        c = 0xFFFFFFFF
        table = _TABLE.tolist()
        for byte in raw:
            c = (c >> 8) ^ table[(c ^ byte) & 255]
        return c ^ 0xFFFFFFFF
    each = len(raw) // stripes
    block = np.frombuffer(raw, np.uint8, each * stripes).reshape(stripes, each).T.copy()
    c = np.full(stripes, 0xFFFFFFFF, np.uint32)
    for column in block:
        c = (c >> np.uint32(8)) ^ _TABLE[(c ^ column) & np.uint32(255)]
    c = (c ^ np.uint32(0xFFFFFFFF)).tolist()
    total = c[0]
    for part in c[1:]:
        total = _crc_combine(total, part, each)
    rest = raw[each * stripes:]
    return _crc_combine(total, crc32c(rest), len(rest)) if rest else total


def write(path, name, sections):
    """sections: list of (name, array) or (name, bytes, count)."""
    n = len(sections)
    table, bodies = b"", []
    at = 64 + 64 * n
    for item in sections:
        if isinstance(item[1], bytes):
            raw, dtype, dims = item[1], 0, [item[2]]
        else:
            array = np.ascontiguousarray(item[1])
            raw = array.astype(array.dtype.newbyteorder("<")).tobytes()
            dtype, dims = DTYPES[array.dtype.str[1:]], list(array.shape)
        at = (at + 63) // 64 * 64
        assert len(item[0]) <= 16 and len(dims) <= 4
        table += struct.pack("<16sII4IQQII", item[0].encode(), dtype, len(dims), *(dims + [1] * (4 - len(dims))),
                             at, len(raw), crc32c(raw), 0)
        bodies.append((at, raw))
        at += len(raw)
    size = (at + 63) // 64 * 64
    head = b"DRGMODL\0" + struct.pack("<IIQIII", 1, 0x01020304, size, n, 64, crc32c(table))
    head += struct.pack("<I16s8x", crc32c(head), name.encode())
    out = bytearray(size)
    out[0:64] = head
    out[64:64 + len(table)] = table
    for at, raw in bodies:
        out[at:at + len(raw)] = raw
    with open(path, "wb") as f:
        f.write(out)
    return size


def read(path):
    """{name: array or bytes} after checking every checksum; '' holds the model's name, '.count' of strings by name + '#'."""
    raw = open(path, "rb").read()
    assert raw[:8] == b"DRGMODL\0", "not a model file"
    version, order, size, n, at, table_crc = struct.unpack_from("<IIQIII", raw, 8)
    head_crc, name = struct.unpack_from("<I16s", raw, 36)
    assert version == 1 and order == 0x01020304 and size == len(raw)
    assert crc32c(raw[:36]) == head_crc and crc32c(raw[at:at + 64 * n]) == table_crc
    out = {"": name.rstrip(b"\0").decode()}
    for i in range(n):
        f = struct.unpack_from("<16sII4IQQII", raw, at + 64 * i)
        key, dtype, ndim, dims, offset, length, crc = f[0].rstrip(b"\0").decode(), f[1], f[2], f[3:7], f[7], f[8], f[9]
        body = raw[offset:offset + length]
        assert offset % 64 == 0 and crc32c(body) == crc, "damaged section " + key
        out[key] = body if dtype == 0 else np.frombuffer(body, CODES[dtype]).reshape(dims[:ndim])
        if dtype == 0:
            out[key + "#"] = dims[0]
    return out


def replace(path, sections):
    """Writes a model file again with these sections in the place of those of the same names."""
    old = read(path)
    new = {item[0]: item for item in sections}
    kept = [(key, value, old[key + "#"]) if isinstance(value, bytes) else (key, value)
            for key, value in old.items() if key and not key.endswith("#")]
    assert new.keys() <= {item[0] for item in kept}
    write(path, old[""], [new.get(item[0], item) for item in kept])


def pack(w):
    """[N][K] -> the packed byte order (N a multiple of 16, K of 4), shape kept."""
    n, k = w.shape
    return np.ascontiguousarray(w.reshape(n // 16, 16, k // 4, 4).transpose(0, 2, 1, 3)).reshape(n, k)


def unpack(w):
    n, k = w.shape
    return np.ascontiguousarray(w.reshape(n // 16, k // 4, 16, 4).transpose(0, 2, 1, 3)).reshape(n, k)


def hash_table(items, dtype, load=0.7):
    """Open addressing table of {key: value}: (keys, values)."""
    cap = 64
    while len(items) > load * cap:
        cap *= 2
    keys, values = np.zeros(cap, np.uint64), np.zeros(cap, dtype)
    for key, value in items.items():
        slot = key & (cap - 1)
        while keys[slot]:
            slot = (slot + 1) & (cap - 1)
        keys[slot], values[slot] = key, value
    return keys, values
