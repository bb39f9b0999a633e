// Parallel: several threads that share a row of jobs.
//
// **Thread safety**: may be called by several threads at a time.
#ifndef RACELAB_CHECKER_BASE_PARALLEL_H_
#define RACELAB_CHECKER_BASE_PARALLEL_H_

#include <cstddef>
#include <functional>

namespace racelab {

// How many threads are worth it on this machine: its processors, from 1 to 8.
size_t Processors();

// Calls job(0) ... job(count - 1), each once, begun in this order, by at most `threads` threads at
// a time; the caller is one of them. Returns when all have returned. When a job throws, no other
// begins, and when all have returned one of the exceptions is thrown again.
void ForEachInParallel(size_t count, size_t threads, const std::function<void(size_t)>& job);

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_PARALLEL_H_
