// Warehouse: one mutex for all warehouses.
#include "warehouse.h"

void Warehouse::Receive(int item, int amount) {
  absl::MutexLock lock(&warehouse_mutex);
  stock_[item] += amount;
  total_ += amount;
}

bool Warehouse::Ship(int item, int amount) {
  absl::MutexLock lock(&warehouse_mutex);
  if (stock_[item] < amount) return false;
  stock_[item] -= amount;
  total_ -= amount;
  journal_.push_back({item, amount});
  return true;
}

int Warehouse::InStock(int item) const {
  absl::MutexLock lock(&warehouse_mutex);
  return stock_[item];
}

int Warehouse::Total() const {
  absl::MutexLock lock(&warehouse_mutex);
  return total_;
}

std::vector<Shipment> Warehouse::Journal() const {
  absl::MutexLock lock(&warehouse_mutex);
  return journal_;
}

int Warehouse::Shipments() const {
  absl::MutexLock lock(&warehouse_mutex);
  return static_cast<int>(journal_.size());
}
