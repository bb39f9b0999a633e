// One function for each thing that a hostile program tries.
#include "tests/unit/sandbox/attempts.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <sched.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <map>

namespace racelab {
namespace {

using Argument = const std::string&;

// What a call returned, as 0 or errno.
int Told(long result) { return result < 0 ? errno : 0; }

int Open(Argument path, int flags) { return Told(open(path.c_str(), flags, 0600)); }

int Connect(Argument port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  if (socket < 0) return errno;
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(std::atoi(port.c_str())));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return Told(connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address));
}

int ReadMemory(Argument) {
  char byte = 0;
  const iovec here = {&byte, 1}, there = {&byte, 1};
  return Told(process_vm_readv(getpid(), &here, 1, &there, 1, 0));
}

int CloneIntoNamespace(Argument) {
  const long child =
      syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, nullptr, nullptr, nullptr, nullptr);
  if (child == 0) _exit(0);
  return Told(child);
}

int SetUpRing(Argument) {
  io_uring_params parameters = {};
  return Told(syscall(SYS_io_uring_setup, 1, &parameters));
}

// What a right answer may do: a child, a pair of sockets, a file of its own that gets another name.
int Ordinary(Argument folder) {
  int ends[2];
  const pid_t child = fork();
  if (child == 0) _exit(0);
  if (child < 0 || waitpid(child, nullptr, 0) != child) return errno;
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return errno;
  const std::string from = folder + "/attempt-" + std::to_string(getpid()), to = from + "-moved";
  if (close(open(from.c_str(), O_WRONLY | O_CREAT, 0600)) != 0) return errno;
  if (rename(from.c_str(), to.c_str()) != 0) return errno;
  return Told(unlink(to.c_str()));
}

// What ThreadSanitizer asks for.
int FixAddresses(Argument) {
  return Told(personality(personality(0xffffffff) | ADDR_NO_RANDOMIZE));
}

}  // namespace

int Attempt(const std::string& name, const std::string& argument) {
  const std::map<std::string, int (*)(Argument)> attempts = {
      {"read", [](Argument path) { return Open(path, O_RDONLY); }},
      {"write", [](Argument path) { return Open(path, O_WRONLY | O_CREAT); }},
      {"signal the supervisor", [](Argument) { return Told(kill(getppid(), 0)); }},
      {"connect", Connect},
      {"ptrace", [](Argument) { return Told(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
      {"read memory", ReadMemory},
      {"unshare", [](Argument) { return Told(unshare(CLONE_FILES)); }},
      {"clone into a namespace", CloneIntoNamespace},
      {"io_uring", SetUpRing},
      {"ordinary", Ordinary},
      {"fixed addresses", FixAddresses}};
  const auto attempt = attempts.find(name);
  return attempt == attempts.end() ? 255 : attempt->second(argument);
}

}  // namespace racelab
