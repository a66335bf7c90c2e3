// SPDX-License-Identifier: MIT
// Calls that this code does not use, made compile errors. The compiler includes this file before
// every file of ours (CMakeLists.txt: -include base/banned.h), after the system headers that
// declare them. Why: strcpy and friends know no bounds; strtok hides state; atoi swallows errors;
// strtod, setlocale and ctype.h depend on the locale, so that "3.5" would be read differently in
// Berlin and in Boston; rand, time and localtime make runs differ.
#ifndef DRAGOMAN_BASE_BANNED_H
#define DRAGOMAN_BASE_BANNED_H
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat stpcpy sprintf vsprintf gets strtok strtok_r
#pragma GCC poison atoi atol atoll atof strtod strtof strtold setlocale uselocale newlocale
#pragma GCC poison rand srand random drand48 localtime localtime_r gmtime gmtime_r ctime strftime  \
    mktime asctime
#pragma GCC poison system popen tmpnam mktemp
#endif
