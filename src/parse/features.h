// SPDX-License-Identifier: MIT
//
// Feature hashes of one word form: what the encoder's embedding table is keyed by.
//
// In:  the bytes of a form (UTF-8; broken bytes are taken as single unknown characters).
// Out: FEATURES_COUNT 64-bit hashes, one a template, 0 where a template does not apply.
//
// This pair of files includes nothing but base C headers on purpose: train/ compiles it into a
// small shared object and calls it through ctypes, so that training and the library can never
// disagree about a feature. Any change of meaning here needs FEATURES_VERSION + 1 and a newly
// trained model (docs/reference/model-format.md, 7).
#ifndef DRAGOMAN_PARSE_FEATURES_H
#define DRAGOMAN_PARSE_FEATURES_H

#include <stddef.h>
#include <stdint.h>

enum {
    FEATURES_COUNT = 12,
    FEATURES_VERSION = 2,
    FEATURES_FORM_MAX =
        192, // bytes of a form that are looked at; longer forms are cut at a character boundary

    FEATURES_T_FORM = 0,
    FEATURES_T_SUFFIX1 = 1,
    FEATURES_T_SUFFIX2 = 2,
    FEATURES_T_SUFFIX3 = 3,
    FEATURES_T_SUFFIX4 = 4,
    FEATURES_T_PREFIX2 = 5,
    FEATURES_T_PREFIX3 = 6,
    FEATURES_T_SHAPE = 7,
    FEATURES_T_CAPS = 8,
    FEATURES_T_CASED = 9,
    FEATURES_T_FLAGS = 10,
    FEATURES_T_LIST = 11, // keyed by the form; all words of one kind of list share a row

    FEATURES_T_ROOT = 32, // the row of the artificial root, not made by features_word
    FEATURES_T_LEMMA_FORM = 40,
    FEATURES_T_LEMMA_SUFFIX = 41
};

// Hash of a byte string under a template number. Never 0.
uint64_t features_hash(uint32_t template_id, const char *bytes, size_t len);

// All templates of one form. out has FEATURES_COUNT places.
void features_word(const char *form, size_t len, uint64_t out[FEATURES_COUNT]);

// Lower-cased copy of a form (Latin, Greek, Cyrillic; same number of bytes), at most cap bytes, cut
// at a character boundary; no terminating NUL. Returns the number of bytes written. Digits and
// quotes stay as they are.
size_t features_lower(const char *form, size_t len, char *out, size_t cap);

#endif
