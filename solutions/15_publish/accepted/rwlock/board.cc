// A reader-writer lock of POSIX; the reports lie in a list.
#include "board.h"

#include <pthread.h>

#include <list>

namespace {

class MyBoard : public Board {
 public:
  MyBoard() { pthread_rwlock_init(&lock_, nullptr); }
  ~MyBoard() override { pthread_rwlock_destroy(&lock_); }

  void Publish(const Report& report) override {
    pthread_rwlock_wrlock(&lock_);
    reports_.push_back(report);
    pthread_rwlock_unlock(&lock_);
  }

  int Count() const override {
    pthread_rwlock_rdlock(&lock_);
    const int n = static_cast<int>(reports_.size());
    pthread_rwlock_unlock(&lock_);
    return n;
  }

  const Report* Look() const override {
    pthread_rwlock_rdlock(&lock_);
    const Report* latest = reports_.empty() ? nullptr : &reports_.back();
    pthread_rwlock_unlock(&lock_);
    return latest;
  }

 private:
  mutable pthread_rwlock_t lock_;
  std::list<Report> reports_;
};

}  // namespace

std::unique_ptr<Board> NewBoard() { return std::make_unique<MyBoard>(); }
