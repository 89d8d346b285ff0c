#include "cmark_arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHUNK_SIZE 0  // Each allocation has a chunk of its own, whose end is watched.
#endif
#endif
#ifndef CHUNK_SIZE
#define CHUNK_SIZE (1 << 20)
#endif
enum { ALIGNMENT = 8 };

/// While a page is parsed, freed allocations up to this size are used again: libcmark frees the
/// brackets and marks that it turns into links and emphasis, which are most of what it allocates
/// for them.
#if CHUNK_SIZE == 0
enum { LARGEST_REUSED = 0 };  // What is freed stays untouched, so that uses after it are seen.
#else
enum { LARGEST_REUSED = 192 };
#endif

/// A block of memory; its bytes follow the header.
typedef struct chunk {
  struct chunk *previous;
  size_t capacity;
} chunk;

/// The newest chunk of this thread, what is free of it, and the newest allocation, which alone can
/// grow in place.
static _Thread_local chunk *current;
static _Thread_local char *next_free;
static _Thread_local char *end;
static _Thread_local char *newest;

/// Whether what is freed is used again.
static _Thread_local bool reuses;

/// The freed allocations of each size; each holds a pointer to the next one.
static _Thread_local void *freed[LARGEST_REUSED / ALIGNMENT + 1];

/// Each allocation is preceded by its size, which `realloc` needs.
enum { HEADER = ALIGNMENT };

/// What an allocation takes, which does not overflow for sizes up to `LARGEST`.
static inline size_t rounded(size_t size) {
  return (size + HEADER + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

#define LARGEST (SIZE_MAX - HEADER - ALIGNMENT - CHUNK_SIZE - sizeof(chunk))

static size_t *size_of(void *allocation) {
  return (size_t *)((char *)allocation - HEADER);
}

static char *first_byte(chunk *chunk) { return (char *)(chunk + 1); }

/// Makes a chunk the one that allocations come from, from a byte of it on.
static void use(chunk *chunk, size_t used) {
  current = chunk;
  next_free = chunk ? first_byte(chunk) + used : NULL;
  end = chunk ? first_byte(chunk) + chunk->capacity : NULL;
}

__attribute__((noinline)) static void add_chunk(size_t size) {
  size_t capacity = size > CHUNK_SIZE ? size : CHUNK_SIZE;
  chunk *fresh = malloc(sizeof(chunk) + capacity);
  if (!fresh) abort();
  fresh->previous = current;
  fresh->capacity = capacity;
  use(fresh, 0);
}

/// A freed allocation of a size, or NULL.
static inline char *reused(size_t size) {
  if (size > LARGEST_REUSED) return NULL;
  void **list = &freed[(size + ALIGNMENT - 1) / ALIGNMENT];
  char *allocation = *list;
  if (!allocation) return NULL;
  memcpy(list, allocation, sizeof *list);
  *size_of(allocation) = size;
  return allocation;
}

static inline void *allocate(size_t size) {
  char *old = reused(size);
  if (old) return old;
  if (__builtin_expect(size > LARGEST, 0)) abort();
  size_t total = rounded(size);
  char *start = next_free;
  if (__builtin_expect((size_t)(end - start) < total, 0)) {
    add_chunk(total);
    start = next_free;
  }
  next_free = start + total;
  newest = start + HEADER;
  *size_of(start + HEADER) = size;
  return start + HEADER;
}

/// The size of a node in the versions of libcmark that are known; others take the longer way.
enum { NODE_SIZE = 112 };

static void *arena_calloc(size_t count, size_t size) {
  // Nearly all that is cleared are nodes: a fixed length needs no call and no loop.
  if (count == 1 && size == NODE_SIZE) return memset(allocate(NODE_SIZE), 0, NODE_SIZE);
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) abort();
  return memset(allocate(total), 0, total);
}

static void *arena_realloc(void *old, size_t size) {
  if (!old) return allocate(size);
  size_t old_size = *size_of(old);
  if (size <= old_size) return old;
  if (size > LARGEST) abort();
  if (old == newest) {
    size_t extra = rounded(size) - rounded(old_size);
    if ((size_t)(end - next_free) >= extra) {
      next_free += extra;
      *size_of(old) = size;
      return old;
    }
  }
  return memcpy(allocate(size), old, old_size);
}

static void arena_free(void *allocation) {
  if (!reuses || !allocation) return;
  size_t size = *size_of(allocation);
  if (size == 0 || size > LARGEST_REUSED || allocation == newest) return;
  void **list = &freed[(size + ALIGNMENT - 1) / ALIGNMENT];
  memcpy(allocation, list, sizeof *list);
  *list = allocation;
}

static cmark_mem allocator = {arena_calloc, arena_realloc, arena_free};

void *_Nonnull cmark_arena_reallocate(void *_Nullable old, size_t size) {
  return arena_realloc(old, size);
}

cmark_mem *cmark_arena_allocator(void) { return &allocator; }

void cmark_arena_reuse_freed(bool does) { reuses = does; }

cmark_arena_mark cmark_arena_take_mark(void) {
  // What lies before the mark must not grow beyond it.
  newest = NULL;
  cmark_arena_mark mark = {current, current ? (size_t)(next_free - first_byte(current)) : 0};
  return mark;
}

void cmark_arena_release(cmark_arena_mark mark) {
  newest = NULL;
  memset(freed, 0, sizeof freed);
  while (current && current != mark.chunk) {
    // The oldest chunk stays for the next page, unless one huge page made it.
    if (!current->previous && current->capacity == CHUNK_SIZE) return use(current, 0);
    chunk *previous = current->previous;
    free(current);
    current = previous;
  }
  use(current, current ? mark.used : 0);
}
