// expect: lock-misuse
// The first reader locks the room and the last one unlocks it, but a mutex has one owner.
#include <atomic>
#include <mutex>
#include <thread>

std::mutex room, count_mutex;
int readers = 0;
std::atomic<int> met(0);

void Read() {
  {
    std::lock_guard<std::mutex> lock(count_mutex);
    if (++readers == 1) room.lock();
  }
  met++;
  std::lock_guard<std::mutex> lock(count_mutex);
  if (--readers == 0) room.unlock();
}

int main() {
  std::thread a(Read), b(Read);
  a.join();
  b.join();
}
