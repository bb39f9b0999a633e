// expect: data-race
// Three ints are stored at once through an atomic_ref, and the last one is read plainly.
// libraries: atomic
#include <atomic>
#include <thread>

struct Place {
  int row, column, depth;
};
Place place{0, 0, 0};

int main() {
  std::thread mover([] { std::atomic_ref<Place>(place).store({1, 2, 3}); });
  int depth = place.depth;
  mover.join();
  return depth > 3;
}
