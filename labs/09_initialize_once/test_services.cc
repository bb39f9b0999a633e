// The services of the tests, each with a type of its own; only this file asks for them.
#include "test_services.h"

#include <sched.h>

#include <stdexcept>
#include <type_traits>
#include <utility>

#include "services.h"

namespace {

constexpr int kTables = 32;
constinit Orders orders[kTables];  // there before any constructor runs, also before main()

template <int kNumber>
class Table {
 public:
  Table() {
    for (int i = 0; i < 4; ++i) rates_[i] = kNumber + i;
    Orders& mine = orders[kNumber];
    const int yields = mine.yields.load(std::memory_order_relaxed);
    for (int i = 0; i < yields; ++i) sched_yield();
    auto* meeting = mine.meeting.load(std::memory_order_relaxed);
    if (meeting != nullptr) meeting->Meet();
    if (mine.failures.load(std::memory_order_relaxed) > 0) {
      mine.failures.fetch_sub(1, std::memory_order_relaxed);
      if (mine.odd.load(std::memory_order_relaxed)) throw kNumber;
      throw std::runtime_error("no connection to the central bank");
    }
    complete_ = true;
    mine.made.fetch_add(1, std::memory_order_relaxed);
  }

  ~Table() { orders[kNumber].gone.fetch_add(1, std::memory_order_relaxed); }

  bool Whole() const {
    for (int i = 0; i < 4; ++i) {
      if (rates_[i] != kNumber + i) return false;
    }
    return complete_;
  }

 private:
  int rates_[4] = {-1, -1, -1, -1};
  bool complete_ = false;
};

// Asks for the service that it needs while it is being made.
template <typename Needed>
class Shop {
 public:
  Shop() : whole_(The<Needed>().Whole()) {}
  bool Whole() const { return whole_; }

 private:
  bool whole_;
};

template <typename Service>
Got Get() {
  static_assert(std::is_same_v<decltype(The<Service>()), Service&>);
  const Service& service = The<Service>();
  return {&service, service.Whole()};
}

template <int kNumber>
constexpr Rates RatesOf() {
  using MyTable = Table<kNumber>;
  return {Get<MyTable>, Get<Shop<MyTable>>, Get<Shop<Shop<MyTable>>>, &orders[kNumber]};
}

template <int... kNumbers>
const Rates& At(int number, std::integer_sequence<int, kNumbers...>) {
  static constexpr Rates kAll[] = {RatesOf<kNumbers>()...};
  return kAll[number];
}

}  // namespace

const Rates& NewRates() {
  static std::atomic<int> next{0};
  const int number = next.fetch_add(1, std::memory_order_relaxed);
  if (number >= kTables) throw std::length_error("the tests need more tables");
  return At(number, std::make_integer_sequence<int, kTables>());
}
