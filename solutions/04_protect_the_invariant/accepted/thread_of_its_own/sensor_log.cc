// An actor: a std::jthread owns the list; the methods send messages and wait for the answer.
#include "sensor_log.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <variant>

namespace {

struct AddMessage {
  int reading;
  std::promise<void> done;
};
struct ClearMessage {
  std::promise<void> done;
};
struct ReadMessage {
  std::promise<std::vector<int>> list;
};
using Message = std::variant<AddMessage, ClearMessage, ReadMessage>;

class MyLog : public SensorLog {
 public:
  void Add(int reading) override {
    AddMessage message{reading, {}};
    auto done = message.done.get_future();
    Send(std::move(message));
    done.get();
  }
  void Clear() override {
    ClearMessage message;
    auto done = message.done.get_future();
    Send(std::move(message));
    done.get();
  }
  std::vector<int> Readings() const override {
    ReadMessage message;
    auto list = message.list.get_future();
    Send(std::move(message));
    return list.get();
  }
  Summary Summarise() const override {
    Summary summary;
    for (int reading : Readings()) {
      ++summary.count;
      summary.sum += reading;
      summary.highest = std::max(summary.highest, reading);
    }
    return summary;
  }

 private:
  void Send(Message message) const {
    {
      std::lock_guard lock(mutex_);
      inbox_.push_back(std::move(message));
    }
    arrived_.notify_one();
  }

  void Work(std::stop_token stop) {
    std::vector<int> readings;
    for (;;) {
      std::unique_lock lock(mutex_);
      if (!arrived_.wait(lock, stop, [this] { return !inbox_.empty(); })) return;
      Message message = std::move(inbox_.front());
      inbox_.pop_front();
      lock.unlock();
      if (auto* add = std::get_if<AddMessage>(&message)) {
        readings.push_back(add->reading);
        add->done.set_value();
      } else if (auto* clear = std::get_if<ClearMessage>(&message)) {
        readings.clear();
        clear->done.set_value();
      } else {
        std::get<ReadMessage>(message).list.set_value(readings);
      }
    }
  }

  mutable std::mutex mutex_;
  mutable std::condition_variable_any arrived_;
  mutable std::deque<Message> inbox_;  // guarded by mutex_
  std::jthread thread_{[this](std::stop_token stop) { Work(stop); }};
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<MyLog>(); }
