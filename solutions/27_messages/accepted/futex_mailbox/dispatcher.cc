// Dispatcher: a box of shared memory for each worker; a futex in it says whose turn it is. Another
// futex counts results and deaths. For each process a thread waits.
#include "dispatcher.h"

#include <linux/futex.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstring>
#include <deque>
#include <memory>
#include <new>
#include <system_error>
#include <thread>

namespace {

using Word = std::atomic<int>;
static_assert(Word::is_always_lock_free && sizeof(Word) == sizeof(int));

void Sleep(Word& word, int value) {  // while it has this value; may come back earlier
  syscall(SYS_futex, &word, FUTEX_WAIT, value, nullptr, nullptr, 0);
}

void Wake(Word& word) { syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0); }

enum Turn { kFree, kJob, kDone, kEnd };

struct Box {
  Word turn{kFree};
  Word dead{0};
  int size = 0;
  char bytes[Dispatcher::kLongest];
};

struct Board {
  Word news{0};
  Box boxes[4];

  void Tell() {
    news.fetch_add(1);
    Wake(news);
  }
};

struct Worker {
  pid_t process = -1;
  std::thread watcher;
  size_t number = 0;
  bool gone = false;
};

}  // namespace

struct Dispatcher::Impl {
  Board* board = nullptr;
  std::vector<Worker> workers;
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  Board* const board = impl_->board = new (memory) Board;
  impl_->workers.resize(workers);
  for (int i = 0; i < workers; ++i) {
    Box& box = board->boxes[i];
    const pid_t process = impl_->workers[i].process = fork();
    if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
    while (process == 0) {
      for (int turn; (turn = box.turn.load()) != kJob;) {
        if (turn == kEnd) _exit(0);
        Sleep(box.turn, turn);
      }
      const std::string result = work(std::string(box.bytes, box.size));
      std::memcpy(box.bytes, result.data(), result.size());
      box.size = static_cast<int>(result.size());
      box.turn.store(kDone);
      board->Tell();
    }
  }
  // All are forked, so now there may be threads.
  for (int i = 0; i < workers; ++i) {
    const pid_t process = impl_->workers[i].process;
    impl_->workers[i].watcher = std::thread([board, i, process] {
      while (waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
      }
      board->boxes[i].dead.store(1);
      board->Tell();
    });
  }
}

Dispatcher::~Dispatcher() {
  for (size_t i = 0; i < impl_->workers.size(); ++i) {
    impl_->board->boxes[i].turn.store(kEnd);  // nobody works now
    Wake(impl_->board->boxes[i].turn);
    impl_->workers[i].watcher.join();
  }
  munmap(impl_->board, sizeof(Board));
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  std::deque<size_t> waiting;
  for (size_t i = 0; i < jobs.size(); ++i) waiting.push_back(i);
  size_t missing = jobs.size();
  while (missing > 0) {
    const int news = impl_->board->news.load();
    bool moved = false;
    for (size_t i = 0; i < impl_->workers.size(); ++i) {
      Worker& worker = impl_->workers[i];
      Box& box = impl_->board->boxes[i];
      if (worker.gone) continue;
      const bool dead = box.dead.load() != 0;  // before the look for its result
      if (box.turn.load() == kDone) {
        book(worker.number, std::string(box.bytes, box.size));
        box.turn.store(kFree);
        --missing;
        moved = true;
      }
      if (dead) {
        worker.gone = true;
        if (box.turn.load() == kJob) waiting.push_front(worker.number);
        moved = true;
        continue;
      }
      if (box.turn.load() == kFree && !waiting.empty()) {
        worker.number = waiting.front();
        waiting.pop_front();
        const std::string& job = jobs[worker.number];
        std::memcpy(box.bytes, job.data(), job.size());
        box.size = static_cast<int>(job.size());
        box.turn.store(kJob);
        Wake(box.turn);
      }
    }
    if (!moved) Sleep(impl_->board->news, news);
  }
}
