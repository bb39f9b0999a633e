// Plain POSIX threads and a recursive mutex, as in C.
#include "hit_counter.h"

#include <pthread.h>

#include <cstdlib>
#include <vector>

namespace {

class MyCounter : public HitCounter {
 public:
  MyCounter() {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&mutex_, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  ~MyCounter() override { pthread_mutex_destroy(&mutex_); }

  void Serve(int threads, int visits, const Page& page) override {
    std::vector<Job> jobs(threads);
    for (int i = 0; i < threads; ++i) {
      jobs[i] = {this, i, visits, &page, {}};
      if (pthread_create(&jobs[i].id, nullptr, &MyCounter::Run, &jobs[i]) != 0) std::abort();
    }
    for (Job& job : jobs) pthread_join(job.id, nullptr);
  }

  long Report() const override {
    pthread_mutex_lock(&mutex_);
    const long now = hits_;
    pthread_mutex_unlock(&mutex_);
    return now;
  }

 private:
  struct Job {
    MyCounter* counter;
    int thread, visits;
    const Page* page;
    pthread_t id;
  };
  static void* Run(void* argument) {
    const Job& job = *static_cast<Job*>(argument);
    for (int n = 0; n < job.visits; ++n) {
      (*job.page)(job.thread);
      pthread_mutex_lock(&job.counter->mutex_);
      ++job.counter->hits_;
      pthread_mutex_unlock(&job.counter->mutex_);
    }
    return nullptr;
  }

  mutable pthread_mutex_t mutex_;
  long hits_ = 0;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<MyCounter>(); }
