// expect: lost-wakeup|deadlock
// A home-made barrier resets its count, and a quick thread enters the next round too early.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int arrived = 0;

void Arrive() {
  std::unique_lock<std::mutex> lock(mutex);
  if (++arrived == 2) {
    arrived = 0;
    changed.notify_all();
  } else {
    changed.wait(lock, [] { return arrived == 0; });
  }
}

void Work() {
  Arrive();
  Arrive();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
