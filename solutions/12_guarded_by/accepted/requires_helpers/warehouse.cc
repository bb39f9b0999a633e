// Warehouse: a helper says in its declaration which lock its caller holds.
#include "warehouse.h"

void Warehouse::Receive(int item, int amount) {
  absl::MutexLock lock(&stock_mutex_);
  stock_[item] += amount;
  total_ += amount;
}

bool Warehouse::TakeLocked(int item, int amount) {
  if (stock_[item] < amount) return false;
  stock_[item] -= amount;
  total_ -= amount;
  return true;
}

bool Warehouse::Ship(int item, int amount) {
  absl::MutexLock stock_lock(&stock_mutex_);
  if (!TakeLocked(item, amount)) return false;
  absl::MutexLock journal_lock(&journal_mutex_);  // always after stock_mutex_, so no deadlock
  journal_.push_back({item, amount});
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
