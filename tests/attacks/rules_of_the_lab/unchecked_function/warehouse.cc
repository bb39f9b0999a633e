// expect: integrity (exit 4): 'no_thread_safety_analysis' must not be used here
// An attribute, pasted together, takes a function out of the check that this lab is about.
// Warehouse: every access under the mutex that guards it, and the compiler as witness.
#include "warehouse.h"

#define PASTE(a, b) a##b

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

__attribute__((PASTE(no_thread_, safety_analysis))) int Warehouse::Total() const {
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
