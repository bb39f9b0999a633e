// Turns the end of a run and its record into findings.
#include "checker/check/judge.h"

#include <string.h>

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/check/frames.h"
#include "checker/check/judge_internal.h"
#include "checker/check/library_race.h"
#include "checker/check/test_record.h"

namespace racelab {
namespace {

constexpr size_t kOutputShown = 2000;
constexpr int kReported = 66;  // exit code of a program in which ThreadSanitizer reported anything

std::string Where(const TestRecord& record) {
  return record.current.empty() ? "the program" : record.current;
}

std::vector<Stack> AllStacks(const RunOutcome& outcome, const TestRecord& record) {
  std::vector<Stack> stacks = {record.crash};
  for (const WaitingTask& task : outcome.waiting) stacks.push_back(task.stack);
  for (const SanitizerReport& report : record.reports) {
    stacks.push_back(report.allocated);
    for (const ReportedStack& stack : report.stacks) stacks.push_back(stack.stack);
  }
  return stacks;
}

// The same mistake shows up many times; one finding a place is enough.
void AddNew(Finding finding, std::vector<Finding>& findings) {
  const bool known = std::any_of(findings.begin(), findings.end(), [&](const Finding& other) {
    if (other.kind != finding.kind || other.locations.size() != finding.locations.size()) {
      return false;
    }
    if (finding.locations.empty()) return other.message == finding.message;
    for (size_t i = 0; i < other.locations.size(); ++i) {
      if (other.locations[i].file != finding.locations[i].file ||
          other.locations[i].line != finding.locations[i].line) {
        return false;
      }
    }
    return true;
  });
  if (!known) findings.push_back(std::move(finding));
}

Finding Crash(const RunOutcome& outcome, const TestRecord& record, const Frames& frames) {
  if (!outcome.message.empty()) {
    return {.kind = "integrity",
            .message =
                "The program ended the process that watches it. Work on the lab's own files "
                "and processes only."};
  }
  Finding finding{.kind = "crash"};
  finding.message = absl::StrCat("The program crashed in ", Where(record), " with signal ",
                                 outcome.code, " (", strsignal(outcome.code), ").");
  Location place = frames.Place(record.crash, "crashed here");
  if (!place.file.empty()) finding.locations.push_back(std::move(place));
  finding.detail = frames.Text(record.crash);
  return finding;
}

Finding Timeout(const RunOutcome& outcome, const TestRecord& record, const ProgramFacts& facts,
                const Frames& frames) {
  Finding finding = JudgeStuck(outcome, record.current, frames);
  finding.kind = "hang";
  for (Location& place : finding.locations) place.task = "was here when it was stopped";
  finding.message = absl::StrCat(Where(record), " was still running after ", facts.wall_seconds,
                                 " seconds of computing. Does a loop wait for something that never "
                                 "happens?");
  return finding;
}

// How the run ended, when it did not end by itself with a complete record. Nothing otherwise.
std::vector<Finding> JudgeEnd(const RunOutcome& outcome, const TestRecord& record,
                              const ProgramFacts& facts, const Frames& frames) {
  const std::string where = Where(record);
  switch (outcome.end) {
    case RunEnd::kStuck: return {JudgeStuck(outcome, record.current, frames)};
    case RunEnd::kTimeout: return {Timeout(outcome, record, facts, frames)};
    case RunEnd::kSignaled: return {Crash(outcome, record, frames)};
    case RunEnd::kFlood:
      return {{.kind = "output-flood",
               .message = absl::StrCat("The program wrote far too much output in ", where,
                                       " and was stopped. Remove prints from loops.")}};
    case RunEnd::kTooManyProcesses:
      return {
          {.kind = "resource-limit",
           .message = absl::StrCat("The program had far too many threads or processes in ", where,
                                   " and was stopped. Does a child run on into its "
                                   "parent's code and fork again?")}};
    case RunEnd::kTooMuchMemory:
      return {{.kind = "resource-limit",
               .message = absl::StrCat("The program used far too much memory in ", where,
                                       " and was stopped.")}};
    case RunEnd::kExited:
    case RunEnd::kNotStarted: break;
  }
  if (record.done) return {};
  return {{.kind = "no-completion",
           .message = absl::StrCat("The program ended in the middle of ", where, " with exit code ",
                                   outcome.code,
                                   ", before the last test was over. Does your code "
                                   "call exit(), or does a child process end the tests?")}};
}

// The harness counts the reports of ThreadSanitizer, and some of them never came.
Finding LostReports(int count) {
  return {.kind = "integrity",
          .message = absl::StrCat(
              "ThreadSanitizer made ", count,
              " report(s) more than arrived at the checker. Does your code close or redirect "
              "descriptors that it did not open? Leave them alone, and repair the race.")};
}

// "unknown file" is what GoogleTest says of an exception that left a test.
Finding Failure(const TestFailure& failure) {
  const bool placed = failure.line > 0;
  Finding finding{.kind = "assertion",
                  .message = absl::StrCat(failure.test, " failed: ", failure.message)};
  if (failure.message.find("exception") != std::string::npos && !placed) finding.kind = "exception";
  if (placed) finding.locations.push_back({failure.file, failure.line, "expected here"});
  return finding;
}

}  // namespace

absl::StatusOr<std::vector<Finding>> JudgeRun(const RunOutcome& outcome,
                                              const ProgramFacts& facts) {
  TestRecord record = ParseRecord(outcome.record, outcome.nonce);
  const Frames frames(facts.executable, facts.edit, AllStacks(outcome, record));
  const size_t by_design = std::erase_if(
      record.reports, [&](const auto& report) { return IsLibraryRace(report, frames); });
  std::vector<Finding> findings;
  std::vector<Finding> reported = JudgeReports(record.reports, frames);
  const size_t foreign = record.reports.size() - reported.size();  // without a frame of the lab
  for (Finding& finding : reported) AddNew(std::move(finding), findings);
  for (Finding& finding : JudgeEnd(outcome, record, facts, frames)) {
    findings.push_back(std::move(finding));
  }
  if (record.lost_reports > 0) findings.push_back(LostReports(record.lost_reports));
  for (const TestFailure& failure : record.failures) AddNew(Failure(failure), findings);
  for (Finding& finding : findings) {
    if (!outcome.output.empty()) {
      absl::StrAppend(&finding.detail, "output of the program:\n",
                      Shorten(CleanText(outcome.output), kOutputShown));
    }
  }
  if (!findings.empty()) return findings;
  if (foreign > 0) {
    return absl::UnavailableError(absl::StrCat(
        foreign,
        " ThreadSanitizer reports lie in libraries only; run ./racelab doctor and report "
        "this as a fault of the checker"));
  }
  if (record.passed == 0) {
    return absl::UnavailableError(
        "no test of the lab ran; its lab_test.cc lacks the suites that "
        "this check runs");
  }
  const bool ignored = outcome.code == kReported && by_design > 0;
  if (record.failed > 0 || (outcome.code != 0 && !ignored)) {
    findings.push_back({.kind = "no-completion",
                        .message = absl::StrCat("The program ended with exit code ", outcome.code,
                                                " although no test failed. Does something end it "
                                                "after the last test?")});
  }
  return findings;
}

std::vector<Finding> JudgeLeftovers(const RunOutcome& outcome) {
  std::vector<Finding> findings;
  const auto add = [&](const std::vector<std::string>& names, const char* sentence) {
    if (names.empty()) return;
    Finding finding{.kind = "leak", .message = absl::StrCat(sentence, ": ", CleanText(names[0]))};
    if (names.size() > 1) absl::StrAppend(&finding.message, " and ", names.size() - 1, " more");
    finding.message += ".";
    for (const std::string& name : names) absl::StrAppend(&finding.detail, CleanText(name), "\n");
    findings.push_back(std::move(finding));
  };
  const Leftovers& left = outcome.left;
  add(left.processes, "A process outlived the program");
  add(left.zombies, "A child process was never waited for");
  add(left.shared_memory, "A shared memory object was never unlinked");
  add(left.message_queues, "A message queue was never unlinked");
  add(left.files, "A file was left behind");
  const TestRecord record = ParseRecord(outcome.record, outcome.nonce);
  for (const TestLeft& item : record.left) {
    AddNew({.kind = "leak",
            .message = absl::StrCat(item.test, " left a ", item.kind, " behind: ", item.detail)},
           findings);
  }
  return findings;
}

}  // namespace racelab
