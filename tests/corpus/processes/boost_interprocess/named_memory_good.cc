// expect: none
// Two processes find or construct a counter in managed shared memory: it is made once.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/interprocess/managed_shared_memory.hpp>
#include <cassert>
#include <string>

namespace bip = boost::interprocess;

static void Add(const std::string& name) {
  bip::managed_shared_memory memory(bip::open_or_create, name.c_str(), 65536);
  auto* counter = memory.find_or_construct<std::atomic<int>>("counter")(0);
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
