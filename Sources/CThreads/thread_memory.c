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
  HUGE_PAGE = 1 << 21,
  /// What `malloc` keeps before each block, and a gap that is worth leaving out.
  MALLOC_HEADER = 16,
  SMALLEST_GAP = 1 << 12
};

/// Where the memory that the thread reserved last begins and ends.
static _Thread_local uintptr_t reserved_start, reserved_end;

void thread_memory_prepare(void) {
  // What is reserved must neither lie outside of the thread's own memory nor be given back at once.
  mallopt(M_MMAP_THRESHOLD, STEP + 2 * HUGE_PAGE);
  mallopt(M_TRIM_THRESHOLD, STEP * 4);
}

/// Asks for large pages between two addresses and gives the first one that has them.
static uintptr_t use_huge_pages(uintptr_t start, uintptr_t end) {
#if defined(MADV_HUGEPAGE)
  // Few large pages take the system less time than many small ones.
  uintptr_t first = (start + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
  madvise((void *)first, (end - first) & ~(uintptr_t)(HUGE_PAGE - 1), MADV_HUGEPAGE);
  return first;
#else
  return start;
#endif
}

void thread_memory_reserve(void) {
  // The compiler must not find out that the memory is not used.
  void *volatile block = malloc(SOON);
  uintptr_t start = (uintptr_t)block;
  int is_enough = start >= reserved_start && start + SOON <= reserved_end;
  free(block);
  if (is_enough) return;
  block = malloc(STEP + HUGE_PAGE);
  if (!block) return;
  start = (uintptr_t)block;
  reserved_end = start + STEP + HUGE_PAGE;
  reserved_start = use_huge_pages(start, reserved_end);
  free(block);
  // What lies before the first large page stays untouched, where it is not used already.
  if (reserved_start - start < SMALLEST_GAP) return;
  block = malloc(reserved_start - start - MALLOC_HEADER);
  if ((uintptr_t)block != start) free(block);
}

#else

void thread_memory_prepare(void) {}
void thread_memory_reserve(void) {}

#endif
