// expect: none
// Each consumer gets a poison pill of its own.
#include <atomic>
#include <cassert>
#include <semaphore>
#include <thread>

std::counting_semaphore<8> items(0);
std::atomic<int> jobs(0);
std::atomic<int> done(0);

void Consume() {
  while (true) {
    items.acquire();
    if (jobs.fetch_sub(1) <= 0) return;  // the pill
    done++;
  }
}

int main() {
  std::thread a(Consume), b(Consume);
  jobs = 1;
  items.release();
  items.release(2);  // the pills
  a.join();
  b.join();
  assert(done == 1);
}
