// expect: none
// What is written before set_value is visible after get.
#include <cassert>
#include <future>
#include <thread>

int data = 0;

int main() {
  std::promise<int*> promise;
  std::future<int*> future = promise.get_future();
  std::thread worker([&promise] {
    data = 1;
    promise.set_value(&data);
  });
  assert(*future.get() == 1);
  worker.join();
}
