// expect: data-race
// The value of the promise is a pointer, and its target is written after set_value.
#include <future>
#include <thread>

int data = 0;
int seen = 0;

int main() {
  std::promise<int*> promise;
  std::future<int*> future = promise.get_future();
  std::thread worker([&promise] {
    promise.set_value(&data);
    data = 1;
  });
  seen = *future.get();
  worker.join();
}
