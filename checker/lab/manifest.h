// Manifest: the contents of a lab's lab.toml, checked and turned into plain data.
//
// **Thread safety**: plain values; ParseManifest is a pure function.
#ifndef RACELAB_CHECKER_LAB_MANIFEST_H_
#define RACELAB_CHECKER_LAB_MANIFEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace racelab {

// One [[check]] table. Order is dependency: what a failed check needs is not run.
struct CheckSpec {
  std::string kind;     // one of CheckKinds()
  std::string name;     // unique; the kind, with "-2", "-3" ... when a kind repeats
  int points = 0;       // 0 or more
  int repeats = 0;      // runs of the program; 0: the kind's default
  std::string filter;   // GoogleTest filter; empty: the kind's default suites
  int executions = 0;   // kind "explore": of all tests together; 0: the kind's default
  double at_least = 0;  // kind "parallelism": work / span of each test Scaling.*; 0: not measured
  double timeout = 10;  // seconds of CPU time one run may take, three times as many under TSan
  // Kind "thread_safety": fields of the edited files that must carry GUARDED_BY, "Class::field_".
  std::vector<std::string> guarded;
  // Kind "integrity": identifiers that the submission must not use, each with a reason
  // ("std::thread: this lab is about processes").
  std::vector<std::string> forbidden;
};

// [variant]: what `racelab new --variant` may change. All empty: the lab has no variants.
struct VariantSpec {
  struct Choice {
    std::string name;                  // as it stands in the lab's files
    std::vector<std::string> instead;  // what may stand there in a variant; never empty
  };
  std::vector<Choice> names;          // identifiers of the interface
  std::vector<Choice> values;         // constants, and numbers for them: "kLongest = NUMBER"
  std::vector<std::string> starters;  // wrong answers that may be the starter: "no_lock_in_size"
};

struct Manifest {
  int format = 1;
  std::string title;
  std::string summary;
  std::string bug;  // the pitfall's stable name: "lost-wakeup"
  std::vector<std::string> teaches;
  std::vector<std::string> needs;          // ids of labs to do first (`requires` in TOML)
  std::vector<std::string> edit;           // the files that a submission may replace; never empty
  std::vector<std::string> libraries;      // of "boost_thread", "absl", "rt"
  std::vector<CheckSpec> checks;           // never empty
  std::vector<std::string> starter_fails;  // names of checks that the starter must fail
  // How `verify` proves that the tests are not vacuous: "locks" neuters every lock and expects
  // the reference solution to fail; "none: REASON" where the solution holds no lock.
  std::string negative_control = "locks";
  VariantSpec variant;
};

// The check kinds that a manifest may name, in the order in which they usually stand.
const std::vector<std::string>& CheckKinds();

// Whether the explorer runs checks of this kind.
bool Explores(std::string_view kind);

// Parses and validates. `path` is used in messages only. Every error is InvalidArgument and reads
// "labs/01_x/lab.toml:12: unknown key 'pionts' in [[check]]; did you mean 'points'?".
// Unknown keys, wrong types, negative points, unknown kinds, duplicate edits, an edit path that
// is absolute or has "..", a `[starter] fails` that names no check: each is an error.
absl::StatusOr<Manifest> ParseManifest(std::string_view toml, std::string_view path);

}  // namespace racelab

#endif  // RACELAB_CHECKER_LAB_MANIFEST_H_
