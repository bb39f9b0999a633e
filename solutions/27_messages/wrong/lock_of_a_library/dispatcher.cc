// expect: crash deadlock
// Queues of Boost.Interprocess: who is killed inside of one leaves its lock locked.
#include "dispatcher.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/date_time/posix_time/posix_time.hpp>
#include <boost/interprocess/ipc/message_queue.hpp>
#include <cerrno>
#include <cstring>
#include <deque>
#include <map>
#include <system_error>

namespace {

using Queue = boost::interprocess::message_queue;

constexpr size_t kSize = sizeof(size_t) + Dispatcher::kLongest;  // of a message

// A queue that only this process and its later children know: nobody else can open it.
std::unique_ptr<Queue> NewQueue() {
  static int count = 0;
  const std::string name = "jobs-" + std::to_string(getpid()) + "-" + std::to_string(++count);
  Queue::remove(name.c_str());
  auto queue = std::make_unique<Queue>(boost::interprocess::create_only, name.c_str(), 10, kSize);
  Queue::remove(name.c_str());
  return queue;
}

std::string Message(size_t number, const std::string& bytes) {
  return std::string(reinterpret_cast<const char*>(&number), sizeof number) + bytes;
}

// False: nothing came for a while.
bool Receive(Queue& queue, size_t& number, std::string& bytes) {
  char message[kSize];
  size_t size = 0;
  unsigned priority = 0;
  const auto soon =
      boost::posix_time::microsec_clock::universal_time() + boost::posix_time::milliseconds(5);
  if (!queue.timed_receive(message, sizeof message, size, priority, soon)) return false;
  std::memcpy(&number, message, sizeof number);
  bytes.assign(message + sizeof number, size - sizeof number);
  return true;
}

}  // namespace

struct Dispatcher::Impl {
  std::unique_ptr<Queue> jobs = NewQueue();
  std::unique_ptr<Queue> results = NewQueue();
  std::vector<pid_t> workers;
  size_t next = 0;  // number of the next job, in all calls together

  // Forgets workers that are dead. False: there are none.
  bool SomebodyDied() {
    return std::erase_if(workers,
                         [](pid_t worker) { return waitpid(worker, nullptr, WNOHANG) != 0; }) > 0;
  }
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  for (int i = 0; i < workers; ++i) {
    impl_->workers.push_back(fork());
    if (impl_->workers.back() != 0) continue;
    size_t number = 0;
    for (std::string job;;) {
      if (!Receive(*impl_->jobs, number, job)) continue;
      const std::string message = Message(number, work(job));
      impl_->results->send(message.data(), message.size(), 0);
    }
  }
}

Dispatcher::~Dispatcher() {
  for (pid_t worker : impl_->workers) {
    kill(worker, SIGKILL);
    while (waitpid(worker, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
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
      const std::string message = Message(number, jobs[missing[number]]);
      if (!impl_->jobs->try_send(message.data(), message.size(), 0)) break;
    }
    size_t number = 0;
    std::string result;
    if (Receive(*impl_->results, number, result)) {
      const auto job = missing.find(number);
      if (job == missing.end()) continue;  // its second result
      book(job->second, result);
      missing.erase(job);
    } else if (impl_->SomebodyDied()) {
      waiting.clear();
      for (const auto& [lost, job] : missing) waiting.push_back(lost);
    }
  }
}
