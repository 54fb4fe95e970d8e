/* Makes one chosen call on watched files fail, to see what a program does about it.
 *
 * Preloaded into a process (LD_PRELOAD), it counts the calls on files whose real path starts with
 * PLEDGEBOOK_FAULT_PATH, by kind: "fsync" (fsync, fdatasync), "write" (write, pwrite) and
 * "truncate" (ftruncate).
 *
 *   PLEDGEBOOK_FAULT_CALL    the kind that fails
 *   PLEDGEBOOK_FAULT_AT      which call of that kind fails, from 1; 0 or unset: only count
 *   PLEDGEBOOK_FAULT_ERRNO   EIO or ENOSPC
 *   PLEDGEBOOK_FAULT_STICKY  1: every later call of the kind fails as well
 *   PLEDGEBOOK_FAULT_HALF    1: that call writes half of its bytes, and the one after it fails
 *   PLEDGEBOOK_FAULT_REPORT  a file that gets the counts when a fault strikes and at exit
 *
 * The real calls are made as system calls, so that nothing needs to be looked up beforehand.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#if !defined(__linux__) || !defined(__LP64__)
#error "for 64-bit Linux only"
#endif

enum kind { FSYNC, WRITE, TRUNCATE, KINDS };
enum verdict { PASS, HALVE, FAIL };

static const char *const NAMES[KINDS] = {"fsync", "write", "truncate"};

static struct {
    const char *path, *report;
    enum kind kind;
    long at;
    int error, sticky, half;
} fault = {.kind = KINDS};

static atomic_long calls[KINDS], struck;

static int is_set(const char *name) {
    const char *value = getenv(name);
    return value && strcmp(value, "1") == 0;
}

__attribute__((constructor)) static void begin(void) {
    const char *call = getenv("PLEDGEBOOK_FAULT_CALL");
    const char *at = getenv("PLEDGEBOOK_FAULT_AT");
    const char *error = getenv("PLEDGEBOOK_FAULT_ERRNO");
    for (int kind = 0; call && kind < KINDS; kind++)
        if (strcmp(call, NAMES[kind]) == 0) fault.kind = kind;
    fault.at = at ? atol(at) : 0;
    fault.error = error && strcmp(error, "ENOSPC") == 0 ? ENOSPC : EIO;
    fault.sticky = is_set("PLEDGEBOOK_FAULT_STICKY");
    fault.half = is_set("PLEDGEBOOK_FAULT_HALF");
    fault.report = getenv("PLEDGEBOOK_FAULT_REPORT");
    fault.path = getenv("PLEDGEBOOK_FAULT_PATH"); /* last: without it nothing is watched */
}

__attribute__((destructor)) static void report(void) {
    char text[200];
    if (!fault.report) return;
    int length = snprintf(text, sizeof text, "fsync %ld\nwrite %ld\ntruncate %ld\nstruck %ld\n",
                          calls[FSYNC], calls[WRITE], calls[TRUNCATE], struck);
    int file = open(fault.report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return;
    syscall(SYS_write, file, text, (size_t)length);
    close(file);
}

static int is_watched(int file) {
    char link[40], path[PATH_MAX];
    if (!fault.path) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = '\0';
    return strncmp(path, fault.path, strlen(fault.path)) == 0;
}

/* Count the call and say what becomes of it; errno is set for FAIL, else left as it was. */
static enum verdict judge(enum kind kind, int file) {
    int before = errno;
    int watched = is_watched(file);
    errno = before;
    if (!watched) return PASS;
    long call = ++calls[kind];
    if (kind != fault.kind || fault.at == 0 || call < fault.at) return PASS;
    if (fault.half && call == fault.at) return HALVE;
    if (!fault.sticky && call != fault.at + fault.half) return PASS;
    struck++;
    report();
    errno = fault.error;
    return FAIL;
}

ssize_t write(int file, const void *bytes, size_t size) {
    enum verdict verdict = judge(WRITE, file);
    if (verdict == FAIL) return -1;
    return syscall(SYS_write, file, bytes, verdict == HALVE ? size / 2 : size);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) {
    enum verdict verdict = judge(WRITE, file);
    if (verdict == FAIL) return -1;
    return syscall(SYS_pwrite64, file, bytes, verdict == HALVE ? size / 2 : size, offset);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
    return pwrite64(file, bytes, size, offset);
}

int fsync(int file) {
    return judge(FSYNC, file) == FAIL ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
    return judge(FSYNC, file) == FAIL ? -1 : (int)syscall(SYS_fdatasync, file);
}

int ftruncate64(int file, off64_t size) {
    return judge(TRUNCATE, file) == FAIL ? -1 : (int)syscall(SYS_ftruncate, file, size);
}

int ftruncate(int file, off_t size) {
    return ftruncate64(file, size);
}
