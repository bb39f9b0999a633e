// expect: none
// An atomic flag instead of a volatile one orders the data.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> ready(false);
int data = 0;

int main() {
  std::thread writer([] {
    data = 1;
    ready = true;
  });
  std::thread reader([] {
    while (!ready) std::this_thread::yield();
    assert(data == 1);
  });
  writer.join();
  reader.join();
}
