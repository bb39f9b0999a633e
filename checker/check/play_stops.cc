// Leaves out what tells a player nothing.
#include "checker/check/play_stops.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "checker/check/explain_events.h"

namespace racelab {
namespace {

using trace::Event;
using trace::Op;

// Lines that start or join threads. What else a library does there is its own business.
std::set<std::pair<std::string, int>> LinesOfThreads(const Scene& scene) {
  std::set<std::pair<std::string, int>> lines;
  for (const Event& event : scene.events) {
    if (event.op != Op::kCreate && event.op != Op::kJoin) continue;
    const Spot spot = scene.At(event);
    if (spot.known()) lines.emplace(spot.file, spot.line);
  }
  return lines;
}

// What another task than the first one writes: no argument that is handed to a new thread.
std::set<uint64_t> Contended(const Scene& scene) {
  std::map<uint64_t, int> first;
  std::set<uint64_t> contended;
  for (const Event& event : scene.events) {
    const auto [known, is_new] = first.try_emplace(event.object, event.task);
    if (IsWrite(event.op) && known->second != event.task) contended.insert(event.object);
  }
  return contended;
}

}  // namespace

trace::Execution WithoutFinding(const trace::Execution& execution) {
  trace::Execution calm = execution;
  calm.finding.kind = trace::Kind::kNone;
  return calm;
}

std::vector<size_t> EventsToTell(const Scene& scene) {
  const auto lines = LinesOfThreads(scene);
  const std::set<uint64_t> contended = Contended(scene);
  std::vector<size_t> indices = EventsToWatch(scene);
  std::erase_if(indices, [&](size_t index) {
    const Event& event = scene.events[index];
    const Spot spot = scene.At(event);
    const bool own =
        SortOf(event.op) == Sort::kTask || (spot.direct && contended.contains(event.object));
    return !own && lines.contains({spot.file, spot.line});
  });
  return indices;
}

std::vector<bool> PointsToStopAt(const trace::Execution& execution, const ProgramFacts& facts) {
  const trace::Execution calm = WithoutFinding(execution);
  const Scene scene(calm, facts);
  std::vector<bool> watched(scene.events.size());
  for (const size_t index : EventsToTell(scene)) watched[index] = true;
  std::map<int, size_t> next;  // by task: its first event that has not happened
  std::vector<bool> stops(calm.point_list.size());
  size_t happened = scene.events.size();
  for (size_t i = calm.point_list.size(); i-- > 0;) {
    const trace::Point& point = calm.point_list[i];
    while (happened > point.events) {
      --happened;
      next[scene.events[happened].task] = happened;
    }
    const auto event = next.find(point.task);
    const bool known = event != next.end() && scene.events[event->second].op == point.op;
    // Without an event it waits to the end, or it is of a kind that leaves none.
    stops[i] = known ? watched[event->second] : scene.At(Stack{point.pc}).known();
  }
  return stops;
}

}  // namespace racelab
