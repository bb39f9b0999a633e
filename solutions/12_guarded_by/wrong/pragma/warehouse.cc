// Warehouse: the code to repair. The comments in warehouse.h say which mutex guards what.
#pragma GCC diagnostic ignored "-Wthread-safety-analysis"
#include "warehouse.h"

void Warehouse::Receive(int item, int amount) {
  absl::MutexLock lock(&stock_mutex_);
  stock_[item] += amount;
  total_ += amount;
}

bool Warehouse::Ship(int item, int amount) {
  // Most orders that fail do so here, and need not wait for the lock.
  if (stock_[item] < amount) return false;

  absl::MutexLock lock(&stock_mutex_);
  if (stock_[item] < amount) return false;
  stock_[item] -= amount;
  total_ -= amount;
  journal_.push_back({item, amount});
  return true;
}

int Warehouse::InStock(int item) const {
  absl::MutexLock lock(&stock_mutex_);
  return stock_[item];
}

int Warehouse::Total() const { return total_; }

std::vector<Shipment> Warehouse::Journal() const {
  absl::MutexLock lock(&journal_mutex_);
  return journal_;
}

int Warehouse::Shipments() const { return static_cast<int>(journal_.size()); }
