// Stand-ins for questions about processors: each machine gives the same answers, so that a program
// which starts a thread for each of them is the same program everywhere.
#include <pthread.h>
#include <sched.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/processors.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kProcessors = 4;
constexpr unsigned long kAll = (1ul << kProcessors) - 1;

// The first that it may use: tasks that nobody has bound share one, as they may at any time.
int ProcessorOf(const Task* task) {
  return task->processors == 0 ? 0 : __builtin_ctz(task->processors);
}

int Set(Task* task, size_t bytes, const cpu_set_t* set) {
  if (task == nullptr) return ESRCH;
  const uint8_t wanted = ProcessorsIn(bytes, set);
  if (wanted == 0) return EINVAL;
  task->processors = wanted;
  return 0;
}

// As a system call says it.
int Said(int error) {
  if (error == 0) return 0;
  errno = error;
  return -1;
}

bool IsCaller(pid_t id) {
  return id == 0 || id == kFirstThread + current->id || id == state.processes[here].pid;
}

}  // namespace

uint8_t ProcessorsIn(size_t bytes, const cpu_set_t* set) {
  return bytes < sizeof(unsigned long) ? 0 : static_cast<uint8_t>(set->__bits[0] & kAll);
}

int GetProcessors(const Task* task, size_t bytes, cpu_set_t* set) {
  if (task == nullptr) return ESRCH;
  if (bytes < sizeof(unsigned long)) return EINVAL;
  FillBytes(set, 0, bytes);
  set->__bits[0] = task->processors != 0 ? task->processors : kAll;
  return 0;
}

}  // namespace racelab::rt

using racelab::rt::current;

extern "C" {

long sysconf(int name) noexcept {
  const bool asks = name == _SC_NPROCESSORS_ONLN || name == _SC_NPROCESSORS_CONF;
  return current != nullptr && asks ? racelab::rt::kProcessors : RACELAB_REAL(sysconf)(name);
}
int get_nprocs() noexcept {
  return current != nullptr ? racelab::rt::kProcessors : RACELAB_REAL(get_nprocs)();
}
int get_nprocs_conf() noexcept {
  return current != nullptr ? racelab::rt::kProcessors : RACELAB_REAL(get_nprocs_conf)();
}

int sched_getcpu() noexcept {
  return current != nullptr ? racelab::rt::ProcessorOf(current) : RACELAB_REAL(sched_getcpu)();
}
int sched_getaffinity(pid_t id, size_t bytes, cpu_set_t* set) noexcept {
  if (current == nullptr || !racelab::rt::IsCaller(id)) {
    return RACELAB_REAL(sched_getaffinity)(id, bytes, set);
  }
  return racelab::rt::Said(racelab::rt::GetProcessors(current, bytes, set));
}
int pthread_getaffinity_np(pthread_t thread, size_t bytes, cpu_set_t* set) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_getaffinity_np)(thread, bytes, set);
  return racelab::rt::GetProcessors(racelab::rt::TaskOfHandle(thread), bytes, set);
}

// One thread runs at a time: where makes no difference but to the answers above.
int sched_setaffinity(pid_t id, size_t bytes, const cpu_set_t* set) noexcept {
  if (current == nullptr || !racelab::rt::IsCaller(id)) {
    return RACELAB_REAL(sched_setaffinity)(id, bytes, set);
  }
  return racelab::rt::Said(racelab::rt::Set(current, bytes, set));
}
int pthread_setaffinity_np(pthread_t thread, size_t bytes, const cpu_set_t* set) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_setaffinity_np)(thread, bytes, set);
  return racelab::rt::Set(racelab::rt::TaskOfHandle(thread), bytes, set);
}

}  // extern "C"
