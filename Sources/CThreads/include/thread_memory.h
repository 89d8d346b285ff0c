/// Memory of threads that do much of a program's work.
#ifndef THREAD_MEMORY_H
#define THREAD_MEMORY_H

/// Has memory that is given back stay with the program until there is some of it, and the calling
/// thread begin with some.
void thread_memory_prepare(void);

/// Has the calling thread's memory grow by a step where less is left.
///
/// glibc has the memory of each thread but the first grow by just what is asked for, a page of the
/// system or two at a time, which takes a call of the system each: thousands in one build. Other
/// systems' memory needs no help.
void thread_memory_reserve(void);

#endif
