// expect: integrity forbidden
// A ready lock of the system.
#include "door.h"

#include <pthread.h>

namespace {

class MyDoor : public Door {
 public:
  MyDoor() { pthread_spin_init(&lock_, PTHREAD_PROCESS_PRIVATE); }
  ~MyDoor() override { pthread_spin_destroy(&lock_); }
  void Enter(int) override { pthread_spin_lock(&lock_); }
  void Leave(int) override { pthread_spin_unlock(&lock_); }

 private:
  pthread_spinlock_t lock_;
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
