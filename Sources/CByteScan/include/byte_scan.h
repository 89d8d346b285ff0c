/// Looks for bytes sixteen at a time.
///
/// Most bytes of a page mean nothing to the pass that looks at them; going over those in vectors is
/// what makes a pass cheap. This is C because Swift's vectors have no instruction that says where a
/// byte was found, nor one that looks sixteen bytes up in a table. No function minds what stands
/// outside of `bytes[0..<count]`, nor reads it where memory might end.
#ifndef BYTE_SCAN_H
#define BYTE_SCAN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__aarch64__)
#include <arm_neon.h>
#endif

/// Memory ends where a page of it ends, so that bytes up to there can be read in one go. Sanitizers
/// watch each byte.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define BYTE_SCAN_READS_TO_PAGE_END 0
#endif
#endif
#ifndef BYTE_SCAN_READS_TO_PAGE_END
#define BYTE_SCAN_READS_TO_PAGE_END 1
#endif

typedef uint8_t byte_scan_vector __attribute__((vector_size(16)));

static inline byte_scan_vector byte_scan_load(const uint8_t *_Nonnull bytes) {
  byte_scan_vector vector;
  memcpy(&vector, bytes, sizeof vector);
  return vector;
}

static inline byte_scan_vector byte_scan_splat(uint8_t byte) {
  return (byte_scan_vector){byte, byte, byte, byte, byte, byte, byte, byte,
                            byte, byte, byte, byte, byte, byte, byte, byte};
}

/// Up to fifteen bytes, at least one, with zeros behind them.
static inline byte_scan_vector byte_scan_load_part(const uint8_t *_Nonnull bytes, size_t count) {
#if BYTE_SCAN_READS_TO_PAGE_END
  // Most texts are short, and their lengths follow no rule that a processor could learn.
  if (((uintptr_t)bytes & 4095) <= 4096 - 16) {
    typedef int8_t lanes __attribute__((vector_size(16)));
    const lanes order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    lanes limit = (lanes)byte_scan_splat((uint8_t)count);
    return byte_scan_load(bytes) & (byte_scan_vector)(order < limit);
  }
#endif
  uint64_t halves[2] = {0, 0};
  if (count >= 8) {
    // The last eight bytes overlap the first ones.
    memcpy(&halves[0], bytes, 8);
    if (count > 8) {
      memcpy(&halves[1], bytes + count - 8, 8);
      halves[1] >>= 8 * (16 - count);
    }
  } else if (count >= 4) {
    uint32_t first, last;
    memcpy(&first, bytes, 4);
    memcpy(&last, bytes + count - 4, 4);
    halves[0] = first | (uint64_t)last << 8 * (count - 4);
  } else {
    halves[0] = bytes[0] | (uint64_t)bytes[count / 2] << 8 * (count / 2) |
                (uint64_t)bytes[count - 1] << 8 * (count - 1);
  }
  byte_scan_vector vector;
  memcpy(&vector, halves, sizeof vector);
  return vector;
}

/// How many lanes of a mask (each 0 or 255) come before the first that is set; 16 if none is.
static inline size_t byte_scan_first(byte_scan_vector mask) {
#if defined(__SSE2__)
  typedef char lanes __attribute__((vector_size(16)));
  unsigned bits = (unsigned)__builtin_ia32_pmovmskb128((lanes)mask);
  return bits ? (size_t)__builtin_ctz(bits) : 16;
#elif defined(__aarch64__)
  uint8x8_t halves = vshrn_n_u16(vreinterpretq_u16_u8((uint8x16_t)mask), 4);
  uint64_t bits = vget_lane_u64(vreinterpret_u64_u8(halves), 0);
  return bits ? (size_t)__builtin_ctzll(bits) / 4 : 16;
#else
  for (size_t lane = 0; lane < 16; lane++)
    if (mask[lane]) return lane;
  return 16;
#endif
}

