// expect: assertion
// Two processes look for a counter in managed shared memory and make it when it is missing.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/interprocess/managed_shared_memory.hpp>
#include <cassert>
#include <string>

namespace bip = boost::interprocess;

static void Add(const std::string& name) {
  bip::managed_shared_memory memory(bip::open_or_create, name.c_str(), 65536);
  std::atomic<int>* counter = memory.find<std::atomic<int>>("counter").first;
  if (counter == nullptr) counter = memory.construct<std::atomic<int>>("counter", std::nothrow)(0);
  assert(counter != nullptr);
  ++*counter;
}

int main() {
  const std::string name = "managed." + std::to_string(getpid());
  const pid_t child = fork();
  if (child == 0) {
    Add(name);
    _exit(0);
  }
  Add(name);
  int status = 0;
  waitpid(child, &status, 0);
  bip::managed_shared_memory memory(bip::open_only, name.c_str());
  const int counter = *memory.find<std::atomic<int>>("counter").first;
  bip::shared_memory_object::remove(name.c_str());
  assert(status == 0 && counter == 2);
}
