// SPDX-License-Identifier: MIT
// In: a code and a printf format. Out: the filled Err. The first error is kept: later ones are
// mostly its consequences.
#include "base/error.h"

#include <stdio.h>

int err_set(Err *e, ErrCode code, const char *format, ...)
{
    if (e && e->code == ERR_NONE) {
        va_list ap;
        va_start(ap, format);
        vsnprintf(e->message, sizeof e->message, format, ap);
        va_end(ap);
        e->code = code;
    }
    return (int)code;
}
