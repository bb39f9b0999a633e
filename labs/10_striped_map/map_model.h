// What the tests compare the map with: calls on a map that is used by one thread at a time.
#ifndef RACELAB_LABS_10_STRIPED_MAP_MAP_MODEL_H_
#define RACELAB_LABS_10_STRIPED_MAP_MAP_MODEL_H_

#include <map>
#include <string>

#include "labs/kit/history.h"

struct Call {
  enum { kAdd, kGet, kErase, kSize, kSum } what;
  unsigned key;
};
using Operation = kit::Operation<Call, long>;
constexpr long kNotThere = -1;

struct MapModel {
  std::map<unsigned, long> values;

  // Every change adds 1 and returns the value from before.
  bool Apply(const Operation& operation) {
    const unsigned key = operation.call.key;
    const bool there = values.count(key) > 0;
    long sum = 0;
    switch (operation.call.what) {
      case Call::kAdd: return operation.result == values[key]++;
      case Call::kGet: return operation.result == (there ? values[key] : kNotThere);
      case Call::kErase: return operation.result == static_cast<long>(values.erase(key));
      case Call::kSize: return operation.result == static_cast<long>(values.size());
      case Call::kSum:
        for (const auto& entry : values) sum += entry.second;
        return operation.result == sum;
    }
    return false;
  }
  bool operator<(const MapModel& other) const { return values < other.values; }
};

inline std::string Describe(const Operation& operation) {
  const std::string key = std::to_string(operation.call.key);
  const std::string result = std::to_string(operation.result);
  switch (operation.call.what) {
    case Call::kAdd: return "Update(" + key + ") saw " + result + " and added 1";
    case Call::kGet:
      return "Get(" + key + ") = " + (operation.result == kNotThere ? "not inside" : result);
    case Call::kErase: return "Erase(" + key + ") = " + (operation.result != 0 ? "true" : "false");
    case Call::kSize: return "Size() = " + result;
    case Call::kSum: return "Snapshot() with the sum " + result;
  }
  return "";
}

#endif  // RACELAB_LABS_10_STRIPED_MAP_MAP_MODEL_H_
