// expect: none
// Each thread asks its own copy of a shared_future.
#include <cassert>
#include <future>
#include <thread>

int main() {
  std::promise<int> promise;
  std::shared_future<int> future = promise.get_future().share();
  std::thread a([future] { assert(future.get() == 1); });
  std::thread b([future] { assert(future.get() == 1); });
  promise.set_value(1);
  a.join();
  b.join();
}
