// expect: none
// An acq_rel decrement orders the last owner after all others.
#include <atomic>
#include <cassert>
#include <thread>

struct Object {
  std::atomic<int> owners{2};
  int parts[2] = {0, 0};
};

void Release(Object* object, int me) {
  object->parts[me] = 1;
  if (object->owners.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  assert(object->parts[0] + object->parts[1] == 2);
  delete object;
}

int main() {
  Object* object = new Object;
  std::thread a(Release, object, 0), b(Release, object, 1);
  a.join();
  b.join();
}
