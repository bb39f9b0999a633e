// expect: none
// Every change of the state is followed by a notification of all.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int stage = 0;

void Set(int value) {
  {
    std::lock_guard<std::mutex> lock(mutex);
    stage = value;
  }
  changed.notify_all();
}

void WaitFor(int value) {
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock, [value] { return stage >= value; });
}

int main() {
  std::thread a([] {
    WaitFor(1);
    Set(2);
  });
  std::thread b([] { WaitFor(2); });
  Set(1);
  a.join();
  b.join();
}
