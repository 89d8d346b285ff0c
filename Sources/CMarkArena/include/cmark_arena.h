/// A bump allocator for libcmark, one per thread.
///
/// libcmark allocates every node and every string of a tree on its own and frees them one by one;
/// taking them from an arena instead saves a third of the instructions of parsing and rendering a
/// page. libcmark exports no arena, and the callbacks of `cmark_mem` carry no context pointer, so
/// the arena belongs to the calling thread. This is C, not Swift, because those callbacks must be
/// C functions over thread-local storage.
///
/// Use it as a stack: take a mark, parse with `cmark_arena_allocator()`, use the tree on the same
/// thread, release the mark. Everything allocated since the mark is then gone; nodes and parsers
/// need no freeing.
#ifndef CMARK_ARENA_H
#define CMARK_ARENA_H

#include <cmark.h>
#include <stdbool.h>

/// A state of the calling thread's arena to go back to.
typedef struct {
  void *_Nullable chunk;
  size_t used;
} cmark_arena_mark;

/// The allocator over the calling thread's arena, for `cmark_parser_new_with_mem` and
/// `cmark_node_new_with_mem`. Freeing through it does nothing. It aborts the process when memory
/// runs out, as libcmark's own allocator does.
cmark_mem *_Nonnull cmark_arena_allocator(void);

/// Memory of a size, with what `old` held, if it is not NULL; released with the arena's mark. It
/// ends the program where there is no memory.
void *_Nonnull cmark_arena_reallocate(void *_Nullable old, size_t size);

/// Whether small allocations that are freed from now on are used again. That is safe while libcmark
/// parses; later, who looks at a tree may still read what libcmark has replaced and freed.
void cmark_arena_reuse_freed(bool does);

/// The arena's present state.
cmark_arena_mark cmark_arena_take_mark(void);

/// Frees everything allocated since `mark`. Marks are released in the reverse order of taking; one
/// block of memory is kept for the next page.
void cmark_arena_release(cmark_arena_mark mark);

#endif
