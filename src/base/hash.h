// SPDX-License-Identifier: MIT
// Two hashes. hash64: fast, for tables in memory and on disk (the same on every machine).
// hash128_hex: for record ids. Source: hash64 is wyhash-like multiply-fold over little-endian words
// (Wang Yi), seeds of our own; not cryptographic.
#ifndef DRAGOMAN_BASE_HASH_H
#define DRAGOMAN_BASE_HASH_H
#include <stddef.h>
#include <stdint.h>

uint64_t hash64(const void *data, size_t n, uint64_t seed);
static inline uint64_t hash_mix(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 u128;
    u128 m = (u128)(a ^ 0x9E3779B97F4A7C15u) * (b ^ 0xD1B54A32D192ED03u);
    return (uint64_t)m ^ (uint64_t)(m >> 64);
}
uint32_t crc32c(uint32_t crc, const void *data, size_t n); // Castagnoli; start with 0
#endif
