// events KIND N: N events of one kind, or N pairs of lock and unlock, while another thread waits.
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>

int plain = 0;
std::atomic<int> atomic(0);
std::mutex mutex;

int main(int argc, char** argv) {
  if (argc != 3) return 1;
  const int count = std::atoi(argv[2]);
  std::thread other([] {});
  if (std::strcmp(argv[1], "read") == 0) {
    int last = 0;
    for (int i = 0; i < count; ++i) {
      last = plain;
      if (i % 1000 == 0) plain = last + 1;  // a thread that changes nothing for long is stuck
    }
  } else if (std::strcmp(argv[1], "write") == 0) {
    for (int i = 0; i < count; ++i) plain = i;
  } else if (std::strcmp(argv[1], "atomic") == 0) {
    for (int i = 0; i < count; ++i) atomic.fetch_add(1);
  } else {
    for (int i = 0; i < count; ++i) {
      mutex.lock();
      mutex.unlock();
    }
  }
  other.join();
}
