// Finding: one thing that is wrong with a submission, as plain data.
//
// **Thread safety**: plain values; no shared state.
#ifndef RACELAB_CHECKER_RESULT_FINDING_H_
#define RACELAB_CHECKER_RESULT_FINDING_H_

#include <cstddef>
#include <cstdint>
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

// What a step read or wrote, values as text; "" where there is none or it is not known.
struct Access {
  std::string object;  // "hits_", "counts[3]"
  std::string read, wrote;
  bool writes = false;  // it wrote, known value or not

  friend bool operator==(const Access&, const Access&) = default;
};

// One step of the execution that fails: what one task did on one line of source before another line
// or another task had its turn.
struct Step {
  int task = 0;          // 0: the main thread; others, of all processes, as they were started
  std::string name;      // "main thread", "thread 2"; of several processes "process 2"
  std::string file;      // as in Location
  int line = 0;          // as in Location
  std::string source;    // the text of the line, not indented; may be empty
  std::string action;    // "reads balance: 100, writes 30"
  bool failing = false;  // one of the steps that went wrong together
  int left_out = 0;      // steps that were left out just before this one
  std::vector<Access> accesses;   // of memory that several tasks use, in order
  std::vector<std::string> held;  // locks that the task holds after it, in the order of locking
  std::string waits_for;          // what it cannot get: "b", "thread 2"; "" when it goes on
  int holder = -1;                // the task that has what it waits for; -1 when unknown
  // Earlier steps of other tasks, as indices into the list: those that synchronise with this one
  // (unlock and lock, signal and waking up, release and acquire, start and join), and those that
  // wrote what it read.
  std::vector<int> after, reads_from;

  friend bool operator==(const Step&, const Step&) = default;
};

// How rare a failure is: it showed in `failing` of `explored` schedules. 0 of 0 when unknown.
struct Rarity {
  uint64_t failing = 0, explored = 0;

  friend bool operator==(const Rarity&, const Rarity&) = default;
};

// A source file, whole.
struct SourceText {
  std::string file;  // as in Location
  std::string text;

  friend bool operator==(const SourceText&, const SourceText&) = default;
};

// An execution to be watched: more steps than a report tells, and the files that they are in. Too
// large for reports: JSON reports leave it out.
struct Walk {
  std::vector<Step> steps;  // at most kMaxWalk, the first ones and the last ones
  std::vector<SourceText> sources;

  friend bool operator==(const Walk&, const Walk&) = default;
};
inline constexpr size_t kMaxWalk = 10'000;

// `kind` is a stable identifier in lower-case-with-dashes: compile-error, link-error,
// warning, integrity, thread-safety, assertion, data-race, deadlock, hang, crash,
// no-completion, lost-wakeup, livelock, starvation, lock-misuse, use-after-free, double-free,
// exception, parallelism-lost, leak, output-flood, resource-limit, environment, ...
struct Finding {
  std::string kind;
  std::string message;              // one sentence in plain words, for the student
  std::vector<Location> locations;  // most telling first; frames of libraries never come first
  std::string detail;               // raw evidence, folded away by reporters; may be empty
  std::string reproduce;            // the command that repeats it
  std::vector<Step> steps;          // the interleaving, in order; empty when it is not known
  Rarity rarity;
  std::string token;          // the schedule, for `racelab replay`; may be empty
  int processes = 1;          // that took part
  bool harmed = false;        // a process was ended, or a call made to fail, on purpose
  bool older_values = false;  // an atomic operation used one, as its memory order allows
  std::vector<int> cycle;     // tasks that wait for each other, each for the next; else empty
  Walk walk;                  // only of findings of the explorer

  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_RESULT_FINDING_H_
