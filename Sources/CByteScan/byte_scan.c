#include "byte_scan.h"

size_t byte_scan_line_starts(const uint8_t *bytes, size_t count, intptr_t *starts, size_t room,
                             int *kinds) {
  if (count == 0) return 0;
  // Sixteen bytes hold no more than sixteen line feeds.
  if (room < 32) return room + 1;
  size_t lines = 0, most = room - 16;
  starts[lines++] = 0;
  // What ends the text begins no line.
  size_t last = count - 1, index = 0;
  byte_scan_vector others = byte_scan_splat(0), returns = byte_scan_splat(0);
  for (; index + 16 <= last; index += 16) {
    byte_scan_vector vector = byte_scan_load(bytes + index);
    byte_scan_vector feeds = (byte_scan_vector)(vector == byte_scan_splat('\n'));
    // NUL becomes 255, which is no ASCII either; 128 becomes 127.
    others |= vector | (vector - 1);
    returns |= (byte_scan_vector)(vector == byte_scan_splat('\r'));
#if defined(__SSE2__)
    typedef char lanes __attribute__((vector_size(16)));
    unsigned bits = (unsigned)__builtin_ia32_pmovmskb128((lanes)feeds);
    if (!bits) continue;
    if (lines > most) return room + 1;
    for (; bits; bits &= bits - 1)
      starts[lines++] = (intptr_t)(index + (size_t)__builtin_ctz(bits) + 1);
#else
    if (byte_scan_first(feeds) == 16) continue;
    if (lines > most) return room + 1;
    for (size_t lane = 0; lane < 16; lane++)
      if (feeds[lane]) starts[lines++] = (intptr_t)(index + lane + 1);
#endif
  }
  if (lines > most) return room + 1;
  byte_scan_vector sign = byte_scan_splat(0x80);
  int found = (byte_scan_first((byte_scan_vector)((others & sign) == sign)) < 16
                   ? BYTE_SCAN_OTHER_THAN_ASCII : 0) |
              (byte_scan_first(returns) < 16 ? BYTE_SCAN_CARRIAGE_RETURN : 0);
  for (; index < count; index++) {
    uint8_t byte = bytes[index];
    if (byte == '\n' && index < last) starts[lines++] = (intptr_t)(index + 1);
    if ((uint8_t)(byte - 1) >= 0x7F) found |= BYTE_SCAN_OTHER_THAN_ASCII;
    if (byte == '\r') found |= BYTE_SCAN_CARRIAGE_RETURN;
  }
  *kinds = found;
  return lines;
}

/// What a bracket or caret may be with what stands beside it.
static int bracket(const uint8_t *bytes, size_t index, size_t count) {
  if (bytes[index] == '^') return index > 0 && bytes[index - 1] == '[' ? BYTE_SCAN_BROKEN_LINK : 0;
  if (++index >= count) return 0;
  if (bytes[index] == '[') return BYTE_SCAN_BROKEN_LINK;
  if (bytes[index] == ':') return BYTE_SCAN_DEFINITION;
  if (bytes[index] != '(') return 0;
  for (index++; index < count; index += 16) {
    size_t rest = count - index;
    byte_scan_vector vector = rest < 16 ? byte_scan_load_part(bytes + index, rest)
                                        : byte_scan_load(bytes + index);
    // The parentheses differ in one bit.
    size_t found = byte_scan_first(
        (byte_scan_vector)(vector == byte_scan_splat(' ')) |
        (byte_scan_vector)(vector == byte_scan_splat('\n')) |
        (byte_scan_vector)((vector & byte_scan_splat(0xFE)) == byte_scan_splat('(')));
    if (found < 16) return bytes[index + found] == ' ' ? BYTE_SCAN_BROKEN_LINK : 0;
  }
  return 0;
}

int byte_scan_brackets(const uint8_t *bytes, size_t count) {
  int all = BYTE_SCAN_BROKEN_LINK | BYTE_SCAN_DEFINITION, found = 0;
  for (size_t index = 0; index < count && found != all; index += 16) {
    size_t rest = count - index;
    byte_scan_vector vector = rest < 16 ? byte_scan_load_part(bytes + index, rest)
                                        : byte_scan_load(bytes + index);
    byte_scan_vector marks = (byte_scan_vector)(vector == byte_scan_splat(']')) |
                             (byte_scan_vector)(vector == byte_scan_splat('^'));
#if defined(__SSE2__)
    typedef char lanes __attribute__((vector_size(16)));
    for (unsigned bits = (unsigned)__builtin_ia32_pmovmskb128((lanes)marks); bits; bits &= bits - 1)
      found |= bracket(bytes, index + (size_t)__builtin_ctz(bits), count);
#else
    for (size_t lane = byte_scan_first(marks); lane < 16; lane++)
      if (marks[lane]) found |= bracket(bytes, index + lane, count);
#endif
  }
  return found;
}

