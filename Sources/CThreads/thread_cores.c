#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif

#include "thread_cores.h"

#include <unistd.h>

#if defined(__linux__)
#include <sched.h>
#endif

int thread_core_count(void) {
#if defined(__linux__)
  cpu_set_t cores;
  // Fails on machines of more cores than the set has room for.
  if (sched_getaffinity(0, sizeof cores, &cores) == 0) return CPU_COUNT(&cores);
#endif
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}
