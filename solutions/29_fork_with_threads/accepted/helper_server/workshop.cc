// Workshop: a server, forked before there are threads, takes one connection for each helper.
#include "workshop.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <system_error>
#include <utility>

namespace {

struct Request {
  int number;
  Totals sum;
};

// A name that needs no file, because of the 0 in front.
sockaddr_un NewAddress() {
  static int made = 0;
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  const std::string name = "workshop-" + std::to_string(getpid()) + "-" + std::to_string(++made);
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  return address;
}

}  // namespace

struct Workshop::Impl {
  std::vector<Helper> helpers;
  int file = -1;
  mutable std::mutex mutex;
  Totals sum;
  sockaddr_un address = NewAddress();
  pid_t server = -1;

  // A client that sends nothing is the last one.
  [[noreturn]] void Serve(Workshop& workshop, int door) {
    signal(SIGCHLD, SIG_IGN);  // nobody asks how they ended
    for (;;) {
      const int client = accept4(door, nullptr, nullptr, SOCK_CLOEXEC);
      if (client < 0) continue;
      Request request;
      if (recv(client, &request, sizeof request, 0) <= 0) break;
      if (fork() == 0) {
        sum = request.sum;
        const int result = helpers[request.number](workshop);
        send(client, &result, sizeof result, MSG_NOSIGNAL);
        _exit(0);
      }
      close(client);
    }
    while (wait(nullptr) > 0) {
    }
    _exit(0);
  }

  int Connect() const {
    const int client = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    const auto* to = reinterpret_cast<const sockaddr*>(&address);
    if (client < 0 || connect(client, to, sizeof address) != 0) {
      throw std::system_error(errno, std::generic_category(), "connect");
    }
    return client;
  }
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
  const int door = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  const auto* address = reinterpret_cast<const sockaddr*>(&impl_->address);
  if (bind(door, address, sizeof impl_->address) != 0 || listen(door, 100) != 0) {
    throw std::system_error(errno, std::generic_category(), "bind");
  }
  impl_->server = fork();
  if (impl_->server < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (impl_->server == 0) impl_->Serve(*this, door);
  close(door);
}

Workshop::~Workshop() {
  close(impl_->Connect());
  while (waitpid(impl_->server, nullptr, 0) < 0 && errno == EINTR) {
  }
  close(impl_->file);
}

void Workshop::Log(const std::string& line) {
  const std::string whole = line + '\n';
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  if (write(impl_->file, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
  ++impl_->sum.lines;
  impl_->sum.bytes += static_cast<long>(line.size());
}

Totals Workshop::Sum() const {
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  return impl_->sum;
}

int Workshop::RunHelper(int number) {
  const Request request = {number, Sum()};
  const int server = impl_->Connect();
  int result = 0;
  if (send(server, &request, sizeof request, MSG_NOSIGNAL) < 0 ||
      recv(server, &result, sizeof result, 0) <= 0) {
    throw std::system_error(errno, std::generic_category(), "no answer");
  }
  close(server);
  return result;
}
