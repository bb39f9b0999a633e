// expect: none
// Two threads ask again and again, without any time to wait, until both have got one.
#include <cassert>
#include <chrono>
#include <semaphore>
#include <thread>

std::counting_semaphore<2> given(0);

void Take() {
  while (!given.try_acquire_for(std::chrono::seconds(0))) std::this_thread::yield();
}

int main() {
  std::thread taker(Take);
  given.release(2);
  Take();
  taker.join();
  assert(!given.try_acquire());
}
