// expect: functional hang
// A full queue refuses the job, and nobody looks.
#include "dispatcher.h"

#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <deque>
#include <system_error>

namespace {

constexpr size_t kSize = sizeof(size_t) + Dispatcher::kLongest;  // of a message

// A queue that only this process and its later children know: nobody else can open it.
mqd_t NewQueue() {
  static int count = 0;
  mq_attr attributes = {};
  attributes.mq_maxmsg = 10;  // no more without root
  attributes.mq_msgsize = kSize;
  for (;;) {
    const std::string name = "/jobs-" + std::to_string(getpid()) + "-" + std::to_string(++count);
    const mqd_t queue = mq_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
    if (queue < 0 && errno == EEXIST) continue;
    if (queue < 0) throw std::system_error(errno, std::generic_category(), name);
    mq_unlink(name.c_str());
    return queue;
  }
}

std::string Message(size_t number, const std::string& bytes) {
  return std::string(reinterpret_cast<const char*>(&number), sizeof number) + bytes;
}

void Send(mqd_t queue, const std::string& message) {
  while (mq_send(queue, message.data(), message.size(), 0) != 0 && errno == EINTR) {
  }
}

// Does not wait for room.
bool TrySend(mqd_t queue, const std::string& message) {
  const timespec past = {};
  return mq_timedsend(queue, message.data(), message.size(), 0, &past) == 0;
}

size_t Receive(mqd_t queue, std::string& bytes) {
  char message[kSize];
  ssize_t size;
  while ((size = mq_receive(queue, message, sizeof message, nullptr)) < 0 && errno == EINTR) {
  }
  size_t number = 0;
  std::memcpy(&number, message, sizeof number);
  bytes.assign(message + sizeof number, size - sizeof number);
  return number;
}

[[noreturn]] void Serve(mqd_t jobs, mqd_t results, const Dispatcher::Work& work) {
  for (std::string job;;) {
    const size_t number = Receive(jobs, job);
    Send(results, Message(number, work(job)));
  }
}

struct Worker {
  pid_t process = -1;
  int end = -1;  // of the process: can be read when it is dead
};

void End(const Worker& worker) {
  kill(worker.process, SIGKILL);
  while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
  }
  close(worker.end);
}

}  // namespace

struct Dispatcher::Impl {
  mqd_t jobs = -1;
  mqd_t results = -1;
  std::vector<Worker> workers;
  size_t next = 0;  // number of the next job, in all calls together
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  impl_->jobs = NewQueue();
  impl_->results = NewQueue();
  for (int i = 0; i < workers; ++i) {
    const pid_t process = fork();
    if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (process == 0) Serve(impl_->jobs, impl_->results, work);
    impl_->workers.push_back({process, static_cast<int>(syscall(SYS_pidfd_open, process, 0))});
  }
}

Dispatcher::~Dispatcher() {
  for (const Worker& worker : impl_->workers) End(worker);
  mq_close(impl_->jobs);
  mq_close(impl_->results);
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  const size_t first = impl_->next;
  impl_->next += jobs.size();
  std::vector<bool> booked(jobs.size());
  std::deque<size_t> waiting;
  for (size_t i = 0; i < jobs.size(); ++i) waiting.push_back(i);
  for (size_t missing = jobs.size(); missing > 0;) {
    while (!waiting.empty()) {
      const size_t i = waiting.front();
      if (!booked[i]) TrySend(impl_->jobs, Message(first + i, jobs[i]));
      waiting.pop_front();
    }
    std::vector<pollfd> files = {{impl_->results, POLLIN, 0}};
    files.push_back({waiting.empty() ? -1 : impl_->jobs, POLLOUT, 0});
    for (const Worker& worker : impl_->workers) files.push_back({worker.end, POLLIN, 0});
    if (poll(files.data(), files.size(), -1) < 0) continue;  // a signal

    std::string result;
    if (files[0].revents != 0) {
      const size_t i = Receive(impl_->results, result) - first;
      if (i < jobs.size() && !booked[i]) {
        booked[i] = true;
        --missing;
        book(i, result);
      }
    }
    for (size_t i = impl_->workers.size(); i-- > 0;) {
      if (files[2 + i].revents == 0) continue;
      End(impl_->workers[i]);
      impl_->workers.erase(impl_->workers.begin() + static_cast<long>(i));
      waiting.clear();  // nobody knows which job it had
      for (size_t job = 0; job < jobs.size(); ++job) waiting.push_back(job);
    }
  }
}
