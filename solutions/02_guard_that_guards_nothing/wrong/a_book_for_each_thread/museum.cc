// expect: stress assertion
// Several guest books, one after the other in the report: who signed later may stand further up.
#include "museum.h"

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace {

// Atomics for the numbers; several guest books, so that the guests need not queue for one.
class ManyBooks : public Museum {
 public:
  explicit ManyBooks(int guides) : guides_(guides) {}
  int Enter() override { return ++visitors_; }
  void Donate(long cents) override { donations_ += cents; }
  void Sign(const std::string& line) override {
    Book& book = books_[std::hash<std::thread::id>()(std::this_thread::get_id()) % books_.size()];
    std::lock_guard lock(book.mutex);
    book.lines.push_back(line);
  }
  bool BorrowGuide() override {
    int guides = guides_;
    while (guides > 0 && !guides_.compare_exchange_weak(guides, guides - 1)) {
    }
    return guides > 0;
  }
  void Report(const Print& print) const override {
    Day day;
    for (Book& book : books_) {
      std::lock_guard lock(book.mutex);
      day.guest_book.insert(day.guest_book.end(), book.lines.begin(), book.lines.end());
    }
    day.visitors = visitors_;
    day.donations = donations_;
    day.guides = guides_;
    print(day);
  }

 private:
  struct Book {
    std::mutex mutex;
    std::vector<std::string> lines;
  };
  std::atomic<int> visitors_ = 0, guides_;
  std::atomic<long> donations_ = 0;
  mutable std::array<Book, 16> books_;
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<ManyBooks>(guides); }
