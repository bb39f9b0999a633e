// A student's program that explain_test.cc compiles, to have real program counters. Never run.
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

long hits;
int counts[4];

struct Account {
  long number = 1;
  long balance_ = 100;
  std::mutex m_;

  bool Pay(long amount) {
    m_.lock();
    const bool enough = balance_ >= amount;
    m_.unlock();
    if (!enough) return false;
    std::lock_guard<std::mutex> lock(m_);
    balance_ -= amount;
    return true;
  }
};

Account bank;
std::mutex a, b;

void Forward() {
  std::lock_guard<std::mutex> first(a);
  std::lock_guard<std::mutex> second(b);
}

void Backward() {
  std::lock_guard<std::mutex> upper(b);
  std::lock_guard<std::mutex> lower(a);
}

struct Mailbox {
  std::mutex mutex_;
  std::condition_variable changed_;
  bool full_ = false;

  void Put() {
    full_ = true;
    changed_.notify_one();
  }

  void Take() {
    std::unique_lock<std::mutex> lock(mutex_);
    if (full_) return;
    changed_.wait(lock);
  }
};

std::atomic<int> ready[2];

struct Shared {
  pthread_mutex_t lock;
  long total;
};
Shared* shared;
long* tally;
int ends[2];

void Child() {
  ++*tally;
  pthread_mutex_lock(&shared->lock);
  shared->total += 1;
  char byte = 0;
  if (read(ends[0], &byte, 1) == 1) hits += byte;
  if (write(ends[1], &byte, 1) != 1) _exit(2);
  _exit(0);
}

void Parent() {
  if (pipe(ends) != 0) return;
  if (fork() == 0) Child();
  *tally = 7;
  close(ends[0]);
  pthread_mutex_trylock(&shared->lock);
  wait(nullptr);
}

int main() {
  Parent();
  hits++;
  counts[2] += 1;
  bank.balance_ = 7;
  Mailbox* box = new Mailbox;
  std::thread one([&] {
    Forward();
    box->Put();
  });
  one.join();
  Backward();
  box->Take();
  ready[1].store(counts[0]);
  delete box;
  return bank.Pay(60) ? 0 : 1;
}
