// expect: none
// Only the thread that exchanges the pointer out deletes the object.
#include <atomic>
#include <thread>

std::atomic<int*> shared(new int(1));

void Close() { delete shared.exchange(nullptr); }

int main() {
  std::thread a(Close), b(Close);
  a.join();
  b.join();
}
