/*
 * Stands between a program and the C library (LD_PRELOAD) and sees every call that changes a database file below one folder.
 *
 *   HALL_DISK_DIR    the folder; files whose name holds ".db" or ".sqlite" count, shared memory ("-shm") does not
 *   HALL_DISK_LOG    every change is written there: see disk-log.ts for the layout
 *   HALL_DISK_AT     the n-th of these calls is the one at which something happens:
 *   HALL_DISK_FAULT  "kill" ends the program before the call, "cut" writes half of it first; "EIO" and "ENOSPC" let it fail
 *   HALL_DISK_FOR    and so many calls after it (default 1)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096
#define NAME_BYTES 128
#define REAL(name)                                                                                                     \
  static __typeof__(name) *real;                                                                                       \
  if (!real) real = dlsym(RTLD_NEXT, #name)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static char names[MOST_FILES][NAME_BYTES];
static int log_file = -1;
static long calls, fault_at, fault_for = 1;
static enum { NONE, KILL, CUT, FAIL } fault;
static int failure;

__attribute__((constructor)) static void begin(void) {
  const char *dir = getenv("HALL_DISK_DIR"), *log = getenv("HALL_DISK_LOG"), *at = getenv("HALL_DISK_AT");
  const char *kind = getenv("HALL_DISK_FAULT"), *times = getenv("HALL_DISK_FOR");
  if (!dir || !realpath(dir, folder)) return;
  folder_length = strlen(folder);
  if (log) log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (at) fault_at = atol(at);
  if (times) fault_for = atol(times);
  if (!kind) return;
  if (!strcmp(kind, "kill")) fault = KILL;
  if (!strcmp(kind, "cut")) fault = CUT;
  if (!strcmp(kind, "EIO")) fault = FAIL, failure = EIO;
  if (!strcmp(kind, "ENOSPC")) fault = FAIL, failure = ENOSPC;
}

/* The name below the folder; 0 for files that do not count. A folder itself is "." */
static const char *counted(const char *path) {
  if (!folder_length || strncmp(path, folder, folder_length)) return 0;
  if (!path[folder_length]) return ".";
  if (path[folder_length] != '/') return 0;
  const char *name = path + folder_length + 1;
  int is_database = strstr(name, ".db") || strstr(name, ".sqlite");
  return is_database && !strstr(name, "-shm") && strlen(name) < NAME_BYTES ? name : 0;
}

static void note(char what, const char *name, uint64_t offset, const void *bytes, uint64_t length) {
  struct __attribute__((packed)) { char what; uint8_t name; uint64_t offset, length; } head;
  head.what = what, head.name = (uint8_t)strlen(name), head.offset = offset, head.length = length;
  struct iovec parts[] = {{&head, sizeof head}, {(void *)name, head.name}, {(void *)bytes, bytes ? length : 0}};
  if (log_file >= 0) syscall(SYS_writev, log_file, parts, 3);
}

/* Counts a call and says whether it is to fail. */
static int fails(void) {
  calls++;
  if (!fault_at || calls < fault_at || calls >= fault_at + fault_for) return 0;
  if (fault == KILL) kill(getpid(), SIGKILL);
  return fault == FAIL;
}

static int is_cut(void) { return fault == CUT && calls == fault_at; }
static const char *name_of(int fd) { return fd >= 0 && fd < MOST_FILES && names[fd][0] ? names[fd] : 0; }

static int opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= MOST_FILES) return fd;
  const char *name = counted(path);
  names[fd][0] = 0;
  if (!name) return fd;
  strcpy(names[fd], name);
  if (flags & O_CREAT) note('C', name, 0, 0, 0);
  if (flags & O_TRUNC) note('T', name, 0, 0, 0);
  return fd;
}

#define OPEN(function)                                                                                                 \
  int function(const char *path, int flags, ...) {                                                                     \
    va_list rest;                                                                                                      \
    va_start(rest, flags);                                                                                             \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                                          \
    va_end(rest);                                                                                                      \
    REAL(function);                                                                                                    \
    pthread_mutex_lock(&lock);                                                                                         \
    int fd = opened(real(path, flags, mode), path, flags);                                                             \
    pthread_mutex_unlock(&lock);                                                                                       \
    return fd;                                                                                                         \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  REAL(close);
  if (fd >= 0 && fd < MOST_FILES) names[fd][0] = 0;
  return real(fd);
}

static ssize_t put(int fd, const void *bytes, size_t length, off64_t offset) {
  REAL(pwrite64);
  pthread_mutex_lock(&lock);
  ssize_t done = -1;
  if (fails()) errno = failure;
  else if (is_cut()) {
    real(fd, bytes, length / 2, offset);
    kill(getpid(), SIGKILL);
  } else done = real(fd, bytes, length, offset);
  if (done > 0) note('W', names[fd], (uint64_t)offset, bytes, (uint64_t)done);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  REAL(pwrite64);
  return name_of(fd) ? put(fd, bytes, length, offset) : real(fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(write);
  if (!name_of(fd)) return real(fd, bytes, length);
  off64_t offset = lseek64(fd, 0, SEEK_CUR);
  ssize_t done = put(fd, bytes, length, offset);
  if (done > 0) lseek64(fd, offset + done, SEEK_SET);
  return done;
}

#define ONE(function, what, extra, size)                                                                               \
  {                                                                                                                    \
    REAL(function);                                                                                                    \
    if (!name_of(fd)) return real extra;                                                                               \
    pthread_mutex_lock(&lock);                                                                                         \
    int answer = -1;                                                                                                   \
    if (fails() || (is_cut() && kill(getpid(), SIGKILL))) errno = failure;                                             \
    else answer = real extra;                                                                                          \
    if (!answer) note(what, names[fd], size, 0, 0);                                                                    \
    pthread_mutex_unlock(&lock);                                                                                       \
    return answer;                                                                                                     \
  }

int fsync(int fd) ONE(fsync, 'S', (fd), 0)
int fdatasync(int fd) ONE(fdatasync, 'S', (fd), 0)
int ftruncate64(int fd, off64_t length) ONE(ftruncate64, 'T', (fd, length), (uint64_t)length)
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
  REAL(unlink);
  const char *name = counted(path);
  if (!name) return real(path);
  pthread_mutex_lock(&lock);
  int answer = -1;
  if (fails() || (is_cut() && kill(getpid(), SIGKILL))) errno = failure;
  else answer = real(path);
  if (!answer) note('U', name, 0, 0, 0);
  pthread_mutex_unlock(&lock);
  return answer;
}
