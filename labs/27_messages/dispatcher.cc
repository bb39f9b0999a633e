// Dispatcher: the code to repair. A message queue for the jobs, and another one for the results.
#include "dispatcher.h"

#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace {

constexpr size_t kSize = sizeof(size_t) + Dispatcher::kLongest;  // of a message

mqd_t Open(const char* name, int flags) {
  mq_attr attributes = {};
  attributes.mq_maxmsg = 10;  // no more without root
  attributes.mq_msgsize = kSize;
  const mqd_t queue = mq_open(name, O_RDWR | O_CREAT | flags, 0600, &attributes);
  if (queue < 0) throw std::system_error(errno, std::generic_category(), name);
  return queue;
}

// A message: the number of the job, then the bytes of the job or of its result.
void Send(mqd_t queue, size_t number, const std::string& bytes) {
  std::string message(reinterpret_cast<const char*>(&number), sizeof number);
  message += bytes;
  mq_send(queue, message.data(), message.size(), 0);
}

size_t Receive(mqd_t queue, std::string& bytes) {
  char message[kSize];
  const ssize_t size = mq_receive(queue, message, sizeof message, nullptr);
  size_t number = 0;
  std::memcpy(&number, message, sizeof number);
  bytes.assign(message + sizeof number, size - sizeof number);
  return number;
}

}  // namespace

struct Dispatcher::Impl {
  mqd_t jobs = -1;
  mqd_t results = -1;
  std::vector<pid_t> workers;
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  impl_->jobs = Open("/jobs", O_NONBLOCK);  // busy workers shall not make the dispatcher wait
  impl_->results = Open("/results", 0);
  for (int i = 0; i < workers; ++i) {
    impl_->workers.push_back(fork());
    if (impl_->workers.back() != 0) continue;
    const mqd_t jobs = Open("/jobs", 0);
    for (std::string job;;) {
      const size_t number = Receive(jobs, job);
      Send(impl_->results, number, work(job));
    }
  }
}

Dispatcher::~Dispatcher() {
  for (pid_t worker : impl_->workers) {
    kill(worker, SIGKILL);
    waitpid(worker, nullptr, 0);
  }
  mq_close(impl_->jobs);
  mq_close(impl_->results);
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  for (size_t i = 0; i < jobs.size(); ++i) Send(impl_->jobs, i, jobs[i]);
  std::string result;
  for (size_t i = 0; i < jobs.size(); ++i) {
    const size_t number = Receive(impl_->results, result);
    book(number, result);
  }
}
