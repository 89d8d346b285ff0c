#include "curl_library.h"

#include <dlfcn.h>
#include <stddef.h>

#include "curl_numbers.h"

/// The names libcurl goes by; git brings the second one to every Debian.
static const char *const names[] = {
  "libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4", "libcurl.4.dylib",
};

bool curl_library_load(curl_library *library, const char **reason) {
  *reason = NULL;
  library->handle = NULL;
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !library->handle; i++) {
    library->handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (!library->handle) return false;

#define FIND(name) \
  library->name = (__typeof__(library->name))dlsym(library->handle, "curl_" #name); \
  if (!library->name) *reason = "it has no curl_" #name ": it is older than 7.66"
  FIND(global_init);
  FIND(easy_init);
  FIND(easy_cleanup);
  FIND(easy_setopt);
  FIND(easy_getinfo);
  FIND(easy_strerror);
  FIND(slist_append);
  FIND(slist_free_all);
  FIND(multi_init);
  FIND(multi_cleanup);
  FIND(multi_setopt);
  FIND(multi_add_handle);
  FIND(multi_remove_handle);
  FIND(multi_perform);
  FIND(multi_poll);
  FIND(multi_info_read);
#undef FIND
  if (!*reason && library->global_init(GLOBAL_DEFAULT) != 0) *reason = "it cannot be initialized";
  if (*reason) dlclose(library->handle);
  return !*reason;
}
