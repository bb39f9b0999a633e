// expect: data-race
// A guard without a name dies at the semicolon.
#include <mutex>
#include <thread>

std::mutex mutex;
int counter = 0;

void Work() {
  std::lock_guard<std::mutex>{mutex};
  counter++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
