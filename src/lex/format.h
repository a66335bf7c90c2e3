// SPDX-License-Identifier: MIT
// Layout of the compiled lexicon: shared by lexicon.c (reads) and compile.c (writes).
// Little-endian, offsets in bytes from the file's start. Header, table directory, then arrays
// (8-byte aligned) and strings (u32 length, bytes, NUL, padded to 4).
#ifndef DRAGOMAN_LEX_FORMAT_H
#define DRAGOMAN_LEX_FORMAT_H
#include "base/limits.h"
#include "lex/lexicon.h"

#define LEX_MAGIC    "DRGLEXI\n"
#define LEX_VERSION  1u
#define LEX_KEY_SEED 0x6C657869636F6E31u

typedef struct {
    char magic[8];
    uint32_t version, tables;
    uint64_t size;     // of the whole file
    uint64_t checksum; // hash64 of everything after this header
} LexHeader;

typedef struct {
    uint32_t name; // string
    uint32_t columns, rows;
    uint32_t slots;        // a power of two
    uint32_t column_names; // u32[columns]
    uint32_t cells;        // u32[rows][columns]
    uint32_t row;          // LexRow[rows]
    uint32_t slot;         // LexSlot[slots]
} LexTableHeader;

typedef struct {
    uint32_t file; // string
    uint32_t line;
    uint32_t next; // the next row with the same key; LEX_NONE
} LexRow;

typedef struct {
    uint64_t hash;   // of the key's or prefix's words; 0 = empty slot
    uint32_t row;    // the first row with this key; LEX_NONE = only a prefix
    uint32_t prefix; // 1: a longer key begins so
} LexSlot;

uint64_t lex_key_fold(uint64_t h, Str word);
#endif
