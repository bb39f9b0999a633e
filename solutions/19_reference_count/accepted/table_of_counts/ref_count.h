// The counts stand in a table beside the objects.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <mutex>
#include <unordered_map>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() {
    std::lock_guard lock(TheCounts().mutex);
    ++TheCounts().of[this];
  }

  bool HoldUnlessGone() {
    std::lock_guard lock(TheCounts().mutex);
    const auto found = TheCounts().of.find(this);
    if (found == TheCounts().of.end()) return false;
    ++found->second;
    return true;
  }

  void Drop() {
    {
      std::lock_guard lock(TheCounts().mutex);
      const auto found = TheCounts().of.find(this);
      if (--found->second > 0) return;
      TheCounts().of.erase(found);
    }
    delete this;
  }

 protected:
  RefCounted() { Hold(); }
  virtual ~RefCounted() = default;

 private:
  struct Counts {
    std::mutex mutex;
    std::unordered_map<const RefCounted*, int> of;  // guarded by mutex
  };

  static Counts& TheCounts() {
    static auto* counts = new Counts;
    return *counts;
  }
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
