// expect: assertion
// The producer does not wait until the mailbox is empty and overwrites a letter.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int letter = 0;
int sum = 0;
bool done = false;

int main() {
  std::thread consumer([] {
    std::unique_lock<std::mutex> lock(mutex);
    while (true) {
      changed.wait(lock, [] { return letter != 0 || done; });
      if (letter == 0) return;
      sum += letter;
      letter = 0;
    }
  });
  for (int i = 1; i <= 2; ++i) {
    std::lock_guard<std::mutex> lock(mutex);
    letter = i;
    changed.notify_one();
  }
  {
    std::lock_guard<std::mutex> lock(mutex);
    done = true;
    changed.notify_one();
  }
  consumer.join();
  assert(sum == 3);
}
