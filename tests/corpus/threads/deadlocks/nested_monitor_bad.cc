// expect: deadlock
// The wait gives back the inner mutex only; the notifier needs the outer one to get there.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex outer, inner;
std::condition_variable changed;
bool ready = false;

int main() {
  std::thread waiter([] {
    std::lock_guard<std::mutex> outer_lock(outer);
    std::unique_lock<std::mutex> inner_lock(inner);
    changed.wait(inner_lock, [] { return ready; });
  });
  std::thread setter([] {
    std::lock_guard<std::mutex> outer_lock(outer);
    std::lock_guard<std::mutex> inner_lock(inner);
    ready = true;
    changed.notify_one();
  });
  waiter.join();
  setter.join();
}
