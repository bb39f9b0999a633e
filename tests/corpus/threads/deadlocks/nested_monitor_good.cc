// expect: none
// The waiter gives the outer mutex back before it waits.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex outer, inner;
std::condition_variable changed;
bool ready = false;
int entries = 0;

int main() {
  std::thread waiter([] {
    {
      std::lock_guard<std::mutex> outer_lock(outer);
      entries++;
    }
    std::unique_lock<std::mutex> inner_lock(inner);
    changed.wait(inner_lock, [] { return ready; });
  });
  std::thread setter([] {
    std::lock_guard<std::mutex> outer_lock(outer);
    entries++;
    std::lock_guard<std::mutex> inner_lock(inner);
    ready = true;
    changed.notify_one();
  });
  waiter.join();
  setter.join();
}
