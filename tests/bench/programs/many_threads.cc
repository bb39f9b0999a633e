// many_threads THREADS ROUNDS: each round is a lock, an array's element, an atomic and an unlock.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

std::mutex mutex;
std::atomic<int> done(0);
int shared[1024];

void Work(int rounds) {
  for (int i = 0; i < rounds; ++i) {
    std::lock_guard<std::mutex> lock(mutex);
    shared[i % 1024]++;
    done++;
  }
}

void PrintMemory() {
  FILE* status = std::fopen("/proc/self/status", "r");
  char line[256];
  while (status != nullptr && std::fgets(line, sizeof line, status) != nullptr)
    std::fputs(line, stdout);
  if (status != nullptr) std::fclose(status);
}

int main(int argc, char** argv) {
  if (argc != 3) return 1;
  std::vector<std::thread> threads;
  for (int i = 0; i < std::atoi(argv[1]); ++i) threads.emplace_back(Work, std::atoi(argv[2]));
  for (std::thread& thread : threads) thread.join();
  PrintMemory();
}
