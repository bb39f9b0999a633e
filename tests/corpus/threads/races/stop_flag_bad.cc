// expect: data-race
// A plain bool tells a worker to stop.
#include <thread>

bool stop = false;

int main() {
  std::thread worker([] {
    while (!stop) std::this_thread::yield();
  });
  stop = true;
  worker.join();
}
