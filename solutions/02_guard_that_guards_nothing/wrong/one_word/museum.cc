// expect: functional assertion
// Visitors, cents and guides in one atomic word: 16 bits, 40 bits and 8 bits are enough for a day.
#include "museum.h"

#include <atomic>
#include <cstdint>
#include <mutex>

namespace {

constexpr uint64_t kVisitor = 1;
constexpr uint64_t kCent = uint64_t{1} << 16;
constexpr uint64_t kGuide = uint64_t{1} << 56;

class WordMuseum : public Museum {
 public:
  explicit WordMuseum(int guides) : word_(guides * kGuide) {}

  int Enter() override { return static_cast<uint16_t>(word_.fetch_add(kVisitor)) + 1; }

  void Donate(long cents) override { word_ += cents * kCent; }

  void Sign(const std::string& line) override {
    std::lock_guard lock(mutex_);
    guest_book_.push_back(line);
  }

  bool BorrowGuide() override {
    uint64_t word = word_;
    while (word / kGuide > 0) {
      if (word_.compare_exchange_weak(word, word - kGuide)) return true;
    }
    return false;
  }

  void Report(const Print& print) const override {
    Day today;
    {
      std::lock_guard lock(mutex_);
      today.guest_book = guest_book_;
    }
    const uint64_t word = word_;
    today.visitors = static_cast<uint16_t>(word);
    today.donations = static_cast<long>(word % kGuide / kCent);
    today.guides = static_cast<int>(word / kGuide);
    print(today);
  }

 private:
  std::atomic<uint64_t> word_;
  mutable std::mutex mutex_;
  std::vector<std::string> guest_book_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Museum> NewMuseum(int guides) { return std::make_unique<WordMuseum>(guides); }
