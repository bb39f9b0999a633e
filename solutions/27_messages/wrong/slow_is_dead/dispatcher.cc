// expect: explore assertion
// When no result comes for a while, it sends the jobs again: the worker was merely slow.
#include "dispatcher.h"

#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <deque>
#include <map>
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

timespec Soon() {
  timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  time.tv_nsec += 5'000'000;
  if (time.tv_nsec >= 1'000'000'000) {
    time.tv_nsec -= 1'000'000'000;
    ++time.tv_sec;
  }
  return time;
}

// False: there was no room until `until`.
bool Send(mqd_t queue, size_t number, const std::string& bytes, const timespec* until) {
  std::string message(reinterpret_cast<const char*>(&number), sizeof number);
  message += bytes;
  int result;
  do {
    result = until == nullptr ? mq_send(queue, message.data(), message.size(), 0)
                              : mq_timedsend(queue, message.data(), message.size(), 0, until);
  } while (result != 0 && errno == EINTR);
  return result == 0;
}

// False: nothing came until `until`.
bool Receive(mqd_t queue, size_t& number, std::string& bytes, const timespec* until) {
  char message[kSize];
  ssize_t size;
  do {
    size = until == nullptr ? mq_receive(queue, message, sizeof message, nullptr)
                            : mq_timedreceive(queue, message, sizeof message, nullptr, until);
  } while (size < 0 && errno == EINTR);
  if (size < 0) return false;
  std::memcpy(&number, message, sizeof number);
  bytes.assign(message + sizeof number, size - sizeof number);
  return true;
}

}  // namespace

struct Dispatcher::Impl {
  mqd_t jobs = -1;
  mqd_t results = -1;
  std::vector<pid_t> workers;
  size_t next = 0;  // number of the next job, in all calls together
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  impl_->jobs = NewQueue();
  impl_->results = NewQueue();
  for (int i = 0; i < workers; ++i) {
    impl_->workers.push_back(fork());
    if (impl_->workers.back() != 0) continue;
    size_t number = 0;
    for (std::string job;;) {
      Receive(impl_->jobs, number, job, nullptr);
      Send(impl_->results, number, work(job), nullptr);
    }
  }
}

Dispatcher::~Dispatcher() {
  for (pid_t worker : impl_->workers) {
    kill(worker, SIGKILL);
    while (waitpid(worker, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  mq_close(impl_->jobs);
  mq_close(impl_->results);
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  std::map<size_t, size_t> missing;  // the jobs by their number, until they are booked
  std::deque<size_t> waiting;        // numbers to be sent
  for (size_t i = 0; i < jobs.size(); ++i) {
    missing[impl_->next] = i;
    waiting.push_back(impl_->next++);
  }
  while (!missing.empty()) {
    for (; !waiting.empty(); waiting.pop_front()) {
      const size_t number = waiting.front();
      if (missing.count(number) == 0) continue;
      const timespec past = {};
      if (!Send(impl_->jobs, number, jobs[missing[number]], &past)) break;
    }
    const timespec soon = Soon();
    size_t number = 0;
    std::string result;
    if (Receive(impl_->results, number, result, &soon)) {
      const auto job = missing.find(number);
      if (job == missing.end()) continue;  // its second result
      book(job->second, result);
      missing.erase(job);
    } else {  // it takes too long, so they are lost
      waiting.clear();
      for (const auto& [lost, job] : missing) waiting.push_back(lost);
    }
  }
}
