// SlurmArray: one job array of Slurm, through sbatch, squeue and scancel.
//
// Errors of all functions: FailedPrecondition, a program of Slurm is missing here; Unavailable, the
// controller does not answer; Aborted, it refused; Cancelled, ctrl-C. Each says what to do.
//
// **Thread safety**: functions keep nothing; one thread at a time deals with a job.
#ifndef RACELAB_CHECKER_CLASSROOM_SLURM_ARRAY_H_
#define RACELAB_CHECKER_CLASSROOM_SLURM_ARRAY_H_

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace racelab {

struct SlurmArray {
  std::string name;                  // the job's; what is cancelled is found by it
  std::string script;                // of the shell; $SLURM_ARRAY_TASK_ID is the task's number
  std::set<int> tasks;               // their numbers; not empty
  int at_a_time = 0;                 // 0: as many as Slurm likes
  std::filesystem::path logs;        // a folder: what task T of job J printed is in J_T.log
  std::vector<std::string> options;  // for sbatch, after ours and therefore stronger
};

// What the queue holds of a job.
struct SlurmQueue {
  int running = 0;
  int waiting = 0;
  std::string reason;  // why some wait, in Slurm's words: "Resources"
  bool Over() const { return running + waiting == 0; }
};

// "--array=1-3,7%4" without its first words: "1-3,7".
std::string TaskList(const std::set<int>& tasks);

// Submits it; the job's number. A task that dies is not started again.
absl::StatusOr<std::string> Submit(const SlurmArray& array);

// Of a job that Slurm has forgotten: over.
absl::StatusOr<SlurmQueue> AskQueue(const std::string& job);

// Cancels every job of this user with that name, if there is one. Works after ctrl-C, too.
absl::Status CancelJobs(const std::string& name);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_SLURM_ARRAY_H_
