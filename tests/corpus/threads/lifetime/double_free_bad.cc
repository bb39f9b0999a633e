// expect: double-free
// Two threads see that the object is still there, and both delete it.
#include <atomic>
#include <thread>

std::atomic<int*> shared(new int(1));

void Close() {
  int* object = shared;
  if (object != nullptr) {
    delete object;
    shared = nullptr;
  }
}

int main() {
  std::thread a(Close), b(Close);
  a.join();
  b.join();
}
