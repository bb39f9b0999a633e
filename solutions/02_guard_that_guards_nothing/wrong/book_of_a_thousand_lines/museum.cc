// expect: functional assertion
// The guest book has a thousand lines, which are drawn by a counter; no lock is needed.
#include "museum.h"

#include <atomic>

namespace {

constexpr int kLines = 1000;

struct Line {
  std::string text;
  std::atomic<bool> written = false;
};

class LockFreeMuseum : public Museum {
 public:
  explicit LockFreeMuseum(int guides) : guides_(guides), book_(kLines) {}

  int Enter() override { return ++visitors_; }

  void Donate(long cents) override { donations_ += cents; }

  void Sign(const std::string& line) override {
    const int mine = next_++;
    if (mine >= kLines) return;  // the book is full
    book_[mine].text = line;
    book_[mine].written = true;
  }

  bool BorrowGuide() override {
    int left = guides_;
    while (left > 0) {
      if (guides_.compare_exchange_weak(left, left - 1)) return true;
    }
    return false;
  }

  void Report(const Print& print) const override {
    Day today;
    today.visitors = visitors_;
    today.donations = donations_;
    today.guides = guides_;
    for (int i = 0; i < kLines && i < next_; ++i) {
      if (book_[i].written) today.guest_book.push_back(book_[i].text);
    }
    print(today);
  }

 private:
  std::atomic<int> visitors_ = 0;
  std::atomic<long> donations_ = 0;
  std::atomic<int> guides_;
  std::atomic<int> next_ = 0;
  std::vector<Line> book_;
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<LockFreeMuseum>(guides); }
