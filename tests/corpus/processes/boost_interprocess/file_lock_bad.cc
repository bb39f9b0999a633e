// expect: assertion
// Two processes try a file_lock and go on when they did not get it.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/interprocess/sync/file_lock.hpp>
#include <cassert>
#include <cstdlib>

namespace bip = boost::interprocess;

static char path[] = "/tmp/numberXXXXXX";

static void Add(int file) {
  bip::file_lock lock(path);
  lock.try_lock();
  int number = 0;
  assert(pread(file, &number, sizeof number, 0) == sizeof number);
  ++number;
  assert(pwrite(file, &number, sizeof number, 0) == sizeof number);
  lock.unlock();
}

int main() {
  int number = 0;
  const int file = mkstemp(path);
  assert(pwrite(file, &number, sizeof number, 0) == sizeof number);
  const pid_t child = fork();
  Add(file);
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
  assert(pread(file, &number, sizeof number, 0) == sizeof number);
  unlink(path);
  assert(number == 2);
}
