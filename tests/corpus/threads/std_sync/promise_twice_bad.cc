// expect: exception
// Two threads set one promise; the second set_value throws in its thread.
#include <atomic>
#include <future>
#include <thread>

int main() {
  std::promise<int> promise;
  std::atomic<bool> given(false);
  auto give = [&](int value) {
    if (given) return;
    promise.set_value(value);
    given = true;
  };
  std::thread a(give, 1), b(give, 2);
  a.join();
  b.join();
}
