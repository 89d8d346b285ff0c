/// Finds the words of a text sixty-four bytes at a time, and makes numbers of them that a table of
/// words compares.
///
/// A word is a run of ASCII's letters and digits and of bytes beyond ASCII; a period between two
/// digits belongs to it. That text is cut by bits that say where words are, rather than by loops over
/// each word, is what makes an index of a large site cheap: the ends of words follow no rule that a
/// processor could learn.
#ifndef WORD_SCAN_H
#define WORD_SCAN_H

#include "byte_scan.h"

/// Finds the words of a text.
///
/// - `small` becomes a copy of the text with ASCII's capitals as small letters; it has room for 80
///   bytes more than `count`.
/// - `bounds` becomes where each word begins and ends, by turns; it has room for `count + 2` numbers.
/// - `special` becomes a bit for each byte: those beyond ASCII, and capitals behind small letters. It
///   has room for `count / 64 + 1` numbers.
///
/// Returns how many numbers `bounds` has.
size_t word_scan(const uint8_t *_Nonnull bytes, size_t count, uint8_t *_Nonnull small,
                 uint32_t *_Nonnull bounds, uint64_t *_Nonnull special);

/// What a table compares of a word: its first sixteen bytes, with zeros behind fewer, and a number
/// that equal words have in common and others seldom.
typedef struct {
  uint64_t first, second;
  uint32_t hash;
} word_scan_key;

/// One round of a hash.
static inline uint64_t word_scan_mixed(uint64_t hash, const uint64_t halves[_Nonnull 2]) {
  hash = (hash ^ halves[0]) * 0x9e3779b97f4a7c15u;
  hash = ((hash ^ hash >> 32) ^ halves[1]) * 0x9e3779b97f4a7c15u;
  return hash ^ hash >> 32;
}

static inline word_scan_key word_scan_key_from(byte_scan_vector vector,
                                               const uint8_t *_Nonnull bytes, size_t count) {
  uint64_t halves[2];
  memcpy(halves, &vector, sizeof halves);
  word_scan_key key = {halves[0], halves[1], 0};
  uint64_t hash = word_scan_mixed(count, halves);
  // The last sixteen bytes overlap those before.
  for (size_t index = 16; index < count; index += 16) {
    memcpy(halves, bytes + (index + 16 <= count ? index : count - 16), sizeof halves);
    hash = word_scan_mixed(hash, halves);
  }
  key.hash = (uint32_t)hash;
  return key;
}

/// The key of a word, behind whose first byte sixteen can be read.
static inline word_scan_key word_scan_key_in_room(const uint8_t *_Nonnull bytes, size_t count) {
  // Masks that begin at any place: as many set bytes as a word has, then others.
  static const uint8_t masks[32] = {255, 255, 255, 255, 255, 255, 255, 255,
                                    255, 255, 255, 255, 255, 255, 255, 255};
  size_t own = count < 16 ? count : 16;
  return word_scan_key_from(byte_scan_load(bytes) & byte_scan_load(masks + 16 - own), bytes, count);
}

/// The key of a word, behind which nothing can be read.
static inline word_scan_key word_scan_key_of(const uint8_t *_Nonnull bytes, size_t count) {
  byte_scan_vector vector = count >= 16 ? byte_scan_load(bytes)
                            : count > 0 ? byte_scan_load_part(bytes, count)
                                        : byte_scan_splat(0);
  return word_scan_key_from(vector, bytes, count);
}

/// Less than, equal to or greater than zero as one text of this length stands before the other.
static inline int word_scan_order(const uint8_t *_Nonnull one, const uint8_t *_Nonnull other,
                                  size_t count) {
  return memcmp(one, other, count);
}

#endif
