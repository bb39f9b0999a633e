// expect: functional assertion
// Warehouse: what is in stock, and a journal of what left. Shared by the threads of all clerks.
#ifndef RACELAB_LABS_12_GUARDED_BY_WAREHOUSE_H_
#define RACELAB_LABS_12_GUARDED_BY_WAREHOUSE_H_

#include <array>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

// One order that left the warehouse.
struct Shipment {
  int item = 0;
  int amount = 0;
};

class Warehouse {
 public:
  static constexpr int kItems = 4;

  // Puts `amount` pieces of `item` (0 to kItems - 1) into the stock.
  void Receive(int item, int amount);
  // Takes `amount` pieces of `item` out and notes it in the journal. False, and nothing changes,
  // when there are not enough.
  bool Ship(int item, int amount);

  int InStock(int item) const;
  int Total() const;                      // the pieces of all items together
  std::vector<Shipment> Journal() const;  // every shipment so far, oldest first
  int Shipments() const;                  // how many there were

 private:
  mutable absl::Mutex mutex_;
  std::array<int, kItems> stock_ ABSL_GUARDED_BY(mutex_){};
  int total_ ABSL_GUARDED_BY(mutex_) = 0;  // the sum of stock_
  std::array<std::vector<Shipment>, kItems> journal_ ABSL_GUARDED_BY(mutex_);
};

#endif  // RACELAB_LABS_12_GUARDED_BY_WAREHOUSE_H_
