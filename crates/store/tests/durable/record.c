/* Notes, in order, what a process does to the files of one folder: writes, cuts, syncs and removals. Loaded with LD_PRELOAD.
 *
 * TOWARD_RECORD names the folder, TOWARD_JOURNAL the file that the notes go to. A note is: kind (1 byte: w, t, s or u),
 * length of the name (1 byte), name, offset (8 bytes), length (4 bytes), and for a write as many bytes. Numbers are
 * little-endian. SQLite's shared index (-shm) is mapped into memory and made anew after a loss of power; it is left out.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 1024

static char names[FILES][64];
static int journal = -1;
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t real_write(int fd, const void *bytes, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, bytes, length);
}

static void put(const void *bytes, size_t length) {
    const char *from = bytes;
    while (length > 0) {
        ssize_t gone = real_write(journal, from, length);
        if (gone <= 0) abort();
        from += gone;
        length -= (size_t)gone;
    }
}

static void note_of(char kind, const char *file, uint64_t offset, const void *bytes, uint32_t length) {
    uint8_t name = (uint8_t)strlen(file);
    put(&kind, 1);
    put(&name, 1);
    put(file, name);
    put(&offset, 8);
    put(&length, 4);
    if (bytes) put(bytes, length);
}

static void note(char kind, int fd, uint64_t offset, const void *bytes, uint32_t length) {
    note_of(kind, names[fd], offset, bytes, length);
}

static int watched(int fd) { return fd >= 0 && fd < FILES && names[fd][0]; }

/* The name of a file of the folder that is to be watched, or nothing. */
static const char *inside(const char *path) {
    const char *folder = getenv("TOWARD_RECORD");
    if (!folder) return 0;
    size_t length = strlen(folder), all = strlen(path);
    int shared = all > 4 && !strcmp(path + all - 4, "-shm");
    int ours = !strncmp(path, folder, length) && path[length] == '/' && !shared && all - length - 1 < sizeof names[0];
    return ours ? path + length + 1 : 0;
}

static int opened(int fd, const char *path) {
    const char *to = getenv("TOWARD_JOURNAL"), *name = inside(path);
    if (fd < 0 || fd >= FILES || !to) return fd;
    pthread_mutex_lock(&one);
    names[fd][0] = 0;
    if (name) {
        if (journal < 0) {
            REAL(int, "open", const char *, int, ...);
            journal = real(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
            if (journal < 0) abort();
        }
        strcpy(names[fd], name);
    }
    pthread_mutex_unlock(&one);
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = va_arg(rest, mode_t); \
        va_end(rest); \
        REAL(int, #name, const char *, int, ...); \
        return opened(real(path, flags, mode), path); \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < FILES) names[fd][0] = 0;
    return real(fd);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    const char *name = inside(path);
    pthread_mutex_lock(&one);
    int done = real(path);
    if (!done && name && journal >= 0) note_of('u', name, 0, 0, 0);
    pthread_mutex_unlock(&one);
    return done;
}

/* The file changes and the note is made under one lock, so that the notes stand in the order of the changes. */
#define WRITE(name, more, arguments, where) \
    ssize_t name(int fd, const void *bytes, size_t length more) { \
        REAL(ssize_t, #name, int, const void *, size_t more); \
        if (!watched(fd)) return real arguments; \
        pthread_mutex_lock(&one); \
        off_t at = where; \
        ssize_t gone = real arguments; \
        if (gone > 0) note('w', fd, (uint64_t)at, bytes, (uint32_t)gone); \
        pthread_mutex_unlock(&one); \
        return gone; \
    }
#define NOTHING
#define COMMA ,
static off_t place(int fd) {
    struct stat now;
    int appends = (fcntl(fd, F_GETFL) & O_APPEND) != 0;
    return appends && !fstat(fd, &now) ? now.st_size : lseek(fd, 0, SEEK_CUR);
}
WRITE(write, NOTHING, (fd, bytes, length), place(fd))
WRITE(pwrite, COMMA off_t offset, (fd, bytes, length, offset), offset)
WRITE(pwrite64, COMMA off_t offset, (fd, bytes, length, offset), offset)

#define CUT(name) \
    int name(int fd, off_t length) { \
        REAL(int, #name, int, off_t); \
        pthread_mutex_lock(&one); \
        int done = real(fd, length); \
        if (!done && watched(fd)) note('t', fd, (uint64_t)length, 0, 0); \
        pthread_mutex_unlock(&one); \
        return done; \
    }
CUT(ftruncate)
CUT(ftruncate64)

/* A sync is noted once it is done; what is written meanwhile is noted before it, and counts as synced a little early
 * only if the writer did not wait, which the tests' writers do. */
#define SYNC(name) \
    int name(int fd) { \
        REAL(int, #name, int); \
        pthread_mutex_lock(&one); \
        int done = real(fd); \
        if (!done && watched(fd)) note('s', fd, 0, 0, 0); \
        pthread_mutex_unlock(&one); \
        return done; \
    }
SYNC(fsync)
SYNC(fdatasync)
