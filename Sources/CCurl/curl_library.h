/// libcurl's functions, found in the library when the program runs.
#ifndef CURL_LIBRARY_H
#define CURL_LIBRARY_H

#include <stdbool.h>

/// What `curl_multi_info_read` returns.
typedef struct {
  int message;
  void *easy;
  union {
    void *whatever;
    int result;
  } data;
} curl_message;

typedef struct {
  void *handle;
  int (*global_init)(long);
  void *(*easy_init)(void);
  void (*easy_cleanup)(void *);
  int (*easy_setopt)(void *, int, ...);
  int (*easy_getinfo)(void *, int, ...);
  const char *(*easy_strerror)(int);
  void *(*slist_append)(void *, const char *);
  void (*slist_free_all)(void *);
  void *(*multi_init)(void);
  int (*multi_cleanup)(void *);
  int (*multi_setopt)(void *, int, ...);
  int (*multi_add_handle)(void *, void *);
  int (*multi_remove_handle)(void *, void *);
  int (*multi_perform)(void *, int *);
  int (*multi_poll)(void *, void *, unsigned, int, int *);
  curl_message *(*multi_info_read)(void *, int *);
} curl_library;

/// Finds libcurl; false when there is none, or, with a `reason`, when it cannot be used.
bool curl_library_load(curl_library *library, const char **reason);

#endif
