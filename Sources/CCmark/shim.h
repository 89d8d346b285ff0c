#include <cmark.h>

// Accessors that the compiler puts in place: passes ask each node for its type and neighbours many
// times, and libcmark's functions cannot be inlined. libcmark 0.30.2 has this layout on machines with
// 64 bits (`struct cmark_node` in its node.h); with any other version its own functions are called.
// `NodeLayoutTests` compares both.

#if CMARK_VERSION == ((0 << 16) | (30 << 8) | 2) && defined(__LP64__)
#define CMARK_HAS_KNOWN_LAYOUT 1

struct cmark_node_layout {
  void *mem;
  cmark_node *next;
  cmark_node *previous;
  cmark_node *parent;
  cmark_node *first_child;
  cmark_node *last_child;
  void *user_data;
  const char *data;
  int length;
  int start_line;
  int start_column;
  int end_line;
  int end_column;
  int internal_offset;
  unsigned short type;
  unsigned short flags;
};

#define CMARK_READ(node, field, function) (((const struct cmark_node_layout *)(node))->field)
#else
#define CMARK_READ(node, field, function) function(node)
#endif

static inline cmark_node_type node_type(cmark_node *_Nonnull node) {
  return (cmark_node_type)CMARK_READ(node, type, cmark_node_get_type);
}

static inline cmark_node *_Nullable node_next(cmark_node *_Nonnull node) {
  return CMARK_READ(node, next, cmark_node_next);
}

static inline cmark_node *_Nullable node_previous(cmark_node *_Nonnull node) {
  return CMARK_READ(node, previous, cmark_node_previous);
}

static inline cmark_node *_Nullable node_parent(cmark_node *_Nonnull node) {
  return CMARK_READ(node, parent, cmark_node_parent);
}

static inline cmark_node *_Nullable node_first_child(cmark_node *_Nonnull node) {
  return CMARK_READ(node, first_child, cmark_node_first_child);
}

static inline cmark_node *_Nullable node_last_child(cmark_node *_Nonnull node) {
  return CMARK_READ(node, last_child, cmark_node_last_child);
}

static inline void *_Nullable node_user_data(cmark_node *_Nonnull node) {
  return CMARK_READ(node, user_data, cmark_node_get_user_data);
}

static inline int node_start_line(cmark_node *_Nonnull node) {
  return CMARK_READ(node, start_line, cmark_node_get_start_line);
}

static inline int node_end_line(cmark_node *_Nonnull node) {
  return CMARK_READ(node, end_line, cmark_node_get_end_line);
}

// The types of nodes that have a literal.
#define CMARK_LITERAL_TYPES \
  (1u << CMARK_NODE_CODE_BLOCK | 1u << CMARK_NODE_HTML_BLOCK | 1u << CMARK_NODE_TEXT \
   | 1u << CMARK_NODE_CODE | 1u << CMARK_NODE_HTML_INLINE)

// The literal of a text, code or HTML node, which ends with a zero; NULL for other nodes.
static inline const char *_Nullable node_literal(cmark_node *_Nonnull node) {
#ifdef CMARK_HAS_KNOWN_LAYOUT
  if (!(CMARK_LITERAL_TYPES >> CMARK_READ(node, type, ) & 1)) return 0;
  const char *data = CMARK_READ(node, data, );
  return data ? data : "";
#else
  return cmark_node_get_literal(node);
#endif
}

// How many bytes the literal has that `node_literal` gave.
static inline size_t node_literal_length(cmark_node *_Nonnull node, const char *_Nonnull literal) {
#ifdef CMARK_HAS_KNOWN_LAYOUT
  (void)literal;
  return (size_t)CMARK_READ(node, length, );
#else
  return __builtin_strlen(literal);
#endif
}
