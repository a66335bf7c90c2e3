// SPDX-License-Identifier: MIT
// Places: names found in the gazetteer tables, resolved to one point each.
#ifndef DRAGOMAN_ENTITY_GEOPARSE_H
#define DRAGOMAN_ENTITY_GEOPARSE_H
#include "doc/doc.h"
#include "lex/lexicon.h"

typedef struct GeoTables GeoTables;

GeoTables *geo_tables_new(const Lexicon *x,
                          Err *e); // NULL and *e filled when a table is missing or memory is out
void geo_tables_free(GeoTables *t);
// Doc.places, in text order. Needs tokens, parse, names.
void geoparse_run(Doc *d, const GeoTables *t);
#endif
