// expect: deadlock
// One poison pill ends one of the two consumers, and the other waits for ever.
#include <atomic>
#include <semaphore>
#include <thread>

std::counting_semaphore<8> items(0);
std::atomic<int> jobs(0);

void Consume() {
  while (true) {
    items.acquire();
    if (jobs.fetch_sub(1) <= 0) return;  // the pill
  }
}

int main() {
  std::thread a(Consume), b(Consume);
  jobs = 1;
  items.release();
  items.release();  // the pill
  a.join();
  b.join();
}
