#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif

#include "thread_memory.h"

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
  /// What is reserved at a time, and what must be left of it for a thread to go on.
  STEP = 1 << 24,
  SOON = 1 << 20,
  HUGE_PAGE = 1 << 21,
  /// glibc has a thread's memory in pieces of this size, each of which begins at a multiple of it.
  PIECE = 1 << 26,
  /// What `malloc` keeps before each block.
  MALLOC_HEADER = 16
};

/// Where the memory that the thread reserved last begins and ends.
static _Thread_local uintptr_t reserved_start, reserved_end;

void thread_memory_prepare(void) {
  // What is reserved must neither lie outside of the thread's own memory nor be given back at once.
  mallopt(M_MMAP_THRESHOLD, STEP + 2 * HUGE_PAGE);
  mallopt(M_TRIM_THRESHOLD, STEP * 4);
  // As much as reading options and a configuration takes.
  void *volatile block = malloc(SOON);
  free(block);
}

/// Has the system use large pages between two addresses, the first of which is a multiple of their
/// size: few of them take it less time than many small ones.
static void use_huge_pages(uintptr_t start, uintptr_t end) {
#if defined(MADV_HUGEPAGE)
  madvise((void *)start, (end - start) & ~(uintptr_t)(HUGE_PAGE - 1), MADV_HUGEPAGE);
#endif
}

void thread_memory_reserve(void) {
  // The compiler must not find out that the memory is not used.
  void *volatile block = malloc(SOON);
  uintptr_t start = (uintptr_t)block;
  int is_enough = start >= reserved_start && start + SOON <= reserved_end;
  free(block);
  // What a thread's memory has no room for is found in the first thread's.
  if (is_enough || start < (uintptr_t)sbrk(0)) return;
  // All that is left of the piece, rather than a block that glibc would look for elsewhere.
  uintptr_t piece = start & ~(uintptr_t)(PIECE - 1);
  size_t room = piece + PIECE - start;
  if (room < 2 * SOON) return;
  size_t size = room < STEP + HUGE_PAGE + SOON ? room - SOON : STEP + HUGE_PAGE;
  block = malloc(size);
  if (!block) return;
  start = (uintptr_t)block;
  reserved_start = start;
  reserved_end = start + size;
  uintptr_t first = start & ~(uintptr_t)(HUGE_PAGE - 1);
  // The first large page of a piece has small ones in it already.
  if (first == piece) first += HUGE_PAGE;
  use_huge_pages(first, reserved_end);
  free(block);
  // The rest of the small ones stays untouched.
  if (start >= first) return;
  reserved_start = first;
  block = malloc(first - start - MALLOC_HEADER);
  if ((uintptr_t)block != start) free(block);
}

#else

void thread_memory_prepare(void) {}
void thread_memory_reserve(void) {}

#endif
