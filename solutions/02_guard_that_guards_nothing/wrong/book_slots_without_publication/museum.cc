// expect: explore data-race
// So many lines are written, but not the first so many.
#include "museum.h"

#include <array>
#include <atomic>

namespace {
class SlotMuseum : public Museum {
 public:
  explicit SlotMuseum(int guides) : guides_(guides), lines_(6000) {}
  int Enter() override { return visitors_.fetch_add(1) + 1; }
  void Donate(long cents) override { donations_.fetch_add(cents); }
  void Sign(const std::string& line) override {
    const size_t place = signed_.fetch_add(1);  // my own place: nobody else writes here
    lines_[place] = line;
    written_.fetch_add(1);
  }
  bool BorrowGuide() override {
    int guides = guides_;
    while (guides > 0 && !guides_.compare_exchange_weak(guides, guides - 1)) {
    }
    return guides > 0;
  }
  void Report(const Print& print) const override {
    Day day;
    day.visitors = visitors_;
    day.donations = donations_;
    day.guides = guides_;
    const size_t count = written_;  // so many lines are whole
    day.guest_book.assign(lines_.begin(), lines_.begin() + static_cast<long>(count));
    print(day);
  }

 private:
  std::atomic<int> visitors_ = 0, guides_;
  std::atomic<long> donations_ = 0;
  std::atomic<size_t> signed_ = 0, written_ = 0;
  std::vector<std::string> lines_;
};
}  // namespace
std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<SlotMuseum>(guides); }
