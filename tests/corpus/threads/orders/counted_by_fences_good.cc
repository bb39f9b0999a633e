// expect: none
// Each owner fences and counts down relaxed; the last one fences, too. The count is over by then.
#include <atomic>
#include <cassert>
#include <thread>

struct Object {
  std::atomic<int> owners{3};
  int parts[3] = {0, 0, 0};
};

bool CountDown(std::atomic<int>& owners, bool in_a_loop) {
  if (!in_a_loop) return owners.fetch_sub(1, std::memory_order_relaxed) == 1;
  int seen = owners.load(std::memory_order_relaxed);
  while (!owners.compare_exchange_weak(seen, seen - 1, std::memory_order_relaxed)) {
  }
  return seen == 1;
}

void Release(Object* object, int me) {
  object->parts[me] = 1;
  std::atomic_thread_fence(std::memory_order_release);
  if (!CountDown(object->owners, me == 0)) return;
  std::atomic_thread_fence(std::memory_order_acquire);
  assert(object->parts[0] + object->parts[1] + object->parts[2] == 3);
  delete object;
}

int main() {
  Object* object = new Object;
  std::thread a(Release, object, 0), b(Release, object, 1), c(Release, object, 2);
  a.join();
  b.join();
  c.join();
}
