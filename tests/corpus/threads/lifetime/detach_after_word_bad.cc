// expect: leak
// A detached thread tells main that it has done its work, and only then writes the last of it.
#include <semaphore>
#include <thread>

int saved = 0;
std::binary_semaphore done(0);

int main() {
  std::thread([] {
    done.release();
    saved = 1;
  }).detach();
  done.acquire();
}
