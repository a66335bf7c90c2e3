// SPDX-License-Identifier: MIT
// In: a path. Out: the file's bytes, mapped read-only (POSIX mmap). Cost: none until a page is
// touched. Does not: notice that somebody truncates the file while we run (install new data files
// by renaming).
#include "base/mapfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int mapfile_open(MapFile *m, const char *path, Err *e)
{
    *m = (MapFile){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set(e, ERR_USAGE, "cannot open '%s': %s", path, strerror(errno));
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0) {
        close(fd);
        return err_set(e, ERR_USAGE, "'%s' is empty or not a regular file", path);
    }
    void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return err_set(e, ERR_USAGE, "cannot map '%s': %s", path, strerror(errno));
    *m = (MapFile){p, (size_t)st.st_size};
    return 0;
}

void mapfile_close(MapFile *m)
{
    if (m->data)
        munmap((void *)(uintptr_t)m->data, m->size);
    *m = (MapFile){0};
}
