// JobTable: given. Runs jobs in child processes, as a shell does, and reports how each one ended.
#ifndef RACELAB_LABS_28_SIGCHLD_JOB_TABLE_H_
#define RACELAB_LABS_28_SIGCHLD_JOB_TABLE_H_

#include <functional>
#include <memory>
#include <optional>
#include <vector>

struct Ended {
  int job = 0;   // as Start() has numbered it
  int code = 0;  // its exit code; when a signal ended it, 128 plus the number of the signal
};

// The process has one thread, and one table at a time. It may have other children, which the table
// has not started. Who started them waits for them, and learns how they ended.
//
// SIGCHLD is the table's as long as the table exists: it may handle and block it as it likes. When
// the table is made, SIGCHLD is neither blocked nor ignored; the caller may have a handler for it.
// The caller may block it later for a while, and then blocks what was blocked before; meanwhile it
// calls nothing of the table.
//
// A signal may come at any moment, SIGCHLD also when no job has ended, and as often as anybody
// likes. Other signals are handled when they come, also while a call waits. None of that changes
// what is promised here. The caller is not disturbed when a job ends, or SIGCHLD comes: its read()
// and write() do not fail for that reason, and errno keeps its value.
class JobTable {
 public:
  static constexpr int kMost = 100;  // jobs at a time that are not reported yet

  JobTable();

  // Waits for the jobs that still run. No process, thread or descriptor stays behind, and signals
  // are handled and blocked as they were before the table was made.
  ~JobTable();

  // Runs `job` in a child of this process, which ends with what it returns, 0 to 255, as its exit
  // code. Returns the number of the job: 1, 2, 3 and so on.
  //
  // In the job, SIGCHLD is handled as it was before the table was made; blocked is what the caller
  // has blocked, and nothing else. The job does not use this table, but may make one of its own. It
  // throws nothing, ends all processes that it starts, and closes no descriptors that it has not
  // opened.
  int Start(const std::function<int()>& job);

  // Each job is reported once, by Collect() or by Wait(). It has ended when it is a zombie, so that
  // waitid() would come back, or is gone altogether.

  // All jobs that have ended and are not reported yet, in any order. Does not wait for others.
  std::vector<Ended> Collect();

  // One such job. When there is none, it sleeps until a job ends, and is not woken by a clock.
  // Nothing: all jobs are reported.
  std::optional<Ended> Wait();

 private:
  struct Impl;  // yours: define it in job_table.cc
  std::unique_ptr<Impl> impl_;
};

#endif  // RACELAB_LABS_28_SIGCHLD_JOB_TABLE_H_
