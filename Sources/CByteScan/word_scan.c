#include "word_scan.h"

/// A bit for each lane of a mask (each 0 or 255).
static inline uint64_t lane_bits(byte_scan_vector mask) {
#if defined(__SSE2__)
  typedef char lanes __attribute__((vector_size(16)));
  return (uint64_t)(unsigned)__builtin_ia32_pmovmskb128((lanes)mask);
#elif defined(__aarch64__)
  const byte_scan_vector powers = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t bits = (uint8x16_t)(mask & powers);
  return vaddv_u8(vget_low_u8(bits)) | (uint64_t)vaddv_u8(vget_high_u8(bits)) << 8;
#else
  uint64_t bits = 0;
  for (int lane = 0; lane < 16; lane++) bits |= (uint64_t)(mask[lane] & 1) << lane;
  return bits;
#endif
}

/// What the bytes of a block are, a bit for each.
typedef struct {
  uint64_t letters, digits, capitals, others, periods;
} block_bits;

/// Reads sixty-four bytes and writes them with small letters.
static inline block_bits read_block(const uint8_t *bytes, uint8_t *small) {
  block_bits bits = {0, 0, 0, 0, 0};
  for (int part = 0; part < 4; part++) {
    byte_scan_vector vector = byte_scan_load(bytes + part * 16);
    byte_scan_vector letters =
        (byte_scan_vector)((vector | byte_scan_splat(0x20)) - byte_scan_splat('a') <
                           byte_scan_splat(26));
    // A letter is a capital where that bit is not set.
    byte_scan_vector capitals = letters & ~(byte_scan_vector)(
        (vector & byte_scan_splat(0x20)) == byte_scan_splat(0x20));
    byte_scan_vector lowered = vector | (capitals & byte_scan_splat(0x20));
    memcpy(small + part * 16, &lowered, sizeof lowered);
    int shift = part * 16;
    bits.letters |= lane_bits(letters) << shift;
    bits.capitals |= lane_bits(capitals) << shift;
    bits.digits |= lane_bits((byte_scan_vector)(vector - byte_scan_splat('0') <
                                                byte_scan_splat(10))) << shift;
    bits.others |= lane_bits((byte_scan_vector)(vector >= byte_scan_splat(0x80))) << shift;
    bits.periods |= lane_bits((byte_scan_vector)(vector == byte_scan_splat('.'))) << shift;
  }
  return bits;
}

size_t word_scan(const uint8_t *bytes, size_t count, uint8_t *small, uint32_t *bounds,
                 uint64_t *special) {
  size_t found = 0;
  uint64_t in_word = 0, behind_digit = 0, behind_small = 0;
  for (size_t start = 0; start < count; start += 64) {
    size_t rest = count - start;
    uint8_t last[64];
    const uint8_t *block = bytes + start;
    if (rest < 64) {
      memset(last, 0, sizeof last);
      memcpy(last, block, rest);
      block = last;
    }
    block_bits bits = read_block(block, small + start);
    uint64_t before_digit = bits.digits >> 1;
    if (rest > 64 && (uint8_t)(block[64] - '0') < 10) before_digit |= (uint64_t)1 << 63;
    uint64_t words = bits.letters | bits.digits | bits.others |
                     (bits.periods & (bits.digits << 1 | behind_digit) & before_digit);
    uint64_t smalls = bits.letters & ~bits.capitals;
    special[start / 64] = bits.others | (bits.capitals & (smalls << 1 | behind_small));
    uint64_t changes = words ^ (words << 1 | in_word);
    while (changes) {
      bounds[found++] = (uint32_t)(start + (size_t)__builtin_ctzll(changes));
      changes &= changes - 1;
    }
    in_word = words >> 63;
    behind_digit = bits.digits >> 63;
    behind_small = smalls >> 63;
  }
  // A word that the end of the text ends: where a whole block does, no bit has changed yet.
  if (found % 2) bounds[found++] = (uint32_t)count;
  return found;
}
