// expect: none
// A stream with a lock around it; std::cout and std::cerr need none.
#include <iostream>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>

std::mutex mutex;

int main() {
  std::stringstream log;
  std::thread writer([&] {
    std::lock_guard<std::mutex> lock(mutex);
    log << "a " << 1L << ' ' << std::endl;
    std::cout << "" << 1;
    std::cerr << 1.5 << std::flush;
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    log << "b " << 2.5 << '\n';
  }
  std::cout << "" << 4u << std::endl;
  std::cerr << 'q';
  writer.join();
  std::string word, rest;
  log >> word;
  std::getline(log, rest);
  return word.size() == 1 && !log.str().empty() ? 0 : 1;
}
