// Warehouse: every access is guarded, but Ship() and Shipments() take the locks in opposite orders.
#include "warehouse.h"

void Warehouse::Receive(int item, int amount) {
  absl::MutexLock lock(&stock_mutex_);
  stock_[item] += amount;
  total_ += amount;
}

bool Warehouse::Ship(int item, int amount) {
  absl::MutexLock stock_lock(&stock_mutex_);
  if (stock_[item] < amount) return false;
  stock_[item] -= amount;
  total_ -= amount;
  absl::MutexLock journal_lock(&journal_mutex_);
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
  absl::MutexLock journal_lock(&journal_mutex_);
  const int shipments = static_cast<int>(journal_.size());
  absl::MutexLock stock_lock(&stock_mutex_);  // so that nothing leaves while we count
  return total_ >= 0 ? shipments : 0;
}
