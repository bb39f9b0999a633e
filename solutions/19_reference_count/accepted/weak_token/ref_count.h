// A shared pointer counts: each holder is a copy of it, kept in a list.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() {
    std::shared_ptr<RefCounted> more = self_.lock();
    Keep(std::move(more));
  }

  bool HoldUnlessGone() {
    std::shared_ptr<RefCounted> more = self_.lock();
    if (more == nullptr) return false;
    Keep(std::move(more));
    return true;
  }

  void Drop() {
    std::shared_ptr<RefCounted> one;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      one = std::move(held_.back());
      held_.pop_back();
    }
    // The last one destroys the object, when `one` goes.
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  void Keep(std::shared_ptr<RefCounted> more) {
    std::lock_guard<std::mutex> lock(mutex_);
    held_.push_back(std::move(more));
  }

  struct Destroy {
    void operator()(RefCounted* object) const { delete object; }
  };
  static std::vector<std::shared_ptr<RefCounted>> First(RefCounted* object) {
    std::vector<std::shared_ptr<RefCounted>> first;
    first.emplace_back(object, Destroy());
    return first;
  }

  std::mutex mutex_;
  std::vector<std::shared_ptr<RefCounted>> held_ = First(this);  // guarded by mutex_
  const std::weak_ptr<RefCounted> self_ = held_.front();
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
