// What the tests compare the queue with: calls on a queue that is used by one thread at a time.
#ifndef RACELAB_LABS_06_BOUNDED_QUEUE_QUEUE_MODEL_H_
#define RACELAB_LABS_06_BOUNDED_QUEUE_QUEUE_MODEL_H_

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "labs/kit/history.h"

struct Call {
  enum { kPush, kPop, kTryPush, kTryPop } what;
  int value;
};
using Operation = kit::Operation<Call, int>;
constexpr int kRefused = -1;

// A queue that is used by one thread at a time.
struct QueueModel {
  size_t capacity;
  std::deque<int> values;

  bool Apply(const Operation& operation) {
    const bool full = values.size() == capacity;
    const int first = values.empty() ? kRefused : values.front();
    switch (operation.call.what) {
      case Call::kPush:
      case Call::kTryPush:
        if (full) return operation.call.what == Call::kTryPush && operation.result == kRefused;
        values.push_back(operation.call.value);
        return operation.result != kRefused;
      case Call::kPop:
      case Call::kTryPop:
        if (!values.empty()) values.pop_front();
        return operation.result == first;
    }
    return false;
  }
  bool operator<(const QueueModel& other) const { return values < other.values; }
};

// The history without refusals that overlap a call of another thread: those are always allowed.
inline std::vector<Operation> WithoutExcused(const std::vector<Operation>& history) {
  std::vector<Operation> kept;
  for (const Operation& operation : history) {
    const bool refused = operation.result == kRefused;
    const bool met = std::any_of(history.begin(), history.end(), [&](const Operation& other) {
      return other.thread != operation.thread && other.invoked < operation.returned &&
             operation.invoked < other.returned;
    });
    if (!refused || !met) kept.push_back(operation);
  }
  return kept;
}

inline std::string Describe(const Operation& operation) {
  const char* const names[] = {"Push", "Pop", "TryPush", "TryPop"};
  const bool pushes = operation.call.what == Call::kPush || operation.call.what == Call::kTryPush;
  return std::string(names[operation.call.what]) + "(" +
         (pushes ? std::to_string(operation.call.value) : "") +
         ") = " + (operation.result == kRefused ? "false" : std::to_string(operation.result));
}

#endif  // RACELAB_LABS_06_BOUNDED_QUEUE_QUEUE_MODEL_H_
