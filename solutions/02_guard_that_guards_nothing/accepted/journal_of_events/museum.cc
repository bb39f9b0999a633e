// Everything that happens is an event in a journal; a report adds them up after the lock is free.
#include "museum.h"

#include <mutex>
#include <variant>

namespace {

struct Entry {};
struct Gift {
  long cents;
};
struct Signature {
  std::string line;
};
struct Loan {};
using Event = std::variant<Entry, Gift, Signature, Loan>;

class MyMuseum : public Museum {
 public:
  explicit MyMuseum(int guides) : guides_(guides) {}

  int Enter() override {
    auto [lock, journal] = Journal();
    journal.emplace_back(Entry{});
    return ++visitors_;
  }
  void Donate(long cents) override { Journal().second.emplace_back(Gift{cents}); }
  void Sign(const std::string& line) override { Journal().second.emplace_back(Signature{line}); }
  bool BorrowGuide() override {
    auto held = Journal();
    if (loans_ == guides_) return false;
    ++loans_;
    held.second.emplace_back(Loan{});
    return true;
  }
  void Report(const Print& print) const override {
    const std::vector<Event> events = Journal().second;
    Day today;
    today.guides = guides_;
    for (const Event& event : events) {
      if (std::holds_alternative<Entry>(event)) ++today.visitors;
      if (auto* gift = std::get_if<Gift>(&event)) today.donations += gift->cents;
      if (auto* signature = std::get_if<Signature>(&event))
        today.guest_book.push_back(signature->line);
      if (std::holds_alternative<Loan>(event)) --today.guides;
    }
    print(today);
  }

 private:
  // The journal together with its lock, which lives as long as the pair.
  std::pair<std::unique_lock<std::mutex>, std::vector<Event>&> Journal() const {
    return {std::unique_lock(mutex_), journal_};
  }

  mutable std::mutex mutex_;
  mutable std::vector<Event> journal_;  // guarded by mutex_, as the two numbers
  int visitors_ = 0, loans_ = 0;
  const int guides_;
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<MyMuseum>(guides); }
