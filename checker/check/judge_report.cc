// ThreadSanitizer's reports in plain words.
#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/check/judge_internal.h"

namespace racelab {
namespace {

struct TypeWords {
  const char* type;      // TSan's
  const char* kind;      // ours
  const char* sentence;  // for the student
};

constexpr TypeWords kTypes[] = {
    {"data-race", "data-race", ""},
    {"data-race-vptr", "data-race", ""},
    {"heap-use-after-free", "use-after-free",
     "Memory is used by one thread after another thread has freed it."},
    {"heap-use-after-free-vptr", "use-after-free",
     "An object is used by one thread after another thread has destroyed it."},
    {"external-race", "data-race", ""},
    {"thread-leak", "leak", "A thread was started and never joined."},
    {"mutex-destroy-locked", "lock-misuse", "A mutex is destroyed while it is still locked."},
    {"mutex-double-lock", "lock-misuse", "A thread locks a mutex that it already holds."},
    {"mutex-invalid-access", "lock-misuse", "A mutex is used that does not exist (any more)."},
    {"mutex-bad-unlock", "lock-misuse", "A mutex is unlocked by a thread that does not hold it."},
    {"mutex-bad-read-lock", "lock-misuse",
     "A mutex is locked for reading while it is held for writing."},
    {"mutex-bad-read-unlock", "lock-misuse",
     "A mutex is unlocked for reading that was not locked for reading."},
    {"mutex-held-wrong-context", "lock-misuse", "A mutex is still held where none may be held."},
    {"signal-unsafe-call", "signal-unsafe",
     "A signal handler calls a function that is not safe there."},
    {"errno-in-signal-handler", "signal-unsafe", "A signal handler changes errno."},
};

TypeWords Words(const std::string& type) {
  for (const TypeWords& words : kTypes) {
    if (type == words.type) return words;
  }
  return {"", "sanitizer", "ThreadSanitizer reports a problem that has no plain words here yet."};
}

std::string ThreadName(const std::string& thread) {
  return thread == "0" ? "the main thread" : absl::StrCat("thread ", thread);
}

std::string Action(const ReportedStack& access) {
  if (access.kind.empty()) return "";
  if (access.kind == "write") return "writes";
  if (access.kind == "read") return "reads";
  return absl::StrReplaceAll(access.kind, {{"write", "writes"}, {"read", "reads"}});
}

std::string At(const Location& place) {
  return place.file.empty() ? "inside a library" : absl::StrCat(place.file, ":", place.line);
}

std::string ObjectName(const SanitizerReport& report) {
  if (report.object_type == "global" && !report.object_name.empty()) {
    return absl::StrCat("the variable ", report.object_name);
  }
  if (report.object_type == "stack") return "a local variable of another thread";
  return "the same memory";
}

// "Two threads use the variable hits at the same time, and nothing orders them: ..."
std::string RaceSentence(const SanitizerReport& report, const std::vector<Location>& places) {
  std::string text = absl::StrCat("Two threads use ", ObjectName(report),
                                  " at the same time, with nothing that puts them in order");
  const char* separator = ": ";
  size_t told = 0;
  for (size_t i = 0; i < report.stacks.size() && told < 2; ++i) {
    if (report.stacks[i].kind.empty()) continue;
    absl::StrAppend(&text, separator, places[i].task, " at ", At(places[i]));
    separator = ", while ";
    ++told;
  }
  return text + ".";
}

std::string Detail(const SanitizerReport& report, const Frames& frames) {
  std::string text = absl::StrCat("ThreadSanitizer: ", report.type, "\n");
  for (const ReportedStack& stack : report.stacks) {
    absl::StrAppend(&text, stack.kind.empty() ? "stack" : stack.kind, " of ", stack.size,
                    " bytes by ", ThreadName(stack.thread), "\n", frames.Text(stack.stack));
  }
  if (!report.allocated.empty()) {
    absl::StrAppend(&text, "the memory was allocated at\n", frames.Text(report.allocated));
  }
  return text;
}

// ThreadSanitizer names first the access that came last, which differs from run to run. A race has
// no first: its accesses stand in the order of their places, a write before a read.
SanitizerReport InOrder(SanitizerReport report, const Frames& frames) {
  const auto key = [&](const ReportedStack& stack) {
    const Location place = frames.Place(stack.stack, "");
    return std::tuple(stack.kind.empty(), !frames.IsStudents(place.file), place.file, place.line,
                      stack.kind.find("write") == std::string::npos);
  };
  std::stable_sort(report.stacks.begin(), report.stacks.end(),
                   [&](const ReportedStack& a, const ReportedStack& b) { return key(a) < key(b); });
  return report;
}

}  // namespace

std::optional<Finding> JudgeReport(const SanitizerReport& raw, const Frames& frames) {
  const TypeWords words = Words(raw.type);
  const SanitizerReport report = *words.sentence == '\0' ? InOrder(raw, frames) : raw;
  std::vector<Location> places;
  bool in_lab = frames.Best(report.allocated).has_value();
  for (const ReportedStack& stack : report.stacks) {
    std::string task = ThreadName(stack.thread);
    if (!stack.kind.empty()) absl::StrAppend(&task, " ", Action(stack));
    places.push_back(frames.Place(stack.stack, std::move(task)));
    in_lab = in_lab || !places.back().file.empty();
  }
  if (!in_lab) return std::nullopt;
  Finding finding{.kind = words.kind, .message = words.sentence};
  if (finding.message.empty()) finding.message = RaceSentence(report, places);
  finding.detail = Detail(report, frames);
  for (Location& place : places) {
    if (!place.file.empty()) finding.locations.push_back(std::move(place));
  }
  std::stable_partition(finding.locations.begin(), finding.locations.end(),
                        [&](const Location& place) { return frames.IsStudents(place.file); });
  return finding;
}

std::vector<Finding> JudgeReports(const std::vector<SanitizerReport>& reports,
                                  const Frames& frames) {
  std::vector<Finding> findings;
  for (const SanitizerReport& report : reports) {
    if (std::optional<Finding> finding = JudgeReport(report, frames)) {
      findings.push_back(*std::move(finding));
    }
  }
  const auto key = [&](const Finding& finding) {
    std::vector<std::tuple<bool, std::string, int>> places;
    for (const Location& place : finding.locations) {
      places.emplace_back(!frames.IsStudents(place.file), place.file, place.line);
    }
    return std::tuple(places, finding.kind, finding.message);
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
  return findings;
}

}  // namespace racelab
