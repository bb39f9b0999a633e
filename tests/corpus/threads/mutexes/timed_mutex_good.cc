// expect: none
// Whoever does not get a timed_mutex in time gives up or tries again.
#include <cassert>
#include <chrono>
#include <mutex>
#include <thread>

std::timed_mutex mutex;
int counter = 0;

void GiveUp() {
  std::unique_lock<std::timed_mutex> lock(mutex, std::chrono::seconds(1));
  if (lock.owns_lock()) counter++;
}

void TryAgain() {
  while (!mutex.try_lock_for(std::chrono::seconds(1))) std::this_thread::yield();
  counter++;
  mutex.unlock();
}

int main() {
  std::thread a(GiveUp), b(TryAgain);
  a.join();
  b.join();
  assert(counter == 1 || counter == 2);
}
