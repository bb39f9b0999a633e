// GradeOnSlurm: the engine that grades a class on a cluster.
//
// The class is cut into parts as --shard cuts it, each part with something to grade is a task of
// one job array, and a task is an ordinary `racelab grade-class --shard I/N` on the shared folder.
// This process waits for the files of results, and reads them at the end.
//
// **Thread safety**: one thread calls it. **Invariants**: tasks write nothing but results; whoever
// called this is the one writer of the gradebook.
#ifndef RACELAB_CHECKER_CLASSROOM_GRADE_ON_SLURM_H_
#define RACELAB_CHECKER_CLASSROOM_GRADE_ON_SLURM_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/classroom/grade_class.h"

namespace racelab {

struct SlurmRequest {
  std::vector<std::string> command;  // grades part I of N when "I/N" is put at its end
  std::vector<std::string> options;  // for sbatch: "--partition=long"
  int tasks = 0;                     // at a time; 0: as many as Slurm likes
  int chunk = 0;                     // students in a part; 0: so many that it takes a while
};

// How many parts a class is cut into: a task should take half a minute or more, because starting
// one costs a while, and an array has at most 1,000.
int PartsOf(size_t students, size_t labs, int chunk);

// As GradeClass, and the errors of SlurmArray. ClassRequest::jobs is not used; `progress` says what
// the queue does instead of a student's name. A task that died, or whose node did, leaves its
// students without a result: ClassResult::problem, and the next call grades what is missing. A job
// of an earlier call with the same `out` is cancelled first.
absl::StatusOr<ClassResult> GradeOnSlurm(const ClassRequest& request,
                                         const std::vector<Student>& students,
                                         const SlurmRequest& slurm);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_GRADE_ON_SLURM_H_
