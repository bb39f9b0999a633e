// expect: none
// main waits for the word of a detached thread and then leaves with pthread_exit.
#include <pthread.h>

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> saved(0);

int main() {
  std::thread([] {
    saved = 1;
    saved.notify_one();
  }).detach();
  saved.wait(0);
  assert(saved == 1);
  pthread_exit(nullptr);
}
