// expect: none
// The destructor of a jthread asks its worker to stop, and the worker listens.
#include <thread>

int main() {
  std::jthread worker([](std::stop_token stop) {
    while (!stop.stop_requested()) std::this_thread::yield();
  });
}
