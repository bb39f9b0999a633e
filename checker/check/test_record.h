// TestRecord: the harness's lines (checker/harness/record.h) as plain data.
//
// **Thread safety**: ParseRecord is a pure function.
#ifndef RACELAB_CHECKER_CHECK_TEST_RECORD_H_
#define RACELAB_CHECKER_CHECK_TEST_RECORD_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace racelab {

using Stack = std::vector<uint64_t>;  // program counters in the executable, innermost first

// One memory access, or one further stack, of a ThreadSanitizer report.
struct ReportedStack {
  std::string thread;  // "0" is the main thread
  std::string kind;    // "write", "atomic read" ...; empty for a stack that is not an access
  int size = 0;        // bytes; 0 for a stack that is not an access
  Stack stack;
};

struct SanitizerReport {
  std::string id;
  std::string type;                   // as TSan names it: "data-race"
  std::vector<ReportedStack> stacks;  // accesses first
  std::string object_type;            // "global", "heap", "stack", "tls", "fd"; empty when unknown
  std::string object_name;            // for a global
  Stack allocated;                    // where a heap object was made
};

struct TestFailure {
  std::string test;  // "Stress.ManyThreads"
  std::string file;
  int line = 0;
  std::string message;
};

struct TestLeft {
  std::string test;
  std::string kind;  // "thread", "descriptor", "child"
  std::string detail;
};

// **Invariants**: `done` only when the last line repeats the nonce of the first.
struct TestRecord {
  bool done = false;
  int passed = 0, failed = 0;
  std::string current;  // the test that was running when the record ended; empty between tests
  std::vector<TestFailure> failures;
  std::vector<TestLeft> left;
  std::vector<SanitizerReport> reports;
  int lost_reports = 0;  // that the first process made and that did not arrive
  Stack crash;  // the last "where" line: the crashing thread's stack when the program crashed
};

// Lines without the nonce, and those that are not understood, are left out: a hostile program may
// write anything.
TestRecord ParseRecord(std::string_view lines, std::string_view nonce);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_TEST_RECORD_H_
