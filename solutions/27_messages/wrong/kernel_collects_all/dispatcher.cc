// expect: functional assertion
// Dispatcher: tells the kernel to collect all children by itself, as long as it works.
#include "dispatcher.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <deque>
#include <optional>
#include <system_error>

namespace {

// Sends `bytes` in one packet. When nobody receives any more it does nothing.
void Send(int socket, const std::string& bytes) {
  const std::string packet = "." + bytes;  // an empty packet would look like the end
  while (send(socket, packet.data(), packet.size(), MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
}

// The next packet; nothing: the other side is gone.
std::optional<std::string> Receive(int socket) {
  std::string packet(1 + Dispatcher::kLongest, '\0');
  ssize_t size;
  while ((size = recv(socket, packet.data(), packet.size(), 0)) < 0 && errno == EINTR) {
  }
  if (size <= 0) return std::nullopt;
  return packet.substr(1, size - 1);
}

struct Worker {
  pid_t process = -1;
  int socket = -1;
  std::optional<size_t> job = std::nullopt;  // what it does now
};

Worker Start(const Dispatcher::Work& work) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  const pid_t process = fork();
  if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (process == 0) {
    close(ends[0]);
    while (const std::optional<std::string> job = Receive(ends[1])) Send(ends[1], work(*job));
    _exit(0);
  }
  close(ends[1]);
  return {process, ends[0]};
}

void End(const Worker& worker) {
  shutdown(worker.socket, SHUT_RDWR);  // the end, whoever has inherited a copy of the socket
  close(worker.socket);
  while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

struct Dispatcher::Impl {
  std::vector<Worker> workers;
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  signal(SIGCHLD, SIG_IGN);
  for (int i = 0; i < workers; ++i) impl_->workers.push_back(Start(work));
}

Dispatcher::~Dispatcher() {
  for (const Worker& worker : impl_->workers) End(worker);
  signal(SIGCHLD, SIG_DFL);
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  std::deque<size_t> waiting;
  for (size_t i = 0; i < jobs.size(); ++i) waiting.push_back(i);
  for (size_t missing = jobs.size(); missing > 0;) {
    std::vector<pollfd> sockets;
    for (Worker& worker : impl_->workers) {
      if (!worker.job && !waiting.empty()) {
        worker.job = waiting.front();
        waiting.pop_front();
        Send(worker.socket, jobs[*worker.job]);
      }
      sockets.push_back({worker.socket, POLLIN, 0});
    }
    if (poll(sockets.data(), sockets.size(), -1) < 0) continue;  // a signal

    for (size_t i = sockets.size(); i-- > 0;) {  // backwards, because some may be erased
      if (sockets[i].revents == 0) continue;
      Worker& worker = impl_->workers[i];
      if (const std::optional<std::string> result = Receive(worker.socket)) {
        book(*worker.job, *result);
        worker.job.reset();
        --missing;
      } else {  // it was killed; what it had to do is not done
        if (worker.job) waiting.push_front(*worker.job);
        End(worker);
        impl_->workers.erase(impl_->workers.begin() + static_cast<long>(i));
      }
    }
  }
}
