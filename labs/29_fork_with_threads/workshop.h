// Workshop: given. Threads log what they do; helpers do their part in other processes.
#ifndef RACELAB_LABS_29_FORK_WITH_THREADS_WORKSHOP_H_
#define RACELAB_LABS_29_FORK_WITH_THREADS_WORKSHOP_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

// Lines, and the bytes in them, without '\n'.
struct Totals {
  long lines = 0;
  long bytes = 0;
};

// A process makes one workshop at a time, while it has one thread. Then it starts others, which may
// call all functions at once, and joins them before it destroys the workshop.
class Workshop {
 public:
  static constexpr size_t kLongest = 20'000;  // bytes in a line
  static constexpr int kMostHelpers = 8;      // that run at the same time

  // The work of a helper. It may call Log() and Sum() of the workshop that it is given. It returns
  // a number from 0 to 255, throws nothing, and starts no threads.
  using Helper = std::function<int(Workshop&)>;

  // Makes or empties the file `path`: the log.
  Workshop(const std::string& path, std::vector<Helper> helpers);

  // All lines are in the file. No process, thread or descriptor stays behind.
  ~Workshop();

  // Adds `line`, which has no '\n' in it, and a '\n' to the log: in one piece, once, and behind
  // what this thread has logged before. It may get into the file later.
  void Log(const std::string& line);

  // The lines that this process has logged: all calls of Log() that have returned, and of those
  // that go on, each one wholly or not at all. The lines of helpers are not among them.
  Totals Sum() const;

  // Runs helpers[number] in another process, and returns what it returned.
  //
  // Nobody waits for a helper but who called RunHelper() for it. All the others go on: those who
  // log, and those who run helpers, too.
  //
  // Lines that the helper logs are in the file when RunHelper() returns, behind all that the caller
  // had logged before. In the helper Sum() begins with what it was here at one moment during the
  // call of RunHelper(); each line that the helper logs is added.
  //
  // Of the rest of the program a helper sees what was there when the workshop was made, and maybe
  // what came later. Its process does nothing of what the program does at its own end: it writes no
  // buffers of stdio, calls no handlers of atexit(), destroys no static objects.
  //
  // Programs that are started by exec, in a helper or elsewhere, inherit no descriptor of the
  // workshop.
  int RunHelper(int number);

 private:
  struct Impl;  // yours: define it in workshop.cc
  std::unique_ptr<Impl> impl_;
};

#endif  // RACELAB_LABS_29_FORK_WITH_THREADS_WORKSHOP_H_
