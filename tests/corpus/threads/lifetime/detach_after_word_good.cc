// expect: none
// A detached thread tells main that it has done its work when the last of it is written.
#include <cassert>
#include <semaphore>
#include <thread>

int saved = 0;
std::binary_semaphore done(0);

int main() {
  std::thread([] {
    saved = 1;
    done.release();
  }).detach();
  done.acquire();
  assert(saved == 1);
}
