#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif

#include "thread_memory.h"

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>

enum {
  /// What is reserved at a time, and what must be left of it for a thread to go on.
  STEP = 1 << 24,
  SOON = 1 << 20,
  HUGE_PAGE = 1 << 21
};

/// Where the memory that the thread reserved last begins and ends.
static _Thread_local uintptr_t reserved_start, reserved_end;

void thread_memory_prepare(void) {
  // What is reserved must neither lie outside of the thread's own memory nor be given back at once.
  mallopt(M_MMAP_THRESHOLD, STEP + HUGE_PAGE);
  mallopt(M_TRIM_THRESHOLD, STEP * 4);
  // As much as reading options and a configuration takes.
  void *volatile block = malloc(SOON);
  free(block);
}

void thread_memory_reserve(void) {
  // The compiler must not find out that the memory is not used.
  void *volatile block = malloc(SOON);
  uintptr_t start = (uintptr_t)block;
  int is_enough = start >= reserved_start && start + SOON <= reserved_end;
  free(block);
  if (is_enough) return;
  block = malloc(STEP);
  if (!block) return;
  reserved_start = start = (uintptr_t)block;
  reserved_end = start + STEP;
#if defined(MADV_HUGEPAGE)
  // Few large pages take the system less time than many small ones.
  start = (start + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
  madvise((void *)start, (reserved_end - start) & ~(uintptr_t)(HUGE_PAGE - 1), MADV_HUGEPAGE);
#endif
  free(block);
}

#else

void thread_memory_prepare(void) {}
void thread_memory_reserve(void) {}

#endif
