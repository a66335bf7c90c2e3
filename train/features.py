# SPDX-License-Identifier: MIT
"""ctypes face of src/parse/features.c: the very code of the library, so training and run time cannot disagree."""
import ctypes
import os
import subprocess
import tempfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "src", "parse", "features.c")
COUNT = 12
VERSION = 2
T_LIST = 11
T_ROOT, T_LEMMA_FORM, T_LEMMA_SUFFIX = 32, 40, 41


def _build():
    folder = tempfile.mkdtemp(prefix="dragoman-features-")
    path = os.path.join(folder, "features.so")
    subprocess.run(["cc", "-std=c11", "-O2", "-shared", "-fPIC", SOURCE, "-o", path], check=True)
    lib = ctypes.CDLL(path)
    lib.features_hash.restype = ctypes.c_uint64
    lib.features_hash.argtypes = [ctypes.c_uint32, ctypes.c_char_p, ctypes.c_size_t]
    lib.features_word.restype = None
    lib.features_word.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p]
    lib.features_lower.restype = ctypes.c_size_t
    lib.features_lower.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]
    return lib


_lib = _build()
_cache = {}


def word(form):
    """The COUNT hashes of a form (0 = template does not apply)."""
    found = _cache.get(form)
    if found is None:
        raw = form.encode("utf-8")
        out = np.zeros(COUNT, dtype=np.uint64)
        _lib.features_word(raw, len(raw), out.ctypes.data)
        found = _cache[form] = tuple(int(v) for v in out)
    return found


def hash_bytes(template, raw):
    return int(_lib.features_hash(template, raw, len(raw)))


def lower(raw):
    """features_lower on bytes."""
    out = ctypes.create_string_buffer(len(raw) + 8)
    n = _lib.features_lower(raw, len(raw), out, len(raw) + 8)
    return out.raw[:n]


ROOT = hash_bytes(T_ROOT, b"")
