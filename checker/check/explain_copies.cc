// Finds copies by address: a fork leaves a variable where it is.
#include "checker/check/explain_copies.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/check/explain_events.h"
#include "checker/check/source_line.h"

namespace racelab {
namespace {

using trace::Kind;
using trace::Op;

// When each process was forked, as an index of events; 0 for the first one.
std::map<int, size_t> Forks(const Scene& scene) {
  std::map<int, size_t> forks;
  for (size_t i = 0; i < scene.events.size(); ++i) {
    const trace::Event& event = scene.events[i];
    if (event.op == Op::kFork) forks.try_emplace(scene.cast.ProcessOf(event.other), i);
  }
  return forks;
}

// Locks that a task holds when the event `end` comes.
std::set<uint64_t> HeldAt(const Scene& scene, int task, size_t end) {
  std::set<uint64_t> held;
  for (size_t i = 0; i < std::min(end, scene.events.size()); ++i) {
    const trace::Event& event = scene.events[i];
    if (event.task != task || SortOf(event.op) != Sort::kLock || event.failed != 0) continue;
    if (IsShared(event.object)) continue;
    if (event.op == Op::kUnlock || event.op == Op::kReadUnlock) {
      held.erase(AddressOf(event.object));
    } else {
      held.insert(AddressOf(event.object));
    }
  }
  return held;
}

std::set<uint64_t> Both(const std::set<uint64_t>& a, const std::set<uint64_t>& b) {
  std::set<uint64_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
  return both;
}

// The copies that explain the finding.
std::set<uint64_t> Guilty(const Scene& scene) {
  const trace::Finding& finding = scene.finding;
  if (finding.kind == Kind::kDataRace) {
    const auto held = [&](int which) {
      return HeldAt(scene, finding.task[which], AccessEvent(scene, which));
    };
    return Both(CopiedLocks(scene), Both(held(0), held(1)));
  }
  std::set<uint64_t> about;
  if (finding.kind == Kind::kDeadlock || finding.kind == Kind::kLostWakeup) {
    for (const trace::Waiting& waiting : scene.waiting()) {
      const bool signal = IsSync(waiting.op) && SortOf(waiting.op) != Sort::kLock;
      if (signal && !IsShared(waiting.object)) about.insert(AddressOf(waiting.object));
    }
    return Both(CopiedLocks(scene), about);
  }
  if (finding.kind != Kind::kAssertion) return {};
  for (const NameUse& use : NamesOn(scene.At(finding.stack[0]).source)) {
    for (const uint64_t address : CopiedMemory(scene)) {
      const std::string& name = scene.VariableAt(address)->second.name;
      const bool same = name == use.path.front() || absl::EndsWith(name, "::" + use.path.front());
      if (same) about.insert(address);
    }
  }
  return about;
}

// Other programs have other variables at the same addresses.
bool MayBeCopied(const Scene& scene, uint64_t place) {
  return scene.InFirstProgram(place) && scene.VariableAt(place) != nullptr;
}

}  // namespace

std::set<uint64_t> CopiedMemory(const Scene& scene) {
  std::set<uint64_t> copied;
  if (!scene.cast.several_processes()) return copied;
  const std::map<int, size_t> forks = Forks(scene);
  std::map<uint64_t, std::map<int, size_t>> written;  // last, by address and process
  for (size_t i = 0; i < scene.events.size(); ++i) {
    const trace::Event& event = scene.events[i];
    if (SortOf(event.op) != Sort::kMemory || !MayBeCopied(scene, event.object)) continue;
    const uint64_t address = AddressOf(event.object);
    const int process = scene.cast.ProcessOf(event.task);
    const auto fork = forks.find(process);
    std::map<int, size_t>& writers = written[address];
    for (const auto& [writer, when] : writers) {
      // What was written before this process was forked, it has inherited.
      if (writer != process && (fork == forks.end() || when > fork->second)) copied.insert(address);
    }
    if (IsWrite(event.op)) writers[process] = i;
  }
  return copied;
}

std::set<uint64_t> CopiedLocks(const Scene& scene) {
  std::set<uint64_t> copied;
  if (!scene.cast.several_processes()) return copied;
  std::map<uint64_t, int> users;
  const auto use = [&](Op op, uint64_t place, int task) {
    if (!IsSync(op) || !MayBeCopied(scene, place)) return;
    const int process = scene.cast.ProcessOf(task);
    const auto [user, is_new] = users.try_emplace(AddressOf(place), process);
    if (user->second != process) copied.insert(AddressOf(place));
  };
  for (const trace::Event& event : scene.events) use(event.op, event.object, event.task);
  for (const trace::Waiting& waiting : scene.waiting()) {
    use(waiting.op, waiting.object, waiting.task);
  }
  return copied;
}

std::string CopiesHint(const Scene& scene) {
  std::set<std::string> names;
  for (const uint64_t address : Guilty(scene)) {
    names.insert(scene.VariableAt(address)->second.name);
  }
  if (names.empty()) return "";
  return absl::StrCat(" Each process has its own copy of ", absl::StrJoin(names, " and "),
                      ", because it does not lie in shared memory.");
}

}  // namespace racelab
