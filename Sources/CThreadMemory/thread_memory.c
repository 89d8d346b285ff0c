#include "thread_memory.h"

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

enum { STEP = 1 << 21 };

void thread_memory_prepare(void) {
  // What is reserved must neither lie outside of the thread's own memory nor be given back at once.
  mallopt(M_MMAP_THRESHOLD, STEP * 2);
  mallopt(M_TRIM_THRESHOLD, STEP * 16);
}

void thread_memory_reserve(void) {
  // The compiler must not find out that the memory is not used.
  void *volatile block = malloc(STEP);
  free(block);
}

#else

void thread_memory_prepare(void) {}
void thread_memory_reserve(void) {}

#endif
