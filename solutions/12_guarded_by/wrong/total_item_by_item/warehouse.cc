// Warehouse: every access under its mutex, but the total is added up over several moments.
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
  journal_.push_back({item, amount});
  return true;
}

int Warehouse::InStock(int item) const {
  absl::MutexLock lock(&stock_mutex_);
  return stock_[item];
}

int Warehouse::Total() const {
  int total = 0;
  for (int item = 0; item < kItems; ++item) total += InStock(item);
  return total;
}

std::vector<Shipment> Warehouse::Journal() const {
  absl::MutexLock lock(&journal_mutex_);
  return journal_;
}

int Warehouse::Shipments() const {
  absl::MutexLock lock(&journal_mutex_);
  return static_cast<int>(journal_.size());
}
