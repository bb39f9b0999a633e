// expect: data-race
// One thread uses an atomic_ref, the other the plain variable below it.
#include <atomic>
#include <thread>

int value = 0;
int seen = 0;

int main() {
  std::thread a([] { std::atomic_ref<int>(value).fetch_add(1); });
  std::thread b([] { seen = value; });
  a.join();
  b.join();
}
