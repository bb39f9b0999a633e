// Names objects by symbols and by the lines that use them.
#include "checker/check/explain_names.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "checker/check/explain_events.h"
#include "checker/check/source_line.h"

namespace racelab {
namespace {

// The runtime's; the lines that use them name the atomic and what is stored there.
constexpr char kLocksOfLargeAtomics[] = "the_locks_of_large_atomics";

const char* Plain(Sort sort) {
  switch (sort) {
    case Sort::kLock: return "lock";
    case Sort::kCondition: return "condition variable";
    case Sort::kSemaphore: return "semaphore";
    case Sort::kBarrier: return "barrier";
    case Sort::kHeap: return "block";
    default: return "value";
  }
}

LineAccess AccessOf(trace::Op op, bool direct) {
  const Sort sort = SortOf(op);
  if (sort == Sort::kLock) return {LineAccess::kLock, direct};
  if (sort != Sort::kMemory) return {LineAccess::kSignal, direct};
  return {IsWrite(op) && !IsAtomic(op) ? LineAccess::kWrite : LineAccess::kRead, direct};
}

// "total" of "Bank::total", "count" of "Next()::count".
std::string LastPart(const std::string& symbol) {
  const size_t colons = symbol.rfind("::");
  return colons == std::string::npos ? symbol : symbol.substr(colons + 2);
}

}  // namespace

ObjectNames::ObjectNames(const Scene& scene, const std::vector<size_t>& events)
    : scene_(scene), channels_(scene, events) {
  for (const size_t index : events) {
    const trace::Event& event = scene.events[index];
    const Sort sort = SortOf(event.op);
    if (sort == Sort::kTask || sort == Sort::kChannel) continue;
    See(event.object, event.op, event.size, scene.At(event));
  }
  const trace::Finding& finding = scene.finding;
  for (const trace::Waiting& waiting : scene.waiting()) {
    const Sort sort = SortOf(waiting.op);
    if (sort == Sort::kTask || sort == Sort::kChannel) continue;
    See(waiting.object, waiting.op, 0, scene.At(waiting.stack));
  }
  if (finding.address != 0) {
    for (int i = 0; i < 2; ++i) {
      const trace::Op op = finding.op[i] == trace::Op::kAllocate ? trace::Op::kLock : finding.op[i];
      See(finding.address, op, finding.size, scene.At(finding.stack[i]));
    }
  }
  Settle();
}

void ObjectNames::See(uint64_t address, trace::Op op, int size, const Spot& spot) {
  const Sort sort = SortOf(op);
  if (sort == Sort::kNothing) return;
  const auto [found, is_new] = objects_.try_emplace(address);
  Object& object = found->second;
  if (is_new) {
    order_.push_back(address);
    object.sort = sort;
    if (const auto* variable = scene_.VariableAt(address)) {
      object.variable =
          absl::StrReplaceAll(variable->second.name, {{"(anonymous namespace)::", ""}});
      object.offset = scene_.OffsetIn(*variable, address);
    }
  }
  if (sort == Sort::kHeap || spot.source.empty()) return;
  if (!object.variable.empty() && (spot.direct || IsAtomic(op))) SeePart(object, size, spot);
  const LineAccess access = AccessOf(op, spot.direct);
  std::set<std::string> names = CandidatesOn(spot.source, access);
  if (names.empty() && !IsShared(address)) return;
  if (IsShared(address)) {
    names = SeeShared(object, spot, std::move(names));
    if (names.empty()) return;
  }
  if (!object.candidates) {
    object.candidates = names;
    return;
  }
  std::set<std::string> both;
  std::set_intersection(names.begin(), names.end(), object.candidates->begin(),
                        object.candidates->end(), std::inserter(both, both.begin()));
  // A guard's name says nothing about the lock; the name of the lock itself stays.
  if (both.empty() && sort == Sort::kLock) return;
  object.candidates = both;
}

// Shared memory is reached through a pointer: what a line writes as one is likelier.
std::set<std::string> ObjectNames::SeeShared(Object& object, const Spot& spot,
                                             std::set<std::string> names) {
  std::set<std::string> pointed;
  for (const NameUse& use : NamesOn(spot.source)) {
    const std::string spelled = SpelledOn(spot.source, use);
    object.spelled[use.path.back()].insert(spelled);
    const bool pointer = use.indexed || spelled[0] == '*' || absl::StrContains(spelled, "->");
    if (pointer) pointed.insert(use.path.back());
  }
  std::set<std::string> both;
  std::set_intersection(names.begin(), names.end(), pointed.begin(), pointed.end(),
                        std::inserter(both, both.begin()));
  if (!both.empty()) return both;
  return object.sort == Sort::kMemory && !pointed.empty() ? pointed : names;
}

// A part of a variable, as a line writes it: "bank.balance", or "counts[i]" with the index known.
void ObjectNames::SeePart(Object& object, int size, const Spot& spot) {
  std::set<std::string> parts;
  for (const NameUse& use : NamesOn(spot.source)) {
    if (use.path.front() != LastPart(object.variable)) continue;
    if (use.path.size() > 1 && !use.indexed) {
      parts.insert(absl::StrJoin(use.path, "."));
    } else if (use.path.size() == 1 && use.indexed && size > 0 && object.offset % size == 0) {
      parts.insert(absl::StrCat(object.variable, "[", object.offset / size, "]"));
    }
  }
  if (parts.empty()) return;
  if (parts.size() > 1 || (object.part && *object.part != *parts.begin())) {
    object.part_unsure = true;
  }
  object.part = *parts.begin();
}

std::string ObjectNames::BestName(const Object& object) {
  if (object.part && !object.part_unsure) return *object.part;
  const bool sure = object.candidates && object.candidates->size() == 1;
  if (!object.variable.empty()) {
    const std::string whole = LastPart(object.variable);
    if (whole == kLocksOfLargeAtomics) return whole;
    // Locks and signals of the libraries lie somewhere inside the variable that a line names.
    if (sure && *object.candidates->begin() != whole) return *object.candidates->begin();
    if (object.offset == 0 || (sure && object.sort != Sort::kMemory)) return object.variable;
    return absl::StrCat("a part of ", object.variable);
  }
  if (!sure) return "";
  const auto spelled = object.spelled.find(*object.candidates->begin());
  const bool agree = spelled != object.spelled.end() && spelled->second.size() == 1;
  return agree ? *spelled->second.begin() : *object.candidates->begin();
}

// Two objects never have one name.
void ObjectNames::Settle() {
  std::map<std::string, std::vector<std::pair<uint64_t, Object*>>> by_name;
  for (const uint64_t address : order_) {
    Object& object = objects_[address];
    object.name = BestName(object);
    by_name[object.name.empty() ? Plain(object.sort) : object.name].emplace_back(address, &object);
  }
  for (auto& [name, objects] : by_name) SettleName(name, objects);
}

void ObjectNames::SettleName(const std::string& name,
                             std::vector<std::pair<uint64_t, Object*>>& objects) {
  // Copies that forks made: each process has its own.
  const bool copies = std::all_of(objects.begin(), objects.end(), [&](const auto& object) {
    return !IsShared(object.first) && AddressOf(object.first) == AddressOf(objects[0].first);
  });
  for (size_t i = 0; i < objects.size(); ++i) {
    auto& [place, object] = objects[i];
    const bool plain = object->name.empty();
    if (objects.size() == 1) {
      object->name = plain ? absl::StrCat("the ", name) : name;
    } else if (copies) {
      const int process = static_cast<int>(place >> trace::kProcessShift);
      object->name = absl::StrCat(plain ? "the " : "", name, " of ", cast().Process(process));
    } else {
      object->name = absl::StrCat(name, plain ? " " : " #", i + 1);
    }
  }
}

std::string ObjectNames::Name(uint64_t address) const {
  const auto found = objects_.find(address);
  return found == objects_.end() ? "something" : found->second.name;
}

std::string ObjectNames::Bare(uint64_t address) const {
  const auto found = objects_.find(address);
  const std::string bare = found == objects_.end() ? "" : BestName(found->second);
  return bare.empty() ? Name(address) : bare;
}

std::string ObjectNames::Block() const {
  const trace::Finding& finding = scene_.finding;
  if (finding.block_size == 0) return "";
  const Spot spot = scene_.At(finding.allocated);
  return absl::StrCat("a block of ", finding.block_size,
                      finding.block_size == 1 ? " byte" : " bytes",
                      spot.known() ? " allocated" + At(spot) : "");
}

std::string ObjectNames::Described(uint64_t address) const {
  const trace::Finding& finding = scene_.finding;
  const auto found = objects_.find(address);
  const Object object = found == objects_.end() ? Object{} : found->second;
  const std::string own = BestName(object);
  if (address == finding.address && object.variable.empty()) {
    if (const std::string block = Block(); !block.empty()) {
      return own.empty() ? block : absl::StrCat(object.name, " (in ", block, ")");
    }
    if (finding.stack_task < trace::kMaxTasks) {
      const std::string owner = scene_.cast.Who(finding.stack_task);
      return own.empty() ? absl::StrCat("a local variable of ", owner)
                         : absl::StrCat(object.name, " (on the stack of ", owner, ")");
    }
  }
  const bool shared = IsShared(address) && cast().several_processes();
  if (own.empty() && object.sort == Sort::kMemory) {
    return shared ? "the same place in shared memory" : "the same memory";
  }
  return shared ? object.name + " (in shared memory)" : object.name;
}

std::optional<std::string> ObjectNames::Value(uint64_t value, int size) const {
  constexpr int64_t kLargest = int64_t{1} << 32;
  int64_t number = 0;
  switch (size) {
    case 1: number = static_cast<uint8_t>(value); break;
    case 2: number = static_cast<int16_t>(value); break;
    case 4: number = static_cast<int32_t>(value); break;
    case 8: number = static_cast<int64_t>(value); break;
    default: return std::nullopt;
  }
  const trace::Finding& finding = scene_.finding;
  const bool in_block = value - AddressOf(finding.block) < finding.block_size;
  const bool is_address =
      size == 8 && (scene_.VariableAt(value) != nullptr || in_block || objects_.contains(value));
  if (is_address || number >= kLargest || number <= -kLargest) return std::nullopt;
  return absl::StrCat(number);
}

}  // namespace racelab
