// Cast: what the threads and processes of an execution are called.
//
// In a program of one process they are "the main thread" and "thread 1". With several, the process
// that began is "the first process" and the others are numbered as they were forked: "process 2".
// Threads are told apart only where a process has several: "thread 1 of process 2".
//
// **Thread safety**: immutable after construction.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_CAST_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_CAST_H_

#include <cstdint>
#include <string>
#include <vector>

namespace racelab {

class Cast {
 public:
  // `process_of`: by task. Tasks behind its end are of no known process.
  Cast(uint32_t processes, std::vector<uint8_t> process_of)
      : several_(processes > 1), process_of_(std::move(process_of)) {}

  bool several_processes() const { return several_; }
  // -1 when unknown.
  int ProcessOf(int task) const;
  // Whether a process has other threads than its first.
  bool HasThreads(int process) const;
  // "threads" or "processes", for tasks of which each, or not each, is of a process of its own.
  const char* Plural(const std::vector<int>& tasks) const;

  // "main thread", "thread 2"; "first process", "process 2", "thread 1 of process 2".
  std::string TaskName(int task) const;
  // The same with an article where it needs one: "the main thread", "the first process".
  std::string Who(int task) const;
  // "the first process", "process 2".
  std::string Process(int process) const;
  // The whole process of a task, in a program of several.
  std::string WhoseProcess(int task) const;
  // "the first process and process 3"; of the process `self`, "process 3 itself".
  std::string Processes(uint64_t mask, int self, const char* before = "") const;

 private:
  const bool several_;
  const std::vector<uint8_t> process_of_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_CAST_H_
