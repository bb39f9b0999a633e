// The list is immutable; who changes it swaps a new one in, and tries again when somebody was
// faster.
#include <atomic>
#include <memory>
#include <utility>
#include <vector>

#include "subject.h"

namespace {

using List = std::vector<std::pair<int, std::weak_ptr<Observer>>>;

class SwappingSubject : public Subject {
 public:
  int Subscribe(std::weak_ptr<Observer> observer) override {
    const int ticket = tickets_.fetch_add(1);
    std::shared_ptr<const List> old = list_.load();
    std::shared_ptr<const List> changed;
    do {
      auto copy = std::make_shared<List>(*old);
      copy->emplace_back(ticket, observer);
      changed = std::move(copy);
    } while (!list_.compare_exchange_strong(old, changed));
    return ticket;
  }

  void Unsubscribe(int ticket) override {
    std::shared_ptr<const List> old = list_.load();
    std::shared_ptr<const List> changed;
    do {
      auto copy = std::make_shared<List>();
      for (const auto& entry : *old) {
        if (entry.first != ticket) copy->push_back(entry);
      }
      changed = std::move(copy);
    } while (!list_.compare_exchange_strong(old, changed));
  }

  void Notify(int event) override {
    const std::shared_ptr<const List> list = list_.load();
    for (const auto& entry : *list) {
      if (const std::shared_ptr<Observer> observer = entry.second.lock()) observer->OnEvent(event);
    }
  }

 private:
  std::atomic<std::shared_ptr<const List>> list_{std::make_shared<const List>()};
  std::atomic<int> tickets_{1};
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<SwappingSubject>(); }
