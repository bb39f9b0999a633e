// Warehouse: a lambda that runs under the lock says so, since the analysis does not look into it.
#include "warehouse.h"

#include <algorithm>

void Warehouse::Receive(int item, int amount) {
  absl::MutexLock lock(&stock_mutex_);
  stock_[item] += amount;
  total_ += amount;
}

bool Warehouse::Ship(int item, int amount) {
  {
    absl::MutexLock lock(&stock_mutex_);
    const auto take = [&] {
      stock_mutex_.AssertHeld();
      if (stock_[item] < amount) return false;
      stock_[item] -= amount;
      total_ -= amount;
      return true;
    };
    if (!take()) return false;
  }
  absl::MutexLock lock(&journal_mutex_);
  journal_.push_back({item, amount});
  return true;
}

int Warehouse::InStock(int item) const {
  absl::MutexLock lock(&stock_mutex_);
  return stock_[item];
}

int Warehouse::Total() const {
  absl::ReaderMutexLock lock(&stock_mutex_);
  int sum = 0;
  std::for_each(stock_.begin(), stock_.end(), [&](int pieces) { sum += pieces; });
  return sum;
}

std::vector<Shipment> Warehouse::Journal() const {
  absl::MutexLock lock(&journal_mutex_);
  return journal_;
}

int Warehouse::Shipments() const {
  absl::MutexLock lock(&journal_mutex_);
  return static_cast<int>(journal_.size());
}
