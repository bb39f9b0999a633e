// expect: deadlock
// Two processes send each other two messages through queues that hold one, and both send first.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/interprocess/ipc/message_queue.hpp>
#include <cassert>
#include <string>

namespace bip = boost::interprocess;

static void Talk(bip::message_queue& to, bip::message_queue& from) {
  char text = 'x';
  unsigned priority = 0;
  bip::message_queue::size_type size = 0;
  for (int i = 0; i < 2; ++i) to.send(&text, 1, 0);
  for (int i = 0; i < 2; ++i) from.receive(&text, 1, size, priority);
  assert(size == 1);
}

int main() {
  const std::string down = "down." + std::to_string(getpid());
  const std::string up = "up." + std::to_string(getpid());
  {
    bip::message_queue to(bip::create_only, down.c_str(), 1, 1);
    bip::message_queue from(bip::create_only, up.c_str(), 1, 1);
    const pid_t child = fork();
    if (child == 0) {
      Talk(from, to);
      _exit(0);
    }
    Talk(to, from);
    waitpid(child, nullptr, 0);
  }
  bip::message_queue::remove(down.c_str());
  bip::message_queue::remove(up.c_str());
}
