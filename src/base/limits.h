// SPDX-License-Identifier: MIT
// Every limit of the library, with its reason. What a limit cuts is reported, never silent.
#ifndef DRAGOMAN_BASE_LIMITS_H
#define DRAGOMAN_BASE_LIMITS_H

// Bytes of title plus text of one article. Real articles stay under 200 kB; a whole book is 1-2 MB.
#define LIMIT_ARTICLE_BYTES ((size_t)16 << 20)
// Bytes of an article's id, source or url, which every record repeats: longer ones are no such
// thing, and the output would grow with the square of the input.
#define LIMIT_FIELD_BYTES ((size_t)4096)
// Bytes of the title that a record repeats, for the same reason; headlines have 300 at most. The
// title is coded whole.
#define LIMIT_RECORD_TITLE_BYTES ((size_t)1024)
// Bytes of one input line (JSONL) or row (CSV): an article may be escaped to six times its size.
#define LIMIT_LINE_BYTES ((size_t)64 << 20)
// Memory of one document's layers: about 600 bytes a token; a 16 MB article has some 3 M tokens.
#define LIMIT_DOC_MEMORY ((size_t)4 << 30)
// Documents that a thread codes as one group, so that short ones fill the parser's chunks together.
// Each has its own arena. Groups of 16 or 32 are no faster, also of headlines.
#define LIMIT_GROUP_DOCS 8
// First and largest block of an arena: a short article fits the first, a long one needs few.
#define LIMIT_ARENA_FIRST_BLOCK   ((size_t)256 << 10)
#define LIMIT_ARENA_LARGEST_BLOCK ((size_t)32 << 20)
// Tokens of one sentence. News has 25 on average, 150 at most; beyond this the text is a list or a
// table, and the sentence is cut here (the cut is counted in the run's summary).
#define LIMIT_SENTENCE_TOKENS 300
// Bytes of one token: beyond this it is base64 or a URL; it stays one token but is not looked up
// whole.
#define LIMIT_TOKEN_BYTES 256
// JSON nesting: records are flat; deeper input is not an article.
#define LIMIT_JSON_DEPTH 64
// Operators above one act: "urged X to stop threatening to …" has three.
#define LIMIT_OPERATORS 8
// Speakers above one claim.
#define LIMIT_VOICES 6
// Actors in one role: a list of signatories may be long, a record need not be.
#define LIMIT_ROLE_ACTORS 32
// Rows of one word that `explain` and `lexicon coverage` show as near: "take" heads a hundred, and
// who writes a row reads no more than these. The others are counted.
#define LIMIT_TRIAL_ROWS 5
// Different predicates that `lexicon coverage` keeps count of, some 600 bytes each with its
// example. 18,000 articles have 13,000; what first turns up beyond is rare, and only counted.
#define LIMIT_COVERAGE_FORMS ((uint32_t)1 << 18)
// Bytes of an example's sentence there: 300 tokens of news have 2000; a longer one is cut.
#define LIMIT_COVERAGE_SENTENCE ((size_t)4096)
// Tokens from a role's filler to its verb that are looked through for a headline's colon: longer
// headlines do not exist, and a title of a million words must stay linear.
#define LIMIT_HEADLINE_TOKENS 64
// Worker threads.
#define LIMIT_THREADS 256
// Cells of one lexicon row and bytes of one lexicon cell.
#define LIMIT_LEXICON_COLUMNS 24
#define LIMIT_LEXICON_CELL    4096
// Longest phrase in tokens that the lexicon's longest match looks for.
#define LIMIT_PHRASE_TOKENS 12
#endif
