// Ordering: data first, then a flag with release; who sees the flag with acquire sees the data.
#include <atomic>
#include <cstdio>
#include <string>
#include <thread>

int main() {
  std::string page;  // not atomic: the flag orders every access to it
  std::atomic<bool> ready = false;
  std::jthread writer([&] {
    page = "a page that is longer than any buffer inside of the string";
    ready.store(true, std::memory_order_release);  // publishes all that was written before
  });
  while (!ready.load(std::memory_order_acquire)) std::this_thread::yield();
  std::printf("complete: %s\n", page.c_str());
}
