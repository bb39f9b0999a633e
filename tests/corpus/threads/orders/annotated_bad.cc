// expect: data-race
// The program tells the detector of an order that the flag does not make.
#include <atomic>
#include <thread>

extern "C" void AnnotateHappensBefore(const char* file, int line, const volatile void* at);
extern "C" void AnnotateHappensAfter(const char* file, int line, const volatile void* at);

int data;
std::atomic<bool> ready(false);

int main() {
  std::thread writer([] {
    data = 1;
    AnnotateHappensBefore(__FILE__, __LINE__, &ready);
    ready.store(true, std::memory_order_relaxed);
  });
  std::thread reader([] {
    if (!ready.load(std::memory_order_relaxed)) return;
    AnnotateHappensAfter(__FILE__, __LINE__, &ready);
    data = 2;
  });
  writer.join();
  reader.join();
}
