// What the tests compare the log with: calls on a log that is used by one thread at a time.
#ifndef RACELAB_LABS_04_PROTECT_THE_INVARIANT_LOG_MODEL_H_
#define RACELAB_LABS_04_PROTECT_THE_INVARIANT_LOG_MODEL_H_

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "labs/kit/history.h"
#include "sensor_log.h"

struct Call {
  enum { kAdd, kSummarise, kReadings, kClear } what;
  int reading;
};
struct Result {
  Summary summary;
  std::vector<int> readings;
};
using Operation = kit::Operation<Call, Result>;

inline Summary SummaryOf(const std::vector<int>& readings) {
  Summary summary;
  for (int reading : readings) {
    ++summary.count;
    summary.sum += reading;
    summary.highest = std::max(summary.highest, reading);
  }
  return summary;
}

struct LogModel {
  std::vector<int> readings;

  bool Apply(const Operation& operation) {
    switch (operation.call.what) {
      case Call::kAdd: readings.push_back(operation.call.reading); return true;
      case Call::kSummarise: return operation.result.summary == SummaryOf(readings);
      case Call::kReadings: return operation.result.readings == readings;
      case Call::kClear: readings.clear(); return true;
    }
    return false;
  }
  bool operator<(const LogModel& other) const { return readings < other.readings; }
};

inline std::string ToString(const Summary& summary) {
  return "{count " + std::to_string(summary.count) + ", sum " + std::to_string(summary.sum) +
         ", highest " + std::to_string(summary.highest) + "}";
}

// What GoogleTest shows.
inline void PrintTo(const Summary& summary, std::ostream* out) { *out << ToString(summary); }

inline std::string ToString(const std::vector<int>& readings) {
  std::string text;
  for (int reading : readings) text += (text.empty() ? "" : " ") + std::to_string(reading);
  return "{" + text + "}";
}

inline std::string Describe(const Operation& operation) {
  switch (operation.call.what) {
    case Call::kAdd: return "Add(" + std::to_string(operation.call.reading) + ")";
    case Call::kSummarise: return "Summarise() = " + ToString(operation.result.summary);
    case Call::kReadings: return "Readings() = " + ToString(operation.result.readings);
    case Call::kClear: return "Clear()";
  }
  return "";
}

#endif  // RACELAB_LABS_04_PROTECT_THE_INVARIANT_LOG_MODEL_H_
