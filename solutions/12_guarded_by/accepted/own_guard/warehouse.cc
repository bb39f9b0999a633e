// Warehouse: a guard class of our own, which the analysis understands by its annotations.
#include "warehouse.h"

namespace {

class ABSL_SCOPED_LOCKABLE Guard {
 public:
  explicit Guard(absl::Mutex& mutex) ABSL_EXCLUSIVE_LOCK_FUNCTION(mutex) : mutex_(mutex) {
    mutex_.Lock();
  }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;
  ~Guard() ABSL_UNLOCK_FUNCTION() { mutex_.Unlock(); }

 private:
  absl::Mutex& mutex_;
};

}  // namespace

void Warehouse::Receive(int item, int amount) {
  Guard guard(stock_mutex_);
  stock_[item] += amount;
  total_ += amount;
}

bool Warehouse::Ship(int item, int amount) {
  {
    Guard guard(stock_mutex_);
    if (stock_[item] < amount) return false;
    stock_[item] -= amount;
    total_ -= amount;
  }
  Guard guard(journal_mutex_);
  journal_.push_back({item, amount});
  return true;
}

int Warehouse::InStock(int item) const {
  Guard guard(stock_mutex_);
  return stock_[item];
}

int Warehouse::Total() const {
  Guard guard(stock_mutex_);
  return total_;
}

std::vector<Shipment> Warehouse::Journal() const {
  Guard guard(journal_mutex_);
  return journal_;
}

int Warehouse::Shipments() const {
  Guard guard(journal_mutex_);
  return static_cast<int>(journal_.size());
}