/// Copies bytes; few are copied without a call.
static inline void byte_scan_copy(uint8_t *_Nonnull copy, const uint8_t *_Nonnull bytes,
                                  size_t count) {
  // The two halves may overlap.
  if (count >= 8 && count <= 16) {
    uint64_t first, last;
    memcpy(&first, bytes, 8);
    memcpy(&last, bytes + count - 8, 8);
    memcpy(copy, &first, 8);
    memcpy(copy + count - 8, &last, 8);
  } else if (count >= 4 && count < 8) {
    uint32_t first, last;
    memcpy(&first, bytes, 4);
    memcpy(&last, bytes + count - 4, 4);
    memcpy(copy, &first, 4);
    memcpy(copy + count - 4, &last, 4);
  } else if (count < 4) {
    if (count == 0) return;
    copy[0] = bytes[0];
    copy[count / 2] = bytes[count / 2];
    copy[count - 1] = bytes[count - 1];
  } else {
    memcpy(copy, bytes, count);
  }
}

/// The lanes with `&`, `<`, `>` or `"`.
static inline size_t byte_scan_first_html(byte_scan_vector vector) {
  // `"` and `&` differ in one bit, and so do `<` and `>`.
  return byte_scan_first(
      (byte_scan_vector)((vector & byte_scan_splat(0xFB)) == byte_scan_splat(0x22)) |
      (byte_scan_vector)((vector & byte_scan_splat(0xFD)) == byte_scan_splat(0x3C)));
}

/// Where the next `&`, `<`, `>` or `"` stands, from `start` on; `count` if there is none.
static inline size_t byte_scan_html(const uint8_t *_Nonnull bytes, size_t start, size_t count) {
  for (; start + 16 <= count; start += 16) {
    size_t found = byte_scan_first_html(byte_scan_load(bytes + start));
    if (found < 16) return start + found;
  }
  if (start >= count) return count;
  // Zeros are not looked for.
  size_t found = byte_scan_first_html(byte_scan_load_part(bytes + start, count - start));
  return found < 16 ? start + found : count;
}

/// Copies bytes up to the first `&`, `<`, `>` or `"`; returns how many.
///
/// `copy` has room for sixteen bytes more than `count`: what stands behind the copied bytes there is
/// overwritten.
static inline size_t byte_scan_copy_html(uint8_t *_Nonnull copy, const uint8_t *_Nonnull bytes,
                                         size_t count) {
  size_t index = 0;
  for (; index + 16 <= count; index += 16) {
    byte_scan_vector vector = byte_scan_load(bytes + index);
    memcpy(copy + index, &vector, sizeof vector);
    size_t found = byte_scan_first_html(vector);
    if (found < 16) return index + found;
  }
  if (index == count) return count;
  byte_scan_vector vector = byte_scan_load_part(bytes + index, count - index);
  memcpy(copy + index, &vector, sizeof vector);
  size_t found = byte_scan_first_html(vector);
  return found < 16 ? index + found : count;
}

/// Copies a text that ends with a zero up to that, or up to the first `&`, `<`, `>` or `"`; at most as
/// much as there is room for, less fifteen bytes. Returns how many bytes it has copied; what stands
/// behind them in the room is overwritten.
static inline size_t byte_scan_copy_html_text(uint8_t *_Nonnull copy, const uint8_t *_Nonnull bytes,
                                              size_t room) {
  size_t index = 0;
  while (index + 16 <= room) {
#if BYTE_SCAN_READS_TO_PAGE_END
    if (((uintptr_t)(bytes + index) & 4095) <= 4096 - 16) {
      byte_scan_vector vector = byte_scan_load(bytes + index);
      memcpy(copy + index, &vector, sizeof vector);
      size_t found = byte_scan_first(
          (byte_scan_vector)((vector & byte_scan_splat(0xFB)) == byte_scan_splat(0x22)) |
          (byte_scan_vector)((vector & byte_scan_splat(0xFD)) == byte_scan_splat(0x3C)) |
          (byte_scan_vector)(vector == byte_scan_splat(0)));
      if (found < 16) return index + found;
      index += 16;
      continue;
    }
#endif
    uint8_t byte = bytes[index];
    if (byte == 0 || (byte & 0xFB) == 0x22 || (byte & 0xFD) == 0x3C) return index;
    copy[index++] = byte;
  }
  return index;
}

