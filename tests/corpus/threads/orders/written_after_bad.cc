// expect: data-race
// The flag is released before the data is complete.
#include <atomic>
#include <thread>

int data[2] = {0, 0};
std::atomic<bool> ready(false);
int seen = 0;

int main() {
  std::thread writer([] {
    data[0] = 1;
    ready.store(true, std::memory_order_release);
    data[1] = 1;
  });
  std::thread reader([] {
    if (ready.load(std::memory_order_acquire)) seen = data[1];
  });
  writer.join();
  reader.join();
}
