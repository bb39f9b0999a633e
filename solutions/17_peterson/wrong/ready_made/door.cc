// expect: integrity forbidden
// Takes a lock out of the library.
#include "door.h"

#include <mutex>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    static_cast<void>(side);
    lock_.lock();
  }

  void Leave(int side) override {
    static_cast<void>(side);
    lock_.unlock();
  }

 private:
  std::mutex lock_;
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