/// How many bytes from `start` on are ASCII other than NUL.
static inline size_t byte_scan_ascii(const uint8_t *_Nonnull bytes, size_t start, size_t count) {
  size_t index = start;
  while (index + 16 <= count) {
    byte_scan_vector vector = byte_scan_load(bytes + index);
    // NUL becomes 255, which is no ASCII either.
    size_t found = byte_scan_first((byte_scan_vector)((vector - 1) >= byte_scan_splat(0x7F)));
    if (found < 16) return index + found - start;
    index += 16;
  }
  while (index < count && (uint8_t)(bytes[index] - 1) < 0x7F) index++;
  return index - start;
}

/// How many lines there are, each of which ends with a line feed; the last one may lack it.
static inline size_t byte_scan_lines(const uint8_t *_Nonnull bytes, size_t count) {
  size_t lines = count > 0 && bytes[count - 1] != '\n', index = 0;
  while (index + 16 <= count) {
    // Lanes count up to 255 before they are added up.
    byte_scan_vector sums = byte_scan_splat(0);
    for (int round = 0; round < 255 && index + 16 <= count; round++, index += 16)
      sums -= (byte_scan_vector)(byte_scan_load(bytes + index) == byte_scan_splat('\n'));
    for (int lane = 0; lane < 16; lane++) lines += sums[lane];
  }
  for (; index < count; index++) lines += bytes[index] == '\n';
  return lines;
}

/// Which kinds of bytes a text has, for `byte_scan_line_starts`.
enum {
  /// NUL or a byte beyond ASCII.
  BYTE_SCAN_OTHER_THAN_ASCII = 1,
  BYTE_SCAN_CARRIAGE_RETURN = 2
};

/// Writes where each line begins to `starts`, as far as they have room; returns how many lines there
/// are, or more than the room where that is too little. Otherwise it also tells which kinds of bytes
/// there are.
size_t byte_scan_line_starts(const uint8_t *_Nonnull bytes, size_t count,
                             intptr_t *_Nonnull starts, size_t room, int *_Nonnull kinds);

/// What brackets of a text may be.
enum {
  /// `][`, `[^` or `](` with a space before its `)`: something that looks like a reference or link and
  /// may be none.
  BYTE_SCAN_BROKEN_LINK = 1,
  /// `]:`, without which there is no definition.
  BYTE_SCAN_DEFINITION = 2
};

/// Which of these occur.
int byte_scan_brackets(const uint8_t *_Nonnull bytes, size_t count);

/// How many scalars of UTF-8 begin in `bytes[start..<end]`.
static inline size_t byte_scan_scalars(const uint8_t *_Nonnull bytes, size_t start, size_t end) {
  size_t scalars = 0;
  for (; start + 8 <= end; start += 8) {
    uint64_t word;
    memcpy(&word, bytes + start, sizeof word);
    // A byte that goes on with a scalar has its highest bit set and the next one clear.
    uint64_t others = (word >> 7) & ~(word >> 6) & 0x0101010101010101u;
    scalars += 8 - (size_t)((others * 0x0101010101010101u) >> 56);
  }
  for (; start < end; start++) scalars += (bytes[start] & 0xC0) != 0x80;
  return scalars;
}

/// How many bytes from the beginning are the same in both texts, up to a backslash or `&`.
static inline size_t byte_scan_same_text(const uint8_t *_Nonnull one,
                                         const uint8_t *_Nonnull other, size_t count) {
  size_t index = 0;
  while (index < count) {
    size_t rest = count - index;
    byte_scan_vector vector = rest < 16 ? byte_scan_load_part(one + index, rest)
                                        : byte_scan_load(one + index);
    byte_scan_vector second = rest < 16 ? byte_scan_load_part(other + index, rest)
                                        : byte_scan_load(other + index);
    size_t found = byte_scan_first((byte_scan_vector)(vector != second) |
                                   (byte_scan_vector)(vector == byte_scan_splat('\\')) |
                                   (byte_scan_vector)(vector == byte_scan_splat('&')));
    if (found < 16) return index + found;
    index += 16;
  }
  return count;
}

