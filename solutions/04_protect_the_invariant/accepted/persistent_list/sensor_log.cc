// Each node knows what all up to it add up to; only the head changes.
#include "sensor_log.h"

#include <algorithm>
#include <mutex>

namespace {

struct Node {
  int reading;
  Summary summary;  // of this reading and those before it
  std::shared_ptr<const Node> before;
};

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    auto node = std::make_shared<Node>();
    if (head_) node->summary = head_->summary;
    ++node->summary.count;
    node->summary.sum += reading;
    node->summary.highest = std::max(node->summary.highest, reading);
    node->reading = reading;
    node->before = head_;
    head_ = node;
  }

  Summary Summarise() const override {
    const auto head = Head();
    return head ? head->summary : Summary{};
  }

  std::vector<int> Readings() const override {
    const auto head = Head();
    std::vector<int> readings;
    for (const Node* node = head.get(); node; node = node->before.get()) {
      readings.push_back(node->reading);
    }
    std::reverse(readings.begin(), readings.end());
    return readings;
  }

  void Clear() override {
    std::lock_guard lock(mutex_);
    head_ = nullptr;
  }

 private:
  std::shared_ptr<const Node> Head() const {
    std::lock_guard lock(mutex_);
    return head_;
  }

  mutable std::mutex mutex_;
  std::shared_ptr<const Node> head_;  // guarded by mutex_; what it leads to never changes
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
