// Warehouse: the total has two bytes.
#include "warehouse.h"

void Warehouse::Receive(int item, int amount) {
  absl::MutexLock lock(&mutex_);
  stock_[item] += amount;
  total_ += amount;
}

bool Warehouse::Ship(int item, int amount) {
  absl::MutexLock lock(&mutex_);
  if (stock_[item] < amount) return false;
  stock_[item] -= amount;
  total_ -= amount;
  journal_.push_back({item, amount});
  return true;
}

int Warehouse::InStock(int item) const {
  absl::MutexLock lock(&mutex_);
  return stock_[item];
}

int Warehouse::Total() const {
  absl::MutexLock lock(&mutex_);
  return total_;
}

std::vector<Shipment> Warehouse::Journal() const {
  absl::MutexLock lock(&mutex_);
  return journal_;
}

int Warehouse::Shipments() const {
  absl::MutexLock lock(&mutex_);
  return static_cast<int>(journal_.size());
}
