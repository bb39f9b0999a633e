// Dispatcher: a mailbox in shared memory for each worker, and bells (eventfd) to ring. What a dead
// worker had to do still lies in its box.
#include "dispatcher.h"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <deque>
#include <new>
#include <system_error>

namespace {

enum class State { kEmpty, kJob, kResult };

// Who may write to it follows from the state: the worker when there is a job, else the dispatcher.
struct Box {
  std::atomic<State> state{State::kEmpty};
  size_t number = 0;  // of the job
  size_t size = 0;
  char bytes[Dispatcher::kLongest];

  void Put(const std::string& text, State next) {
    size = text.size();
    std::memcpy(bytes, text.data(), text.size());
    state = next;
  }
  std::string Text() const { return std::string(bytes, size); }
};

void Ring(int bell) {
  const uint64_t once = 1;
  while (write(bell, &once, sizeof once) < 0 && errno == EINTR) {
  }
}

void Await(int bell) {
  uint64_t times;
  while (read(bell, &times, sizeof times) < 0 && errno == EINTR) {
  }
}

struct Worker {
  Box* box = nullptr;
  int job_bell = -1;
  int result_bell = -1;
  pid_t process = -1;
  int end = -1;  // of the process: can be read when it is dead
};

int NewBell() {
  const int bell = eventfd(0, EFD_CLOEXEC);
  if (bell < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  return bell;
}

Worker Start(const Dispatcher::Work& work) {
  Worker worker;
  void* memory =
      mmap(nullptr, sizeof(Box), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  worker.box = new (memory) Box;
  worker.job_bell = NewBell();
  worker.result_bell = NewBell();
  worker.process = fork();
  if (worker.process < 0) throw std::system_error(errno, std::generic_category(), "fork");
  while (worker.process == 0) {
    Await(worker.job_bell);
    worker.box->Put(work(worker.box->Text()), State::kResult);
    Ring(worker.result_bell);
  }
  worker.end = static_cast<int>(syscall(SYS_pidfd_open, worker.process, 0));
  return worker;
}

void End(const Worker& worker) {
  kill(worker.process, SIGKILL);
  while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
  }
  for (int file : {worker.job_bell, worker.result_bell, worker.end}) close(file);
  munmap(worker.box, sizeof(Box));
}

}  // namespace

struct Dispatcher::Impl {
  std::vector<Worker> workers;
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  for (int i = 0; i < workers; ++i) impl_->workers.push_back(Start(work));
}

Dispatcher::~Dispatcher() {
  for (const Worker& worker : impl_->workers) End(worker);
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  std::deque<size_t> waiting;
  for (size_t i = 0; i < jobs.size(); ++i) waiting.push_back(i);
  for (size_t missing = jobs.size(); missing > 0;) {
    std::vector<pollfd> files;
    for (const Worker& worker : impl_->workers) {
      if (worker.box->state == State::kEmpty && !waiting.empty()) {
        worker.box->number = waiting.front();
        worker.box->Put(jobs[waiting.front()], State::kJob);
        waiting.pop_front();
        Ring(worker.job_bell);
      }
      files.push_back({worker.result_bell, POLLIN, 0});
      files.push_back({worker.end, POLLIN, 0});
    }
    if (poll(files.data(), files.size(), -1) < 0) continue;  // a signal

    for (size_t i = impl_->workers.size(); i-- > 0;) {
      Worker& worker = impl_->workers[i];
      const bool rang = files[2 * i].revents != 0;
      const bool dead = files[2 * i + 1].revents != 0;
      if (rang) Await(worker.result_bell);
      if ((rang || dead) && worker.box->state == State::kResult) {  // perhaps its last act
        book(worker.box->number, worker.box->Text());
        worker.box->state = State::kEmpty;
        --missing;
      }
      if (!dead) continue;
      if (worker.box->state == State::kJob) waiting.push_front(worker.box->number);
      End(worker);
      impl_->workers.erase(impl_->workers.begin() + static_cast<long>(i));
    }
  }
}
