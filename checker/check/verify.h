// Verify: proves a lab by grading every answer whose verdict is known.
//
// **Thread safety**: belongs to one caller.
#ifndef RACELAB_CHECKER_CHECK_VERIFY_H_
#define RACELAB_CHECKER_CHECK_VERIFY_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/lab/catalog.h"
#include "checker/result/report.h"
#include "checker/sandbox/sandbox.h"
#include "checker/toolchain/compiler.h"

namespace racelab {

// One answer, one compiler, one repetition.
struct VerifyRow {
  std::string lab;
  std::string answer;  // "starter", "solution", "accepted/x", "wrong/x", "negative control"
  std::string compiler;
  std::string expected;  // "pass", "tsan data-race", "fail tsan"
  std::string got;       // "pass", "tsan data-race", "inconclusive tsan"
  bool ok = false;       // got what was expected
  bool should_pass = false;
  // Only the explorer can catch this wrong answer for sure, and the lab has no check of that kind:
  // any verdict is ok.
  bool needs_explorer = false;
  double seconds = 0;
  std::string evidence;  // when something failed: "failed in run 3 of 24"
  std::string why;       // when not ok: the first finding's message
};

struct VerifyRequest {
  std::filesystem::path root;
  std::vector<Lab> labs;
  std::vector<Compiler> compilers;
  const Sandbox* sandbox = nullptr;
  int repeat = 1;
  int jobs = 1;                                      // gradings at a time
  bool quick = false;                                // right answers take a quarter of the runs
  uint64_t seed = 1;                                 // repetition k runs with seed + k
  std::string answer;                                // only answers with this name; empty: all
  std::function<void(const VerifyRow&)> on_row;      // may be null
  std::function<void(const std::string&)> progress;  // may be null
};

// Rows by labs, answers, compilers, repetitions, and on_row is called in this order, however many
// jobs there are; both callbacks are called by one thread at a time. A row that is not ok is a
// result; a Status is our failure (a broken answer bank, an interrupt).
absl::StatusOr<std::vector<VerifyRow>> Verify(const VerifyRequest& request);

// Share of rows that should pass and do, and that should fail and do for their reason, in percent,
// rows that need the explorer left out. 100 when there is no such row.
struct VerifyRates {
  double right_answers_pass = 100;  // true negatives
  double wrong_answers_fail = 100;  // true positives
  int needs_explorer = 0;
};
VerifyRates Rates(const std::vector<VerifyRow>& rows);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_VERIFY_H_
