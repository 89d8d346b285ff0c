#include "byte_scan.h"

void byte_scan_line_starts(const uint8_t *bytes, size_t count, intptr_t *starts) {
  if (count == 0) return;
  *starts++ = 0;
  // What ends the text begins no line.
  size_t last = count - 1, index = 0;
  while (index + 16 <= last) {
    byte_scan_vector feeds =
        (byte_scan_vector)(byte_scan_load(bytes + index) == byte_scan_splat('\n'));
#if defined(__SSE2__)
    typedef char lanes __attribute__((vector_size(16)));
    unsigned bits = (unsigned)__builtin_ia32_pmovmskb128((lanes)feeds);
    for (; bits; bits &= bits - 1) *starts++ = (intptr_t)(index + (size_t)__builtin_ctz(bits) + 1);
#else
    if (byte_scan_first(feeds) < 16)
      for (size_t lane = 0; lane < 16; lane++)
        if (feeds[lane]) *starts++ = (intptr_t)(index + lane + 1);
#endif
    index += 16;
  }
  for (; index < last; index++)
    if (bytes[index] == '\n') *starts++ = (intptr_t)(index + 1);
}

/// The same, byte by byte.
static size_t plain_set(const byte_scan_bitmap *set, const uint8_t *bytes, size_t start,
                        size_t count) {
  while (start < count && !byte_scan_has(set, bytes[start])) start++;
  return start;
}

#if defined(__x86_64__)
#include <tmmintrin.h>

// Only the table look-up needs more than what every x86-64 has.
__attribute__((target("ssse3"))) static size_t vector_set(const byte_scan_bitmap *set,
                                                          const uint8_t *bytes, size_t start,
                                                          size_t count) {
  if (start + 16 > count) return plain_set(set, bytes, start, count);
  const __m128i low = _mm_loadu_si128((const __m128i *)set->low);
  const __m128i high = _mm_loadu_si128((const __m128i *)set->high);
  const __m128i bits =
      _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  const __m128i nibble = _mm_set1_epi8(15);
  while (start + 16 <= count) {
    __m128i vector = _mm_loadu_si128((const __m128i *)(bytes + start));
    // A look-up with a byte whose highest bit is set gives 0: each half sees its own bytes only.
    __m128i row = _mm_or_si128(
        _mm_shuffle_epi8(low, _mm_and_si128(vector, _mm_set1_epi8((char)0x8F))),
        _mm_shuffle_epi8(high, _mm_and_si128(_mm_xor_si128(vector, _mm_set1_epi8((char)0x80)),
                                             _mm_set1_epi8((char)0x8F))));
    __m128i bit =
        _mm_shuffle_epi8(bits, _mm_and_si128(_mm_srli_epi16(vector, 4), nibble));
    __m128i misses = _mm_cmpeq_epi8(_mm_and_si128(row, bit), _mm_setzero_si128());
    unsigned found = ~(unsigned)_mm_movemask_epi8(misses) & 0xFFFF;
    if (found) return start + (size_t)__builtin_ctz(found);
    start += 16;
  }
  return plain_set(set, bytes, start, count);
}

size_t byte_scan_set(const byte_scan_bitmap *set, const uint8_t *bytes, size_t start,
                     size_t count) {
  return __builtin_cpu_supports("ssse3") ? vector_set(set, bytes, start, count)
                                         : plain_set(set, bytes, start, count);
}

#elif defined(__aarch64__)

size_t byte_scan_set(const byte_scan_bitmap *set, const uint8_t *bytes, size_t start,
                     size_t count) {
  const uint8x16_t low = vld1q_u8(set->low);
  const uint8x16_t high = vld1q_u8(set->high);
  const uint8_t powers[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t bits = vld1q_u8(powers);
  while (start + 16 <= count) {
    uint8x16_t vector = vld1q_u8(bytes + start);
    // A look-up beyond the table gives 0: each half sees its own bytes only.
    uint8x16_t row = vorrq_u8(
        vqtbl1q_u8(low, vandq_u8(vector, vdupq_n_u8(0x8F))),
        vqtbl1q_u8(high, vandq_u8(veorq_u8(vector, vdupq_n_u8(0x80)), vdupq_n_u8(0x8F))));
    uint8x16_t hits = vtstq_u8(row, vqtbl1q_u8(bits, vshrq_n_u8(vector, 4)));
    size_t found = byte_scan_first((byte_scan_vector)hits);
    if (found < 16) return start + found;
    start += 16;
  }
  return plain_set(set, bytes, start, count);
}

#else

size_t byte_scan_set(const byte_scan_bitmap *set, const uint8_t *bytes, size_t start,
                     size_t count) {
  return plain_set(set, bytes, start, count);
}

#endif
