// expect: lost-wakeup|deadlock
// The end of the work is announced with notify_one, but two consumers may wait.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
bool done = false;

void Consume() {
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock, [] { return done; });
}

int main() {
  std::thread a(Consume), b(Consume);
  {
    std::lock_guard<std::mutex> lock(mutex);
    done = true;
  }
  changed.notify_one();
  a.join();
  b.join();
}
