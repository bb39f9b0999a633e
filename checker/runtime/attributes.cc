// Reads the attributes that a thread is made with, and says those of one that is there.
#include "checker/runtime/attributes.h"

#include <sched.h>
#include <signal.h>

#include <cerrno>

#include "checker/runtime/os.h"
#include "checker/runtime/processors.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

bool usual_are_set = false;  // by the program

// A priority that its policy does not have.
bool NoSuchPriority(const pthread_attr_t* from) {
  int inherits = PTHREAD_INHERIT_SCHED, policy = 0;
  sched_param priority = {};
  pthread_attr_getinheritsched(from, &inherits);
  if (inherits == PTHREAD_INHERIT_SCHED) return false;
  pthread_attr_getschedpolicy(from, &policy);
  pthread_attr_getschedparam(from, &priority);
  return priority.sched_priority < sched_get_priority_min(policy) ||
         priority.sched_priority > sched_get_priority_max(policy);
}

int Read(const pthread_attr_t* from, Attributes& attributes) {
  if (NoSuchPriority(from)) return EINVAL;
  int detached = PTHREAD_CREATE_JOINABLE;
  pthread_attr_getdetachstate(from, &detached);
  attributes.detached = detached == PTHREAD_CREATE_DETACHED;
  sigset_t mask;
  attributes.masks = pthread_attr_getsigmask_np(from, &mask) == 0;
  if (attributes.masks) attributes.blocked = SetOf(&mask);
  size_t stack = 0;
  pthread_attr_getstacksize(from, &stack);
  attributes.stack = stack;
  cpu_set_t set;  // of all, where nobody has named any
  if (pthread_attr_getaffinity_np(from, sizeof set, &set) != 0) return EINVAL;
  attributes.processors = ProcessorsIn(sizeof set, &set);
  if (attributes.processors == 0) return EINVAL;
  if (CPU_COUNT(&set) == CPU_SETSIZE) attributes.processors = 0;
  return 0;
}

}  // namespace

int ReadAttributes(const pthread_attr_t* from, Attributes& attributes) {
  attributes = {};
  if (from != nullptr) return Read(from, attributes);
  if (!usual_are_set) return 0;
  pthread_attr_t usual;
  if (pthread_getattr_default_np(&usual) != 0) return EAGAIN;
  const int result = Read(&usual, attributes);
  pthread_attr_destroy(&usual);
  return result;
}

void Obey(const Attributes& attributes, Task* task) {
  if (attributes.masks) task->blocked = attributes.blocked;
  if (attributes.processors != 0) task->processors = attributes.processors;
  task->stack = attributes.stack;
}

}  // namespace racelab::rt

using racelab::rt::current;

extern "C" {

int pthread_setattr_default_np(const pthread_attr_t* attributes) noexcept {
  racelab::rt::usual_are_set = true;
  return RACELAB_REAL(pthread_setattr_default_np)(attributes);
}

// libc looks at the real thread, which is joinable and runs where ours may not.
int pthread_getattr_np(pthread_t thread, pthread_attr_t* attributes) noexcept {
  const int result = RACELAB_REAL(pthread_getattr_np)(thread, attributes);
  if (current == nullptr || result != 0) return result;
  const racelab::rt::Task* task = racelab::rt::TaskOfHandle(thread);
  if (task == nullptr) return 0;
  pthread_attr_setdetachstate(attributes,
                              task->detached ? PTHREAD_CREATE_DETACHED : PTHREAD_CREATE_JOINABLE);
  cpu_set_t set;
  racelab::rt::GetProcessors(task, sizeof set, &set);
  return pthread_attr_setaffinity_np(attributes, sizeof set, &set);
}

}  // extern "C"
