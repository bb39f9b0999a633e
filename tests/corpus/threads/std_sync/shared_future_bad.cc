// expect: data-race|exception
// Two threads call get() on one std::future, which may be asked only once.
#include <future>
#include <thread>

int main() {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  promise.set_value(1);
  std::thread a([&future] { future.get(); });
  std::thread b([&future] { future.get(); });
  a.join();
  b.join();
}
