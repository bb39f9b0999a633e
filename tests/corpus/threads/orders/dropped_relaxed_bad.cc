// expect: use-after-free
// Nothing but the count is shared, and nothing orders it: no fence, no release.
#include <atomic>
#include <thread>

struct Object {
  std::atomic<int> owners{2};
};

void Release(Object* object) {
  if (object->owners.fetch_sub(1, std::memory_order_relaxed) == 1) delete object;
}

int main() {
  Object* object = new Object;
  std::thread a(Release, object), b(Release, object);
  a.join();
  b.join();
}
