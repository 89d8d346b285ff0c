#include "icon_pack.h"

// The pack is no part of the repository: scripts/fetch-icons makes it.
#if defined(__has_embed)
#if __has_embed("../../build/icons/icons.pack")
#define HAS_ICON_PACK 1
#endif
#endif

#ifdef HAS_ICON_PACK
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char pack[] = {
#embed "../../build/icons/icons.pack"
};
static const size_t pack_size = sizeof pack;
#else
static const unsigned char pack[] = {0};
static const size_t pack_size = 0;
#endif

const unsigned char *icon_pack_bytes(size_t *size) {
  *size = pack_size;
  return pack;
}
