// expect: none
// At most two of three philosophers sit at the table, so one of them always gets both forks.
#include <atomic>
#include <cassert>
#include <mutex>
#include <semaphore>
#include <thread>

std::counting_semaphore<2> seats(2);
std::mutex forks[3];
std::atomic<int> meals(0);

void Eat(int me) {
  seats.acquire();
  {
    std::lock_guard<std::mutex> left(forks[me]);
    std::lock_guard<std::mutex> right(forks[(me + 1) % 3]);
    meals++;
  }
  seats.release();
}

int main() {
  std::thread a(Eat, 0), b(Eat, 1), c(Eat, 2);
  a.join();
  b.join();
  c.join();
  assert(meals == 3);
}
