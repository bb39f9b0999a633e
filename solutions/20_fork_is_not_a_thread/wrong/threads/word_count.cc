// expect: integrity forbidden
// Word count: memory is common again, because these are threads.
#include "word_count.h"

#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

Tally CountWords(int parts, const std::function<int(int)>& count) {
  std::atomic<int> words{0};
  std::atomic<int> failed{0};
  std::vector<std::thread> threads;
  for (int part = 0; part < parts; ++part) {
    threads.emplace_back([&, part] {
      try {
        words += count(part);
      } catch (...) {
        ++failed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::printf("counting %d parts: %d words\n", parts, words.load());
  return {words, failed};
}
