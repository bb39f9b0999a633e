// expect: functional assertion
// Each thread books its result when it has it: two calls of `book` at the same time.
#include "dispatcher.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

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
  bool dead = false;
};

// What the threads of one call share.
struct Call {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<size_t> waiting;  // jobs that nobody does
  size_t missing = 0;          // jobs that are not booked
};

void Accompany(Worker& worker, Call& call, const std::vector<std::string>& jobs,
               const Dispatcher::Book& book) {
  std::unique_lock<std::mutex> lock(call.mutex);
  while (!worker.dead) {
    call.changed.wait(lock, [&] { return call.missing == 0 || !call.waiting.empty(); });
    if (call.missing == 0) return;
    const size_t job = call.waiting.front();
    call.waiting.pop_front();
    lock.unlock();
    Send(worker.socket, jobs[job]);
    const std::optional<std::string> result = Receive(worker.socket);
    if (result) book(job, *result);
    lock.lock();
    if (result) {
      --call.missing;
    } else {
      worker.dead = true;
      call.waiting.push_front(job);
    }
    call.changed.notify_all();
  }
}

}  // namespace

struct Dispatcher::Impl {
  std::vector<Worker> workers;
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  for (int i = 0; i < workers; ++i) {
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
    impl_->workers.push_back({process, ends[0]});
  }
}

Dispatcher::~Dispatcher() {
  for (const Worker& worker : impl_->workers) {
    shutdown(worker.socket, SHUT_RDWR);
    close(worker.socket);
    while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  Call call;
  call.missing = jobs.size();
  for (size_t i = 0; i < jobs.size(); ++i) call.waiting.push_back(i);
  std::vector<std::thread> threads;
  for (Worker& worker : impl_->workers) {
    threads.emplace_back([&] { Accompany(worker, call, jobs, book); });
  }
  for (std::thread& thread : threads) thread.join();
}
