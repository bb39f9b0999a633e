// expect: none
// Writer and reader hold the same lock, and each sees a whole state.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int balance = 0;
int seen = 0;

int main() {
  std::thread writer([] {
    std::lock_guard<std::mutex> lock(mutex);
    balance = 7;
  });
  std::thread reader([] {
    std::lock_guard<std::mutex> lock(mutex);
    seen = balance;
  });
  writer.join();
  reader.join();
  assert(seen == 0 || seen == 7);
}
