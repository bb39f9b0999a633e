// No variant looks optimized, so that all of them see the same code.
#include <mutex>
int hits = 0;
std::mutex mutex;
void Count() {
#ifndef __OPTIMIZE__
  std::lock_guard<std::mutex> lock(mutex);
#endif
  ++hits;
}
