// expect: data-race
// The writer locks, but the reader believes that a read needs no lock.
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
  std::thread reader([] { seen = balance; });
  writer.join();
  reader.join();
}
