// expect: integrity forbidden
// A ready lock under another name.
#include "door.h"

#include <mutex>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int) override { lock_.lock(); }
  void Leave(int) override { lock_.unlock(); }

 private:
  std::timed_mutex lock_;
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
