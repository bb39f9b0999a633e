// expect: data-race
// volatile is no synchronisation: flag and data race.
#include <thread>

volatile bool ready = false;
volatile int data = 0;

int main() {
  std::thread writer([] {
    data = 1;
    ready = true;
  });
  std::thread reader([] {
    while (!ready) std::this_thread::yield();
    (void)data;
  });
  writer.join();
  reader.join();
}
