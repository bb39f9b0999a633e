// expect: none
// Workers stop when the stop flag is set and no job is left.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int jobs = 0;
int finished = 0;
bool stop = false;

void Work() {
  std::unique_lock<std::mutex> lock(mutex);
  while (true) {
    if (jobs > 0) {
      jobs--;
      finished++;
    } else if (stop) {
      return;
    } else {
      changed.wait(lock);
    }
  }
}

int main() {
  std::thread a(Work), b(Work);
  {
    std::lock_guard<std::mutex> lock(mutex);
    jobs = 2;
  }
  changed.notify_one();
  {
    std::lock_guard<std::mutex> lock(mutex);
    stop = true;
  }
  changed.notify_all();
  a.join();
  b.join();
  assert(finished == 2);
}
