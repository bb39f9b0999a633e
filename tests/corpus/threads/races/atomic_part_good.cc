// expect: none
// Two threads use all three ints at once through an atomic_ref; plainly only when they are alone.
// libraries: atomic
#include <atomic>
#include <cassert>
#include <thread>

struct Place {
  int row, column, depth;
};
Place place{0, 0, 0};

int main() {
  std::thread mover([] { std::atomic_ref<Place>(place).store({1, 2, 3}); });
  Place seen = std::atomic_ref<Place>(place).load();
  assert(seen.row + seen.column == seen.depth);
  mover.join();
  assert(place.depth == 3);
}
