// expect: none
// The first reader takes the room and the last one gives it back: a semaphore has no owner.
#include <cassert>
#include <mutex>
#include <semaphore>
#include <thread>

std::binary_semaphore room(1);
std::mutex count_mutex;
int readers = 0;
int left = 0, right = 0;

void Read() {
  {
    std::lock_guard<std::mutex> lock(count_mutex);
    if (++readers == 1) room.acquire();
  }
  assert(left == right);
  std::lock_guard<std::mutex> lock(count_mutex);
  if (--readers == 0) room.release();
}

void Write() {
  room.acquire();
  left++;
  right++;
  room.release();
}

int main() {
  std::thread a(Read), b(Read), c(Write);
  a.join();
  b.join();
  c.join();
}
