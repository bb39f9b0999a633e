// expect: race detector is on
#include <mutex>
int hits = 0;
std::mutex mutex;
void Count() {
#if defined(__SANITIZE_THREAD__)
  std::lock_guard<std::mutex> lock(mutex);
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
  std::lock_guard<std::mutex> lock(mutex);
#endif
#endif
  ++hits;
}
