// SharedLog: a process of its own writes the lines; the others send them and wait for the answer.
#include "shared_log.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

namespace {

// An open file.
class File {
 public:
  File(const std::string& path, int flags) : number_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    if (number_ < 0) throw std::system_error(errno, std::generic_category(), path);
  }
  ~File() { close(number_); }
  operator int() const { return number_; }

 private:
  const int number_;
};

// Waits until nobody else has the lock. Closing the file gives it back.
void Lock(int file) {
  while (flock(file, LOCK_EX) != 0 && errno == EINTR) {
  }
}

sockaddr_un NewAddress() {
  static int made = 0;
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  const std::string name = "shared-log-" + std::to_string(getpid()) + "-" + std::to_string(++made);
  std::memcpy(address.sun_path + 1, name.data(), name.size());  // 0 in front: no file
  return address;
}

// One connection for each line: the line comes, it is written, and closing is the answer.
[[noreturn]] void Serve(int door, int log) {
  std::string line(SharedLog::kLongest + 1, '\0');
  for (;;) {
    const int client = accept(door, nullptr, nullptr);
    if (client < 0) continue;
    ssize_t size = 0;
    do {
      size = recv(client, line.data(), line.size(), 0);
    } while (size < 0 && errno == EINTR);
    if (size > 0) write(log, line.data(), size);
    close(client);
  }
}

}  // namespace

struct SharedLog::Impl {
  std::string folder;
  sockaddr_un address;
  pid_t maker = getpid();
  pid_t server = 0;
};

SharedLog::SharedLog(const std::string& folder) : impl_(new Impl) {
  impl_->folder = folder;
  impl_->address = NewAddress();
  const File log(folder + "/log", O_WRONLY | O_APPEND | O_CREAT);
  const int door = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  const auto* address = reinterpret_cast<const sockaddr*>(&impl_->address);
  if (bind(door, address, sizeof impl_->address) != 0 || listen(door, 100) != 0) {
    throw std::system_error(errno, std::generic_category(), "bind");
  }
  impl_->server = fork();
  if (impl_->server == 0) Serve(door, log);
  close(door);
}

SharedLog::~SharedLog() {
  if (impl_->maker != getpid()) return;
  kill(impl_->server, SIGKILL);
  while (waitpid(impl_->server, nullptr, 0) < 0 && errno == EINTR) {
  }
}

void SharedLog::Append(const std::string& line) {
  const std::string whole = line + "\n";
  const int server = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  const auto* address = reinterpret_cast<const sockaddr*>(&impl_->address);
  while (connect(server, address, sizeof impl_->address) != 0) {
  }
  while (send(server, whole.data(), whole.size(), MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
  char nothing;
  while (recv(server, &nothing, 1, 0) < 0 && errno == EINTR) {
  }
  close(server);
}

long SharedLog::NextNumber() {
  const File file(impl_->folder + "/number", O_RDWR | O_CREAT);  // its lock is this call's alone
  Lock(file);
  long number = 0;
  pread(file, &number, sizeof number, 0);
  ++number;
  pwrite(file, &number, sizeof number, 0);
  return number;
}

void SharedLog::SetStatus(const std::string& text) {
  std::string path = impl_->folder + "/new-XXXXXX";
  const int file = mkstemp(path.data());  // a name that nobody else has
  if (file < 0 || write(file, text.data(), text.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), path);
  }
  close(file);
  rename(path.c_str(), (impl_->folder + "/status").c_str());
}

std::string SharedLog::Status() const {
  std::ifstream file(impl_->folder + "/status");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