/// What each byte is behind a trigger.
static const uint8_t kinds[256] = {
    ['/'] = BYTE_SCAN_SLASH,
    ['-'] = BYTE_SCAN_HYPHEN | BYTE_SCAN_NAME,
    ['+'] = BYTE_SCAN_NAME,
    ['_'] = BYTE_SCAN_NAME,
    ['['] = BYTE_SCAN_BRACKET_MARK,
    ['^'] = BYTE_SCAN_BRACKET_MARK,
    ['='] = BYTE_SCAN_BRACKET_MARK,
    ['0' ... '9'] = BYTE_SCAN_NAME | BYTE_SCAN_DIGIT,
    ['A' ... 'Z'] = BYTE_SCAN_NAME,
    ['a' ... 'm'] = BYTE_SCAN_NAME,
    ['n'] = BYTE_SCAN_NAME | BYTE_SCAN_ORDINAL,
    ['o' ... 'q'] = BYTE_SCAN_NAME,
    ['r' ... 't'] = BYTE_SCAN_NAME | BYTE_SCAN_ORDINAL,
    ['u' ... 'z'] = BYTE_SCAN_NAME,
    [0x80 ... 0xFF] = BYTE_SCAN_NAME,
};

/// Whether digits that begin at a byte may be an ordinal number.
static int may_be_ordinal(const uint8_t *bytes, size_t index, size_t count) {
  if (index > 0 && (kinds[bytes[index - 1]] & BYTE_SCAN_NAME) && bytes[index - 1] != '+' &&
      bytes[index - 1] != '-')
    return 0;
  do index++;
  while (index < count && (kinds[bytes[index]] & BYTE_SCAN_DIGIT));
  return index < count && (kinds[bytes[index]] & BYTE_SCAN_ORDINAL);
}

/// Whether a byte of the set of triggers is one, by what stands beside it.
static inline int is_trigger(const byte_scan_triggers *triggers, const uint8_t *bytes,
                             size_t index, size_t count) {
  uint8_t byte = bytes[index];
  unsigned behind = triggers->behind[byte];
  uint8_t next = index + 1 < count ? bytes[index + 1] : 0;
  // Most bytes of the set are told from triggers here.
  if (behind & (kinds[next] | BYTE_SCAN_ANY | (next == byte ? BYTE_SCAN_SAME : 0))) return 1;
  if (!(behind & (BYTE_SCAN_NUMBER | BYTE_SCAN_SHORT | BYTE_SCAN_BEFORE))) return 0;
  if (behind & BYTE_SCAN_NUMBER && may_be_ordinal(bytes, index, count)) return 1;
  if (behind & BYTE_SCAN_SHORT && index + 2 < count &&
      bytes[index + 2] == (next == 't' ? 'm' : ')'))
    return 1;
  uint8_t before = triggers->before[byte];
  if (!before || index == 0) return 0;
  uint8_t last = bytes[index - 1] | 0x20;
  return (before & BYTE_SCAN_W && last == 'w') || (before & BYTE_SCAN_C && last == 'c');
}

// Each search looks for the bytes of a set and, with triggers, at what stands beside them.

#if !defined(__aarch64__)
static size_t plain_search(const byte_scan_bitmap *set, const byte_scan_triggers *triggers,
                           const uint8_t *bytes, size_t start, size_t count) {
  for (; start < count; start++)
    if (byte_scan_has(set, bytes[start]) &&
        (!triggers || is_trigger(triggers, bytes, start, count)))
      return start;
  return count;
}
#endif

#if defined(__x86_64__)
#include <tmmintrin.h>

