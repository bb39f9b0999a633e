// What the attributes of a thread say about it.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_ATTRIBUTES_H_
#define RACELAB_CHECKER_RUNTIME_ATTRIBUTES_H_

#include <pthread.h>

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

struct Attributes {
  bool detached;
  bool masks;  // its signal mask is `blocked`, and not that of its creator
  uint64_t blocked;
  uint8_t processors;  // 0: those of its creator
  uint64_t stack;      // bytes that it may use; 0: as usual
};

// Returns what pthread_create would; null: the usual ones.
int ReadAttributes(const pthread_attr_t* from, Attributes& attributes);
void Obey(const Attributes& attributes, Task* task);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_ATTRIBUTES_H_
