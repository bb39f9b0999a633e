// Listener: what the tests of lab 11 subscribe.
#ifndef RACELAB_LABS_11_CALLBACKS_UNDER_LOCK_LISTENER_H_
#define RACELAB_LABS_11_CALLBACKS_UNDER_LOCK_LISTENER_H_

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "subject.h"

// An observer that does what the test says, and may say goodbye when it dies.
class Listener : public Observer {
 public:
  explicit Listener(std::function<void(int)> on_event, std::function<void()> on_death = nullptr)
      : on_event_(std::move(on_event)), on_death_(std::move(on_death)) {}
  ~Listener() override {
    if (on_death_) on_death_();
  }
  void OnEvent(int event) override { on_event_(event); }

 private:
  const std::function<void(int)> on_event_;
  const std::function<void()> on_death_;
};

// One that counts its calls.
inline std::shared_ptr<Listener> Counting(std::atomic<int>& calls) {
  return std::make_shared<Listener>(
      [&calls](int) { calls.fetch_add(1, std::memory_order_relaxed); });
}

#endif  // RACELAB_LABS_11_CALLBACKS_UNDER_LOCK_LISTENER_H_
