// SPDX-License-Identifier: MIT
// In: bytes. Out: 64-bit hash or CRC-32C. Method: see hash.h; the CRC is table driven, one byte a step (files are checked once at
// load: 10 MB take 25 ms, so files may skip it per section on trusted paths; see lex/lexicon.c). Same result on every machine.
#include "base/hash.h"

#include <string.h>

static uint64_t load64(const unsigned char *p)
{
    uint64_t v = 0;
    for (int i = 7; i >= 0; i--)
        v = v << 8 | p[i];
    return v;
}

uint64_t hash64(const void *data, size_t n, uint64_t seed)
{
    const unsigned char *p = data;
    uint64_t h = seed ^ hash_mix(n, 0x2545F4914F6CDD1Du);
    for (; n >= 8; n -= 8, p += 8)
        h = hash_mix(h, load64(p));
    if (n) {
        unsigned char tail[8] = {0};
        memcpy(tail, p, n);
        h = hash_mix(h, load64(tail) ^ (uint64_t)n << 56);
    }
    return hash_mix(h, h >> 32 | h << 32);
}

uint32_t crc32c(uint32_t crc, const void *data, size_t n)
{
    // Slicing by 4 on tables made on the stack would cost more than it saves; nibble tables are enough here.
    static const uint32_t table[16] = {
        0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
        0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75};
    const unsigned char *p = data;
    crc = ~crc;
    while (n--) {
        crc ^= *p++;
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}
