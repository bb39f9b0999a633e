// Puts the parts of an explanation together.
#include "checker/check/explain.h"

#include <algorithm>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/check/explain_events.h"
#include "checker/check/explain_names.h"
#include "checker/check/explain_sentence.h"
#include "checker/check/explain_steps.h"

namespace racelab {
namespace {

constexpr size_t kMaxMessage = 2000;  // an assertion's text may be long

std::string Detail(const Scene& scene) {
  const trace::Finding& finding = scene.finding;
  std::string detail;
  const auto add = [&](const std::string& title, const trace::Stack& stack) {
    const std::string text = scene.Text(stack);
    if (!text.empty()) absl::StrAppend(&detail, title, "\n", text);
  };
  for (const trace::Waiting& waiting : scene.waiting()) {
    add(absl::StrCat(scene.cast.TaskName(waiting.task), " waits"), waiting.stack);
  }
  for (int i = 0; i < 2; ++i) add(scene.cast.TaskName(finding.task[i]), finding.stack[i]);
  add("the memory was allocated by " + scene.cast.Who(finding.block_task), finding.allocated);
  return detail;
}

// The deaths that the search itself brought about.
std::string Deaths(const Scene& scene) {
  std::string deaths;
  for (const trace::Event& event : scene.events) {
    if (event.op != trace::Op::kKill || event.other != event.task) continue;
    absl::StrAppend(&deaths, " Before that, ", scene.cast.WhoseProcess(event.task), " was killed",
                    At(scene.At(event)), ", as by kill -9.");
  }
  return deaths;
}

// Names stand for more objects here than in the sentence, so some may have a number more.
Walk WalkIn(const Scene& scene) {
  const std::vector<size_t> indices = EventsToWatch(scene);
  Walk walk{.steps = Steps(scene, ObjectNames(scene, indices), indices, kMaxWalk)};
  std::set<std::string> files;
  for (const Step& step : walk.steps) files.insert(step.file);
  for (const std::string& file : files) {
    std::string text = scene.SourceText(file);
    if (!text.empty()) walk.sources.push_back({file, std::move(text)});
  }
  return walk;
}

constexpr char kWokeForNothing[] =
    " A wait ended although nobody had signalled, which the standard allows (a spurious wakeup): "
    "wait in a loop that looks at the condition again.";

// `more` begins with a space, or is empty.
void AddSentences(const std::string& more, std::string& message) {
  if (more.empty()) return;
  absl::StrAppend(&message, absl::EndsWith(message, ".") ? "" : ".", more);
}

std::vector<int> Cycle(const Scene& scene) {
  std::vector<int> cycle;
  if (scene.finding.kind != trace::Kind::kDeadlock) return cycle;
  for (const size_t index : WaitRing(scene)) cycle.push_back(scene.waiting()[index].task);
  return cycle;
}

}  // namespace

const char* KindName(trace::Kind kind) {
  using trace::Kind;
  switch (kind) {
    case Kind::kNone: return "";
    case Kind::kDataRace: return "data-race";
    case Kind::kAssertion: return "assertion";
    case Kind::kDeadlock: return "deadlock";
    case Kind::kLostWakeup: return "lost-wakeup";
    case Kind::kLivelock: return "livelock";
    case Kind::kStarvation: return "starvation";
    case Kind::kLockMisuse: return "lock-misuse";
    case Kind::kUseAfterFree: return "use-after-free";
    case Kind::kDoubleFree: return "double-free";
    case Kind::kCrash: return "crash";
    case Kind::kException: return "exception";
    case Kind::kLeak: return "leak";
  }
  return "";
}

absl::StatusOr<Finding> Explain(const trace::Execution& execution, const ProgramFacts& facts) {
  const std::string kind = KindName(execution.finding.kind);
  if (kind.empty()) return absl::InvalidArgumentError("there is no finding to explain");
  const Scene scene(execution, facts);
  const std::vector<size_t> indices = EventsThatMatter(scene);
  const ObjectNames names(scene, indices);
  Finding finding{.kind = kind, .message = Shorten(Sentence(scene, names), kMaxMessage)};
  AddSentences(Deaths(scene), finding.message);
  if (std::ranges::any_of(scene.events, WokeForNothing)) {
    AddSentences(kWokeForNothing, finding.message);
  }
  finding.locations = Places(scene, names);
  std::stable_partition(finding.locations.begin(), finding.locations.end(),
                        [&](const Location& place) { return scene.IsStudents(place.file); });
  finding.detail = Detail(scene);
  finding.steps = Steps(scene, names, indices);
  finding.cycle = Cycle(scene);
  finding.walk = WalkIn(scene);
  finding.processes = static_cast<int>(execution.processes);
  finding.harmed = std::ranges::any_of(execution.decisions, [](const trace::Decision& decision) {
    return decision.mode == trace::Mode::kKill || decision.mode == trace::Mode::kFault;
  });
  finding.older_values = std::ranges::any_of(execution.decisions, [](const auto& decision) {
    return decision.mode == trace::Mode::kOlder;
  });
  return finding;
}

Walk WalkOf(const trace::Execution& execution, const ProgramFacts& facts) {
  return WalkIn(Scene(execution, facts));
}

}  // namespace racelab
