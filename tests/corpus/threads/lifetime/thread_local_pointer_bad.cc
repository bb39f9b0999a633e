// expect: data-race
// A thread publishes the address of its thread_local counter, and another one writes through it.
#include <atomic>
#include <thread>

thread_local int counter = 0;
std::atomic<int*> published(nullptr);
std::atomic<bool> used(false);

int main() {
  std::thread owner([] {
    published = &counter;
    counter++;
    while (!used) std::this_thread::yield();
  });
  std::thread other([] {
    if (int* foreign = published) ++*foreign;
    used = true;
  });
  owner.join();
  other.join();
}
