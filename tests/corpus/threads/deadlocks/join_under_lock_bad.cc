// expect: deadlock
// main joins a thread while it holds the mutex that the thread needs.
#include <mutex>
#include <thread>

std::mutex mutex;
int value = 0;

int main() {
  std::thread worker([] {
    std::lock_guard<std::mutex> lock(mutex);
    value++;
  });
  std::lock_guard<std::mutex> lock(mutex);
  worker.join();
}