/// Copies text up to the first `<`, `&`, `"`, backslash or control character, and no further than the
/// first of two spaces; returns how many bytes.
///
/// `copy` has room for sixteen bytes more than `count`: what stands behind the copied bytes there is
/// overwritten.
static inline size_t byte_scan_copy_text(uint8_t *_Nonnull copy, const uint8_t *_Nonnull bytes,
                                         size_t count) {
  size_t index = 0;
  while (index < count) {
    size_t rest = count - index;
    byte_scan_vector vector = rest < 16 ? byte_scan_load_part(bytes + index, rest)
                                        : byte_scan_load(bytes + index);
    memcpy(copy + index, &vector, sizeof vector);
    byte_scan_vector next = rest < 2 ? byte_scan_splat(0)
                            : rest < 17 ? byte_scan_load_part(bytes + index + 1, rest - 1)
                                        : byte_scan_load(bytes + index + 1);
    size_t step = rest < 16 ? rest : 16;
    byte_scan_vector spaces = (byte_scan_vector)(vector == byte_scan_splat(0x20)) &
                              (byte_scan_vector)(next == byte_scan_splat(0x20));
    size_t found = byte_scan_first(
        spaces | (byte_scan_vector)(vector < byte_scan_splat(0x20)) |
        (byte_scan_vector)(vector == byte_scan_splat(0x22)) |
        (byte_scan_vector)(vector == byte_scan_splat('&')) |
        (byte_scan_vector)(vector == byte_scan_splat('<')) |
        (byte_scan_vector)(vector == byte_scan_splat('\\')));
    if (found < step) return index + found;
    index += step;
  }
  return count;
}

/// Whether two texts of one length are the same.
static inline int byte_scan_equal(const uint8_t *_Nonnull one, const uint8_t *_Nonnull other,
                                  size_t count) {
  if (count < 4) {
    for (size_t index = 0; index < count; index++)
      if (one[index] != other[index]) return 0;
    return 1;
  }
  if (count < 8) {
    // The two halves may overlap.
    uint32_t first[2], last[2];
    memcpy(&first[0], one, 4), memcpy(&first[1], other, 4);
    memcpy(&last[0], one + count - 4, 4), memcpy(&last[1], other + count - 4, 4);
    return !((first[0] ^ first[1]) | (last[0] ^ last[1]));
  }
  for (size_t index = 0; index + 8 < count; index += 8) {
    uint64_t first, second;
    memcpy(&first, one + index, 8);
    memcpy(&second, other + index, 8);
    if (first != second) return 0;
  }
  uint64_t first, second;
  memcpy(&first, one + count - 8, 8);
  memcpy(&second, other + count - 8, 8);
  return first == second;
}

/// Whether `text`, of one byte or more, stands somewhere in `bytes`.
static inline int byte_scan_contains(const uint8_t *_Nonnull bytes, size_t count,
                                     const uint8_t *_Nonnull text, size_t length) {
  if (count < length) return 0;
  // Where the first and the last byte of the text stand at their distance, it is compared.
  byte_scan_vector first = byte_scan_splat(text[0]), last = byte_scan_splat(text[length - 1]);
  size_t places = count - length + 1, index = 0;
  while (index < places) {
    size_t rest = places - index;
    const uint8_t *ends = bytes + index + length - 1;
    byte_scan_vector starts = rest < 16 ? byte_scan_load_part(bytes + index, rest)
                                        : byte_scan_load(bytes + index);
    byte_scan_vector stops = rest < 16 ? byte_scan_load_part(ends, rest) : byte_scan_load(ends);
    size_t found = byte_scan_first((byte_scan_vector)(starts == first) &
                                   (byte_scan_vector)(stops == last));
    if (found < 16) {
      if (byte_scan_equal(bytes + index + found, text, length)) return 1;
      index += found + 1;
    } else {
      index += 16;
    }
  }
  return 0;
}

/// Where the next of three bytes other than NUL stands, from `start` on; `count` if there is none.
static inline size_t byte_scan_any(const uint8_t *_Nonnull bytes, size_t start, size_t count,
                                   uint8_t one, uint8_t other, uint8_t third) {
  byte_scan_vector first = byte_scan_splat(one), second = byte_scan_splat(other),
                   last = byte_scan_splat(third);
  for (; start < count; start += 16) {
    size_t rest = count - start;
    byte_scan_vector vector = rest < 16 ? byte_scan_load_part(bytes + start, rest)
                                        : byte_scan_load(bytes + start);
    size_t found = byte_scan_first((byte_scan_vector)(vector == first) |
                                   (byte_scan_vector)(vector == second) |
                                   (byte_scan_vector)(vector == last));
    if (found < 16) return start + found;
  }
  return count;
}

