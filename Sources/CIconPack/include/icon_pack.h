#ifndef ICON_PACK_H
#define ICON_PACK_H

#include <stddef.h>

/// The icons and emoji compiled into the program, as scripts/fetch-icons packs them; no bytes where
/// they were not there when it was built.
const unsigned char *_Nonnull icon_pack_bytes(size_t *_Nonnull size);

#endif
