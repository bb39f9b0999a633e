// Processes for tests: start n processes at one moment, run a function in each, collect their
// fates.
//
// A child runs the function and ends with _exit(0): it never returns into the test program. What it
// has to say goes through shared memory; an EXPECT in a child would be lost with the child.
#ifndef RACELAB_LABS_KIT_PROCESSES_H_
#define RACELAB_LABS_KIT_PROCESSES_H_

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <new>
#include <ostream>
#include <system_error>
#include <vector>

#include "labs/kit/threads.h"

namespace kit {

inline constexpr int kThrew = 99;  // exit code of a process whose function threw

// How a process ended. All zero: unknown, because somebody else waited for it.
struct Fate {
  bool exited = false;
  int code = 0;    // when it exited
  int signal = 0;  // when a signal ended it

  bool Ok() const { return exited && code == 0; }
};

inline std::ostream& operator<<(std::ostream& out, const Fate& fate) {
  if (fate.signal != 0) return out << "ended by signal " << fate.signal;
  if (!fate.exited) return out << "waited for by somebody else";
  if (fate.code == kThrew) return out << "ended by an exception";
  return out << "exited with code " << fate.code;
}

// One T in memory that this process and its later children share, made from `args`.
// REQUIRES: T needs no destructor and holds no pointers; its atomics are lock-free.
template <typename T>
class Shared {
 public:
  template <typename... Args>
  explicit Shared(Args... args) {
    void* memory =
        mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
    value_ = new (memory) T(args...);
  }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  ~Shared() { munmap(value_, sizeof(T)); }

  T* operator->() const { return value_; }
  T& operator*() const { return *value_; }

 private:
  T* value_;
};

inline Fate WaitFor(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return {};
  }
  if (WIFSIGNALED(status)) return {.signal = WTERMSIG(status)};
  return {.exited = true, .code = WEXITSTATUS(status)};
}

// Runs f(0) ... f(n - 1) in n child processes that start together, waits for all of them, and
// returns their fates in this order. A child whose `f` throws exits with kThrew.
inline std::vector<Fate> RunProcesses(int n, const std::function<void(int)>& f) {
  const Shared<StartGate> gate(n);
  std::fflush(nullptr);  // or each child writes the buffered text once more
  std::vector<pid_t> children;
  int error = 0;
  for (int i = 0; i < n && error == 0; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      int code = 0;
      gate->Wait();
      try {
        f(i);
      } catch (...) {
        code = kThrew;
      }
      std::fflush(nullptr);
      _exit(code);
    }
    if (child < 0) error = errno;
    if (child > 0) children.push_back(child);
  }
  if (error != 0) gate->Open();  // no more processes to be had: do not strand the others
  std::vector<Fate> fates;
  for (pid_t child : children) fates.push_back(WaitFor(child));
  if (error != 0) throw std::system_error(error, std::generic_category(), "fork");
  return fates;
}

// Runs f() in one child process and waits for it.
inline Fate RunProcess(const std::function<void()>& f) {
  return RunProcesses(1, [&](int) { f(); })[0];
}

}  // namespace kit

#endif  // RACELAB_LABS_KIT_PROCESSES_H_