/// Where a tag ends whose name ends before `start`: behind the next `>` that stands in no quotes;
/// `count` if there is none.
static inline size_t byte_scan_tag_end(const uint8_t *_Nonnull bytes, size_t start, size_t count) {
  while (start < count) {
    // Most tags have no attributes.
    size_t found = bytes[start] == '>' ? start : byte_scan_any(bytes, start, count, '>', '"', '\'');
    if (found == count) break;
    uint8_t byte = bytes[found];
    if (byte == '>') return found + 1;
    start = byte_scan_any(bytes, found + 1, count, byte, byte, byte) + 1;
  }
  return count;
}

/// Sets of bytes, for `byte_scan_set`: of each low half of a byte, the high halves that it has in
/// the set, one per bit.
typedef struct {
  uint8_t low[16];
  uint8_t high[16];
} byte_scan_bitmap;

/// Adds a byte other than NUL to a set.
static inline void byte_scan_insert(byte_scan_bitmap *_Nonnull set, uint8_t byte) {
  uint8_t *half = byte < 0x80 ? set->low : set->high;
  half[byte & 15] |= (uint8_t)(1 << ((byte >> 4) & 7));
}

/// Whether a byte is in a set.
static inline int byte_scan_has(const byte_scan_bitmap *_Nonnull set, uint8_t byte) {
  const uint8_t *half = byte < 0x80 ? set->low : set->high;
  return (half[byte & 15] >> ((byte >> 4) & 7)) & 1;
}

/// Where the next byte of a set stands, from `start` on; `count` if there is none.
size_t byte_scan_set(const byte_scan_bitmap *_Nonnull set, const uint8_t *_Nonnull bytes,
                     size_t start, size_t count);

/// Bytes at which something may begin, for `byte_scan_trigger`: not each by itself, but with certain
/// bytes before or behind it.
typedef struct {
  byte_scan_bitmap set;
  uint16_t behind[256];
  uint8_t before[256];
} byte_scan_triggers;

/// What may stand behind a trigger.
enum {
  BYTE_SCAN_SLASH = 1,
  BYTE_SCAN_HYPHEN = 2,
  /// A letter, digit, `_`, `+`, `-` or a byte beyond ASCII.
  BYTE_SCAN_NAME = 4,
  /// `s`, `n`, `r` or `t`: the letters with which the ends of ordinal numbers begin.
  BYTE_SCAN_ORDINAL = 8,
  BYTE_SCAN_DIGIT = 16,
  /// `[`, `^` or `=`.
  BYTE_SCAN_BRACKET_MARK = 32,
  /// The same byte.
  BYTE_SCAN_SAME = 64,
  BYTE_SCAN_ANY = 128,
  /// Digits and one of those letters, where no word stands before.
  BYTE_SCAN_NUMBER = 256,
  /// One byte and a parenthesis, or `tm`.
  BYTE_SCAN_SHORT = 512,
  /// Something may stand before it.
  BYTE_SCAN_BEFORE = 1024
};

/// What may stand before a trigger, whatever stands behind it.
enum { BYTE_SCAN_W = 1, BYTE_SCAN_C = 2 };

/// Makes a byte other than NUL a trigger.
static inline void byte_scan_add_trigger(byte_scan_triggers *_Nonnull triggers, uint8_t byte,
                                         int behind, int before) {
  byte_scan_insert(&triggers->set, byte);
  triggers->behind[byte] |= (uint16_t)(before ? behind | BYTE_SCAN_BEFORE : behind);
  triggers->before[byte] |= (uint8_t)before;
}

/// Where the next trigger stands, from `start` on; `count` if there is none.
size_t byte_scan_trigger(const byte_scan_triggers *_Nonnull triggers,
                         const uint8_t *_Nonnull bytes, size_t start, size_t count);

#endif
