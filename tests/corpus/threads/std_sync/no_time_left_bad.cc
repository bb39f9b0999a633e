// expect: assertion
// Three waits without any time must not get what another thread has not given yet.
#include <cassert>
#include <chrono>
#include <semaphore>
#include <thread>

std::counting_semaphore<3> given(0);

int main() {
  std::thread giver([] { given.release(); });
  bool got = false;
  for (int i = 0; i < 3 && !got; ++i) got = given.try_acquire_for(std::chrono::seconds(-i));
  assert(got);
  giver.join();
}
