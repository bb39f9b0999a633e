// RunJobs: given. Does jobs that nobody trusts: any of them may crash, or hang for ever.
#ifndef RACELAB_LABS_30_SUPERVISOR_RUN_JOBS_H_
#define RACELAB_LABS_30_SUPERVISOR_RUN_JOBS_H_

#include <chrono>
#include <functional>
#include <string>
#include <vector>

// Does one job and returns its result.
using Work = std::function<std::string(const std::string& job)>;

struct Limits {
  int workers = 2;                       // so many jobs are in work at the same time, 1 to 8
  int tries = 2;                         // a job is begun so often at most, 1 to 10
  std::chrono::milliseconds longest{0};  // so long a try may take, a day at most; 0: as it likes
};

struct Outcome {
  enum Fate { kDone, kCrashed, kHung };
  Fate fate = kCrashed;
  std::string result;  // when it is done
};

// Does all `jobs`; outcome number i is that of job number i. A try is one call of `work` with the
// job, always in another process than the caller's. A process may do many jobs, one at a time.
//
// A try *succeeds* when `work` returns. Its result is any bytes, up to 10 million, or none; a job
//     has up to 10 million, too. A job that is done is not tried again.
// A try *crashes* when `work` ends its process, with a signal or an exit code, whichever, or throws
//     whatever. That harms no other job, also none that the process has done before.
// A try *hangs* when `work` has not returned after limits.longest, counted from about when this
//     try began. Its process is ended then. It may block or ignore every signal that can be.
//
// Who has crashed or hung is tried again when that try is over, until so many as limits.tries have
// failed; the fate is that of the last. As long as there are jobs to begin, limits.workers of them
// are in work, and never more: when one is over, the next begins, whatever the others do.
//
// A process is dear. At most 4 * limits.workers of them ever call `work`, and one more for each
// that crashed, hung or was killed.
//
// Every process that calls `work` may also be killed from outside (kill -9) at any moment. This
// fails one try at most: of the job that it was doing, had just done, or was to do next.
//
// When RunJobs() returns nothing is left of it: each process that it started has ended and has
// been waited for; no thread, no descriptor, no name. The processes have not run what the caller
// has registered with atexit(). Other children of the caller are the caller's own business.
//
// The caller has one thread, and does not ignore SIGCHLD. A signal that it handles may come to it
// at any moment and changes nothing. `work` starts no process or thread and opens nothing that it
// does not close.
std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits);

#endif  // RACELAB_LABS_30_SUPERVISOR_RUN_JOBS_H_
