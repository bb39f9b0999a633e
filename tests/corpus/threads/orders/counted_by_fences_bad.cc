// expect: data-race
// The release fence stands behind the count, so it releases nothing with it.
#include <atomic>
#include <thread>

struct Object {
  std::atomic<int> owners{2};
  int parts[2] = {0, 0};
};
int sum = 0;

void Release(Object* object, int me) {
  object->parts[me] = 1;
  const bool last = object->owners.fetch_sub(1, std::memory_order_relaxed) == 1;
  std::atomic_thread_fence(std::memory_order_acq_rel);
  if (!last) return;
  sum = object->parts[0] + object->parts[1];
  delete object;
}

int main() {
  Object* object = new Object;
  std::thread a(Release, object, 0), b(Release, object, 1);
  a.join();
  b.join();
}
