// expect: data-race
// An atomic of three ints is stored and loaded relaxed: that publishes nothing.
// libraries: atomic
#include <atomic>
#include <cassert>
#include <thread>

struct Place {
  int row, column, ready;
};
std::atomic<Place> place(Place{0, 0, 0});
int data = 0;

int main() {
  std::thread writer([] {
    data = 42;
    place.store({1, 2, 1}, std::memory_order_relaxed);
  });
  std::thread reader([] {
    if (place.load(std::memory_order_relaxed).ready == 1) assert(data == 42);
  });
  writer.join();
  reader.join();
}
