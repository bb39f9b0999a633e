// A tile of a map, as the tests share it, and the table in which threads look it up.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_TILE_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_TILE_H_

#include <gtest/gtest.h>

#include <functional>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "shared_object.h"

class Tile;

// Knows the tile, but does not hold it.
class Table {
 public:
  // The tile, which the caller then holds; nullptr when there is none any more. Several may look at
  // a time. While they do, the tile's memory stays: its destructor waits in Remove.
  inline Tile* Find();

  void Put(Tile* tile) {
    std::lock_guard lock(mutex_);
    tile_ = tile;
  }

  // By the tile's destructor.
  void Remove() {
    std::lock_guard lock(mutex_);
    tile_ = nullptr;
    ++destroyed_;
  }

  // How many tiles were destroyed.
  int Destroyed() {
    std::lock_guard lock(mutex_);
    return destroyed_;
  }

 private:
  std::shared_mutex mutex_;
  Tile* tile_ = nullptr;  // guarded by mutex_, as the one below
  int destroyed_ = 0;
};

// Plain memory: only the order of drops and destructor makes it safe.
class Tile : public RefCounted {
 public:
  explicit Tile(Table& table, std::function<void(Tile&)> farewell = {})
      : table_(table), farewell_(std::move(farewell)) {
    table_.Put(this);
  }
  ~Tile() override {
    if (farewell_) farewell_(*this);
    table_.Remove();
  }

  int Sum() const { return cells[0] + cells[1] + cells[2]; }

  int cells[3] = {0, 0, 0};

 private:
  Table& table_;
  const std::function<void(Tile&)> farewell_;  // the destructor begins with it
};

Tile* Table::Find() {
  std::shared_lock lock(mutex_);
  return tile_ != nullptr && tile_->HoldUnlessGone() ? tile_ : nullptr;
}

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_TILE_H_
