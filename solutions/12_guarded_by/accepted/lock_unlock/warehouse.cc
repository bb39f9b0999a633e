// Warehouse: Lock() and Unlock() by hand; the analysis follows every path.
#include "warehouse.h"

void Warehouse::Receive(int item, int amount) {
  absl::MutexLock lock(&stock_mutex_);
  stock_[item] += amount;
  total_ += amount;
}

bool Warehouse::Ship(int item, int amount) {
  stock_mutex_.Lock();
  const bool enough = stock_[item] >= amount;
  if (enough) {
    stock_[item] -= amount;
    total_ -= amount;
  }
  stock_mutex_.Unlock();
  if (!enough) return false;

  journal_mutex_.Lock();
  journal_.push_back({item, amount});
  journal_mutex_.Unlock();
  return true;
}

int Warehouse::InStock(int item) const {
  absl::MutexLock lock(&stock_mutex_);
  return stock_[item];
}

int Warehouse::Total() const {
  absl::MutexLock lock(&stock_mutex_);
  return total_;
}

std::vector<Shipment> Warehouse::Journal() const {
  absl::MutexLock lock(&journal_mutex_);
  return journal_;
}

int Warehouse::Shipments() const {
  absl::MutexLock lock(&journal_mutex_);
  return static_cast<int>(journal_.size());
}
