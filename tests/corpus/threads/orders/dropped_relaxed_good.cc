// expect: none
// Nothing but the count is shared: fences before and behind it order it.
#include <atomic>
#include <thread>

struct Object {
  std::atomic<int> owners{2};
};

void Release(Object* object) {
  std::atomic_thread_fence(std::memory_order_release);
  if (object->owners.fetch_sub(1, std::memory_order_relaxed) != 1) return;
  std::atomic_thread_fence(std::memory_order_acquire);
  delete object;
}

int main() {
  Object* object = new Object;
  std::thread a(Release, object), b(Release, object);
  a.join();
  b.join();
}