// Only the table look-up needs more than what every x86-64 has.
__attribute__((target("ssse3"), always_inline)) static inline size_t vector_search(
    const byte_scan_bitmap *set, const byte_scan_triggers *triggers, const uint8_t *bytes,
    size_t start, size_t count) {
  const __m128i low = _mm_loadu_si128((const __m128i *)set->low);
  const __m128i high = _mm_loadu_si128((const __m128i *)set->high);
  const __m128i bits =
      _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  const __m128i rows = _mm_set1_epi8((char)0x8F);
  for (; start < count; start += 16) {
    size_t rest = count - start;
    __m128i vector = (__m128i)(rest < 16 ? byte_scan_load_part(bytes + start, rest)
                                         : byte_scan_load(bytes + start));
    // A look-up with a byte whose highest bit is set gives 0: each half sees its own bytes only.
    __m128i row = _mm_or_si128(
        _mm_shuffle_epi8(low, _mm_and_si128(vector, rows)),
        _mm_shuffle_epi8(
            high, _mm_and_si128(_mm_xor_si128(vector, _mm_set1_epi8((char)0x80)), rows)));
    __m128i bit = _mm_shuffle_epi8(
        bits, _mm_and_si128(_mm_srli_epi16(vector, 4), _mm_set1_epi8(15)));
    __m128i misses = _mm_cmpeq_epi8(_mm_and_si128(row, bit), _mm_setzero_si128());
    // Behind the end stand zeros, which no set holds.
    for (unsigned found = ~(unsigned)_mm_movemask_epi8(misses) & 0xFFFF; found;
         found &= found - 1) {
      size_t index = start + (size_t)__builtin_ctz(found);
      if (!triggers || is_trigger(triggers, bytes, index, count)) return index;
    }
  }
  return count;
}

__attribute__((target("ssse3"))) static size_t vector_set(const byte_scan_bitmap *set,
                                                          const uint8_t *bytes, size_t start,
                                                          size_t count) {
  return vector_search(set, NULL, bytes, start, count);
}

__attribute__((target("ssse3"))) static size_t vector_trigger(
    const byte_scan_triggers *triggers, const uint8_t *bytes, size_t start, size_t count) {
  return vector_search(&triggers->set, triggers, bytes, start, count);
}

size_t byte_scan_set(const byte_scan_bitmap *set, const uint8_t *bytes, size_t start,
                     size_t count) {
  return __builtin_cpu_supports("ssse3") ? vector_set(set, bytes, start, count)
                                         : plain_search(set, NULL, bytes, start, count);
}

size_t byte_scan_trigger(const byte_scan_triggers *triggers, const uint8_t *bytes, size_t start,
                         size_t count) {
  return __builtin_cpu_supports("ssse3")
             ? vector_trigger(triggers, bytes, start, count)
             : plain_search(&triggers->set, triggers, bytes, start, count);
}

#else

#if defined(__aarch64__)
static inline size_t search(const byte_scan_bitmap *set, const byte_scan_triggers *triggers,
                            const uint8_t *bytes, size_t start, size_t count) {
  const uint8x16_t low = vld1q_u8(set->low);
  const uint8x16_t high = vld1q_u8(set->high);
  const uint8_t powers[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t bits = vld1q_u8(powers);
  for (; start < count; start += 16) {
    size_t rest = count - start;
    uint8x16_t vector = (uint8x16_t)(rest < 16 ? byte_scan_load_part(bytes + start, rest)
                                               : byte_scan_load(bytes + start));
    // A look-up beyond the table gives 0: each half sees its own bytes only.
    uint8x16_t row = vorrq_u8(
        vqtbl1q_u8(low, vandq_u8(vector, vdupq_n_u8(0x8F))),
        vqtbl1q_u8(high, vandq_u8(veorq_u8(vector, vdupq_n_u8(0x80)), vdupq_n_u8(0x8F))));
    uint8x16_t hits = vtstq_u8(row, vqtbl1q_u8(bits, vshrq_n_u8(vector, 4)));
    uint8x8_t halves = vshrn_n_u16(vreinterpretq_u16_u8(hits), 4);
    // Four bits for each lane. Behind the end stand zeros, which no set holds.
    uint64_t found = vget_lane_u64(vreinterpret_u64_u8(halves), 0) & 0x8888888888888888u;
    for (; found; found &= found - 1) {
      size_t index = start + (size_t)__builtin_ctzll(found) / 4;
      if (!triggers || is_trigger(triggers, bytes, index, count)) return index;
    }
  }
  return count;
}
#else
#define search plain_search
#endif

size_t byte_scan_set(const byte_scan_bitmap *set, const uint8_t *bytes, size_t start,
                     size_t count) {
  return search(set, NULL, bytes, start, count);
}

size_t byte_scan_trigger(const byte_scan_triggers *triggers, const uint8_t *bytes, size_t start,
                         size_t count) {
  return search(&triggers->set, triggers, bytes, start, count);
}

#endif
