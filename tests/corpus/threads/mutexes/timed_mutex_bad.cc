// expect: data-race
// The result of try_lock_for is ignored.
#include <chrono>
#include <mutex>
#include <thread>

std::timed_mutex mutex;
int counter = 0;

void Work() {
  bool locked = mutex.try_lock_for(std::chrono::milliseconds(1));
  counter++;
  if (locked) mutex.unlock();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
