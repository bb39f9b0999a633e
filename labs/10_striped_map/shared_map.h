// SharedMap: numbers by key, for many threads. Given; not edited.
#ifndef RACELAB_LABS_10_STRIPED_MAP_SHARED_MAP_H_
#define RACELAB_LABS_10_STRIPED_MAP_SHARED_MAP_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>

// Changes one value. It may take long. It does not use this map and does not throw.
using Change = std::function<void(long& value)>;

// Each method may be called by several threads at a time, and seems to happen at one moment
// between its call and its return. Maps have nothing to do with each other: a change of one may use
// another.
//
// While a change takes its time, changes and reads of most of the other keys go on. Keys may share
// a lock, but not too many: of 24 keys in a row, at least 4 can be changed at the same time. Only
// calls that add or remove a key, Size and Snapshot may wait for all changes that run, and may hold
// everybody up until then.
class SharedMap {
 public:
  virtual ~SharedMap() = default;

  // Calls change(value) once with the value of the key; a new key begins with 0. Two changes of one
  // key never run at the same time.
  virtual void Update(unsigned key, const Change& change) = 0;

  // Whether the key is inside; if so, *value becomes its value.
  virtual bool Get(unsigned key, long* value) const = 0;

  // Removes the key. False when it was not inside.
  virtual bool Erase(unsigned key) = 0;

  // How many keys are inside.
  virtual size_t Size() const = 0;

  // All keys with their values, as they were at one moment.
  virtual std::map<unsigned, long> Snapshot() const = 0;
};

// An empty map that grows as it must. This is what shared_map.cc provides.
std::unique_ptr<SharedMap> NewSharedMap();

#endif  // RACELAB_LABS_10_STRIPED_MAP_SHARED_MAP_H_
