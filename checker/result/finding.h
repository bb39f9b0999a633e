// Finding: one thing that is wrong with a submission, as plain data.
//
// **Thread safety**: plain values; no shared state.
#ifndef RACELAB_CHECKER_RESULT_FINDING_H_
#define RACELAB_CHECKER_RESULT_FINDING_H_

#include <string>
#include <vector>

namespace racelab {

// A place in the student's or the lab's source.
struct Location {
  std::string file;  // relative to the lab's folder ("hits.cc"); never a machine path
  int line = 0;      // 1-based; 0 when unknown
  std::string task;  // who was there ("thread 2 writes"); may be empty

  friend bool operator==(const Location&, const Location&) = default;
};

// `kind` is a stable identifier in lower-case-with-dashes: compile-error, link-error,
// warning, integrity, thread-safety, assertion, data-race, deadlock, hang, crash,
// no-completion, lock-misuse, use-after-free, exception, parallelism-lost, leak, output-flood,
// resource-limit, environment, ...
struct Finding {
  std::string kind;
  std::string message;              // one sentence in plain words, for the student
  std::vector<Location> locations;  // most telling first; frames of libraries never come first
  std::string detail;               // raw evidence, folded away by reporters; may be empty
  std::string reproduce;            // the command that repeats it

  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_RESULT_FINDING_H_
