// Making of profiles.
#include "checker/explore/profile.h"

#include <algorithm>
#include <unordered_map>

namespace racelab::explore {
namespace {

using trace::Op;

// Operations on a task or on none: they order by themselves and conflict with nothing.
bool HasObject(const trace::Point& point) {
  switch (point.op) {
    case Op::kNone:
    case Op::kStart:
    case Op::kExit:
    case Op::kCreate:
    case Op::kJoin:
    case Op::kDetach:
    case Op::kFence:
    case Op::kSleep:
    case Op::kYield: return false;
    default: return point.object != 0;
  }
}

bool Changes(Op op) { return op != Op::kRead && op != Op::kAtomicLoad; }

struct Touched {
  SharedObject object;
  bool several = false;  // tasks
  bool changed = false;
};

}  // namespace

Profile MakeProfile(const trace::Execution& execution) {
  Profile profile;
  profile.points = execution.points;
  profile.created = 1;
  std::vector<Touched> touched;
  std::unordered_map<uint64_t, size_t> index;  // of `touched`, by object
  for (const trace::Point& point : execution.point_list) {
    if (point.task >= profile.last_point.size()) profile.last_point.resize(point.task + 1);
    uint32_t& last = profile.last_point[point.task];
    last = std::max(last, point.point);
    if (point.task == 0 && point.op == Op::kCreate) profile.created = point.point + 1;
    if (!HasObject(point)) continue;
    const auto [at, is_new] = index.try_emplace(point.object, touched.size());
    if (is_new) touched.push_back({{point.object, {}}});
    Touched& entry = touched[at->second];
    entry.several |= !is_new && entry.object.ops.front().task != point.task;
    entry.changed |= Changes(point.op);
    entry.object.ops.push_back({point.task, point.point, point.pc});
  }
  for (Touched& entry : touched) {
    if (entry.several && entry.changed) profile.shared.push_back(std::move(entry.object));
  }
  return profile;
}

}  // namespace racelab::explore
