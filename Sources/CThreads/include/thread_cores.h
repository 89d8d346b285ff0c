/// Where threads can run.
#ifndef THREAD_CORES_H
#define THREAD_CORES_H

/// How many cores this process may use, at least one. In a container, or under `taskset`, that can be
/// fewer than the machine has.
int thread_core_count(void);

#endif
