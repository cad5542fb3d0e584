// Exchanges two paths in one step, which Swift's C library modules do not offer.
#ifndef GIAOBAN_EXCHANGE_H
#define GIAOBAN_EXCHANGE_H

#include <errno.h>
#include <stdio.h>

#if defined(__linux__)
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

// Returns 0, or -1 with errno set; ENOSYS or EINVAL where system or file system cannot do it.
static inline int giaoban_exchange(const char *first, const char *second) {
#if defined(__linux__) && defined(SYS_renameat2)
  // RENAME_EXCHANGE, renameat2(2).
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, 1 << 1);
#elif defined(__APPLE__)
  return renamex_np(first, second, RENAME_SWAP);
#else
  (void)first;
  (void)second;
  errno = ENOSYS;
  return -1;
#endif
}

#endif
