// Warehouse: the journal says how many pieces left, and not of what.
#include "warehouse.h"

void Warehouse::Receive(int item, int amount) {
  absl::MutexLock lock(&stock_mutex_);
  stock_[item] += amount;
  total_ += amount;
}

bool Warehouse::Ship(int item, int amount) {
  {
    absl::MutexLock lock(&stock_mutex_);
    if (stock_[item] < amount) return false;
    stock_[item] -= amount;
    total_ -= amount;
  }
  absl::MutexLock lock(&journal_mutex_);
  journal_.push_back({0, amount});
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
