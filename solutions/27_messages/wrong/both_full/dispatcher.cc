// expect: functional hang
// Sends all jobs before it receives a result. (And nobody sees when a worker dies.)
#include "dispatcher.h"

#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {

struct Message {
  size_t number = 0;  // of the job
  size_t size = 0;
  char bytes[Dispatcher::kLongest] = {};  // the job, or its result
};

// A queue that only this process and its later children know: nobody else can open it.
mqd_t NewQueue() {
  static int count = 0;
  const std::string name = "/jobs-" + std::to_string(getpid()) + "-" + std::to_string(++count);
  mq_attr attributes = {};
  attributes.mq_maxmsg = 10;  // no more without root
  attributes.mq_msgsize = sizeof(Message);
  const mqd_t queue = mq_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
  if (queue < 0) throw std::system_error(errno, std::generic_category(), name);
  mq_unlink(name.c_str());
  return queue;
}

void Send(mqd_t queue, size_t number, const std::string& bytes) {
  Message message = {number, bytes.size(), {}};
  bytes.copy(message.bytes, bytes.size());
  TEMP_FAILURE_RETRY(mq_send(queue, reinterpret_cast<char*>(&message), sizeof message, 0));
}

Message Receive(mqd_t queue) {
  Message message;
  TEMP_FAILURE_RETRY(mq_receive(queue, reinterpret_cast<char*>(&message), sizeof message, nullptr));
  return message;
}

}  // namespace

struct Dispatcher::Impl {
  mqd_t jobs = NewQueue();
  mqd_t results = NewQueue();
  std::vector<pid_t> workers;
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  for (int i = 0; i < workers; ++i) {
    impl_->workers.push_back(fork());
    while (impl_->workers.back() == 0) {
      const Message job = Receive(impl_->jobs);
      Send(impl_->results, job.number, work(std::string(job.bytes, job.size)));
    }
  }
}

Dispatcher::~Dispatcher() {
  for (pid_t worker : impl_->workers) {
    kill(worker, SIGKILL);
    TEMP_FAILURE_RETRY(waitpid(worker, nullptr, 0));
  }
  mq_close(impl_->jobs);
  mq_close(impl_->results);
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  for (size_t i = 0; i < jobs.size(); ++i) Send(impl_->jobs, i, jobs[i]);
  for (size_t i = 0; i < jobs.size(); ++i) {
    const Message result = Receive(impl_->results);
    book(result.number, std::string(result.bytes, result.size));
  }
}
