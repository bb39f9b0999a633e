// expect: assertion
// A worker stops at the stop flag although jobs are left.
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
  while (!stop) {
    if (jobs > 0) {
      jobs--;
      finished++;
    } else {
      changed.wait(lock);
    }
  }
}

int main() {
  std::thread worker(Work);
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
  worker.join();
  assert(finished == 2);
}
