/* Stands between a program and the disk: records what is written and synced below one folder, or makes the n-th such call fail.
 *
 * Preloaded (LD_PRELOAD) into a process that writes an event file.  FAULTS_FOLDER names the folder watched.
 *   FAULTS_RECORD=FILE  appends each call to FILE, with its data, in the order in which the calls were made; the writes to
 *                       standard output are recorded as well: they are the moments at which an answer was given.
 *   faults_arm(kind, nth, error, sticky), called by the process itself, makes the nth call of a kind from then on fail
 *                       with the given errno (and all that follow, when sticky).  faults_calls(kind) counts them.
 *
 * A record is: kind (1 byte), length of the path (2), offset (8), length of the data (8), path, data; little endian.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST_FILES = 4096, LONGEST = 1024, OPEN = 'o', WRITE = 'w', SYNC = 's', TRUNCATE = 't', UNLINK = 'u', RENAME = 'r', SAID = 'a' };

static char *paths[MOST_FILES];
static int record_fd = -1;
static const char *folder;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static struct { int nth, error, sticky; long calls; } faults[256];

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    folder = getenv("FAULTS_FOLDER");
    const char *record = getenv("FAULTS_RECORD");
    if (record) record_fd = fcntl(REAL(open)(record, O_WRONLY | O_CREAT | O_APPEND, 0600), F_DUPFD_CLOEXEC, 900);
}

void faults_arm(int kind, int nth, int error, int sticky) {
    faults[kind].nth = nth, faults[kind].error = error, faults[kind].sticky = sticky, faults[kind].calls = 0;
}

long faults_calls(int kind) { return faults[kind].calls; }

static int watched(const char *path) { return folder && path && strncmp(path, folder, strlen(folder)) == 0; }

static const char *path_of(int fd) { return fd >= 0 && fd < MOST_FILES ? paths[fd] : NULL; }

/* Whether this call is the one that has to fail; errno is set then. */
static int fails(int kind) {
    long call = ++faults[kind].calls;
    if (!faults[kind].nth || call < faults[kind].nth || (call > faults[kind].nth && !faults[kind].sticky)) return 0;
    errno = faults[kind].error;
    return 1;
}

static void record(char kind, const char *path, uint64_t offset, const void *data, uint64_t length) {
    if (record_fd < 0) return;
    uint16_t path_length = strlen(path);
    char head[19];
    head[0] = kind;
    memcpy(head + 1, &path_length, 2), memcpy(head + 3, &offset, 8), memcpy(head + 11, &length, 8);
    struct iovec parts[] = {{head, sizeof head}, {(void *)path, path_length}, {(void *)data, data ? length : 0}};
    if (!data) { uint64_t none = 0; memcpy(head + 11, &none, 8); }
    pthread_mutex_lock(&one_at_a_time);
    ssize_t written = REAL(writev)(record_fd, parts, 3);
    pthread_mutex_unlock(&one_at_a_time);
    if (written < 0) abort();
}

static int remember(int fd, const char *path) {
    if (fd >= 0 && fd < MOST_FILES) {
        free(paths[fd]);
        paths[fd] = watched(path) ? strdup(path) : NULL;
    }
    return fd;
}

static int opened(const char *path, int flags, mode_t mode) {
    if (!watched(path)) return remember(REAL(open)(path, flags, mode), path);
    if (fails(OPEN)) return -1;
    struct stat status;
    int is_new = (flags & O_CREAT) && stat(path, &status) != 0;
    int fd = REAL(open)(path, flags, mode);
    if (fd >= 0 && is_new) record(OPEN, path, 0, NULL, 0);
    if (fd >= 0 && (flags & O_TRUNC)) record(TRUNCATE, path, 0, NULL, 0);
    return remember(fd, path);
}

#define OPENS(name)                                                                     \
    int name(const char *path, int flags, ...) {                                        \
        va_list more; va_start(more, flags);                                            \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; va_end(more);         \
        return opened(path, flags, mode);                                               \
    }
OPENS(open)
OPENS(open64)

int close(int fd) {
    if (fd >= 0 && fd < MOST_FILES) { free(paths[fd]); paths[fd] = NULL; }
    return REAL(close)(fd);
}

#define WRITES(name, type)                                                              \
    ssize_t name(int fd, const void *data, size_t length, type offset) {                \
        const char *path = path_of(fd);                                                 \
        if (path && fails(WRITE)) return -1;                                            \
        ssize_t written = REAL(name)(fd, data, length, offset);                         \
        if (path && written > 0) record(WRITE, path, offset, data, written);            \
        return written;                                                                 \
    }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
    const char *path = path_of(fd);
    if (path && fails(WRITE)) return -1;
    off_t offset = path ? lseek(fd, 0, SEEK_CUR) : 0;
    if (fd == STDOUT_FILENO && !path) record(SAID, "", 0, data, length);
    ssize_t written = REAL(write)(fd, data, length);
    if (path && written > 0) record(WRITE, path, offset, data, written);
    return written;
}

#define SYNCS(name)                                                                     \
    int name(int fd) {                                                                  \
        const char *path = path_of(fd);                                                 \
        if (path && fails(SYNC)) return -1;                                             \
        int result = REAL(name)(fd);                                                    \
        if (path && result == 0) record(SYNC, path, 0, NULL, 0);                        \
        return result;                                                                  \
    }
SYNCS(fsync)
SYNCS(fdatasync)

#define TRUNCATES(name, type)                                                           \
    int name(int fd, type size) {                                                       \
        const char *path = path_of(fd);                                                 \
        if (path && fails(WRITE)) return -1;                                            \
        int result = REAL(name)(fd, size);                                              \
        if (path && result == 0) record(TRUNCATE, path, size, NULL, 0);                 \
        return result;                                                                  \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

int unlink(const char *path) {
    int result = REAL(unlink)(path);
    if (result == 0 && watched(path)) record(UNLINK, path, 0, NULL, 0);
    return result;
}

int rename(const char *from, const char *to) {
    int result = REAL(rename)(from, to);
    if (result == 0 && watched(to)) record(RENAME, from, 0, to, strlen(to));
    return result;
}
