// Dispatcher: one datagram socket takes the results of all workers. A pidfd for each of them tells
// its death; before it is believed, the inbox is emptied.
#include "dispatcher.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>
#include <system_error>

namespace {

struct Letter {
  long sender;
  long serial;
  char bytes[Dispatcher::kLongest];
};
constexpr size_t kHead = 2 * sizeof(long);

void Post(int socket, long sender, long serial, const std::string& text) {
  Letter letter;
  letter.sender = sender;
  letter.serial = serial;
  std::memcpy(letter.bytes, text.data(), text.size());
  while (send(socket, &letter, kHead + text.size(), MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
}

// The number of bytes of text, or -1.
ssize_t Fetch(int socket, Letter& letter, int flags) {
  for (;;) {
    const ssize_t n = recv(socket, &letter, sizeof letter, flags);
    if (n >= static_cast<ssize_t>(kHead)) return n - static_cast<ssize_t>(kHead);
    if (n < 0 && errno == EINTR) continue;
    return -1;
  }
}

void MakePair(int type, int (&ends)[2]) {
  if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
}

}  // namespace

struct Dispatcher::Impl {
  struct Worker {
    pid_t process = -1;
    int end = -1;
    int orders[2] = {-1, -1};
    bool alive = true;
    long serial = 0;  // of its job; 0: it has none
    size_t job = 0;
  };
  std::vector<Worker> workers;
  int inbox[2];
  long serial = 0;  // never comes again
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  MakePair(SOCK_DGRAM, impl_->inbox);
  for (long me = 0; me < workers; ++me) {
    Impl::Worker& worker = impl_->workers.emplace_back();
    MakePair(SOCK_DGRAM, worker.orders);
    worker.process = fork();
    if (worker.process < 0) throw std::system_error(errno, std::generic_category(), "fork");
    while (worker.process == 0) {
      Letter letter;
      const ssize_t size = Fetch(worker.orders[1], letter, 0);
      if (size < 0) _exit(1);
      Post(impl_->inbox[1], me, letter.serial, work(std::string(letter.bytes, size)));
    }
    worker.end = static_cast<int>(syscall(SYS_pidfd_open, worker.process, 0));
    if (worker.end < 0) throw std::system_error(errno, std::generic_category(), "pidfd_open");
  }
}

Dispatcher::~Dispatcher() {
  for (Impl::Worker& worker : impl_->workers) {
    kill(worker.process, SIGKILL);
    while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
    }
    close(worker.end);
    close(worker.orders[0]);
    close(worker.orders[1]);
  }
  close(impl_->inbox[0]);
  close(impl_->inbox[1]);
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  std::set<size_t> waiting;
  for (size_t i = 0; i < jobs.size(); ++i) waiting.insert(waiting.end(), i);
  size_t missing = jobs.size();
  while (missing > 0) {
    std::vector<pollfd> files = {{impl_->inbox[0], POLLIN, 0}};
    for (Impl::Worker& worker : impl_->workers) {
      if (worker.alive && worker.serial == 0 && !waiting.empty()) {
        worker.job = *waiting.begin();
        waiting.erase(waiting.begin());
        worker.serial = ++impl_->serial;
        Post(worker.orders[0], 0, worker.serial, jobs[worker.job]);
      }
      files.push_back({worker.alive ? worker.end : -1, POLLIN, 0});
    }
    if (poll(files.data(), files.size(), -1) < 0) continue;
    Letter letter;
    for (ssize_t size; (size = Fetch(impl_->inbox[0], letter, MSG_DONTWAIT)) >= 0;) {
      Impl::Worker& worker = impl_->workers[static_cast<size_t>(letter.sender)];
      if (worker.serial != letter.serial) continue;
      book(worker.job, std::string(letter.bytes, static_cast<size_t>(size)));
      worker.serial = 0;
      --missing;
    }
    for (size_t i = 0; i < impl_->workers.size(); ++i) {
      Impl::Worker& worker = impl_->workers[i];
      if (files[i + 1].revents == 0) continue;
      worker.alive = false;
      if (worker.serial != 0) waiting.insert(worker.job);
      worker.serial = 0;
    }
  }
}
