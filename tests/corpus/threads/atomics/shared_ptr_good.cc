// expect: none
// Every thread has a shared_ptr of its own; only the count behind it is shared.
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

std::atomic<int> destructions(0);

struct Object {
  ~Object() { destructions++; }
  const int value = 7;
};

void Use(std::shared_ptr<Object> mine) {
  std::shared_ptr<Object> copy = mine;
  mine.reset();
  assert(copy->value == 7);
}

int main() {
  std::shared_ptr<Object> object = std::make_shared<Object>();
  std::thread a(Use, object), b(Use, object);
  object.reset();
  a.join();
  b.join();
  assert(destructions == 1);
}
