// Warehouse: a journal for each item; Journal() puts one after another.
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
  journal_[item].push_back({item, amount});
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
  std::vector<Shipment> all;
  for (const auto& part : journal_) all.insert(all.end(), part.begin(), part.end());
  return all;
}

int Warehouse::Shipments() const {
  absl::MutexLock lock(&mutex_);
  size_t size = 0;
  for (const auto& part : journal_) size += part.size();
  return static_cast<int>(size);
}
