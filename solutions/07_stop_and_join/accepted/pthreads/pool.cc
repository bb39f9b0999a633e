// POSIX threads, a mutex and a condition variable by hand.
#include <pthread.h>

#include <atomic>
#include <deque>
#include <utility>
#include <vector>

#include "pool.h"

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) : threads_(workers) {
    pthread_mutex_init(&mutex_, nullptr);
    pthread_cond_init(&news_, nullptr);
    for (pthread_t& thread : threads_) pthread_create(&thread, nullptr, &WorkerPool::Run, this);
  }

  ~WorkerPool() override {
    Close();
    for (pthread_t thread : threads_) pthread_join(thread, nullptr);
    pthread_cond_destroy(&news_);
    pthread_mutex_destroy(&mutex_);
  }

  bool Submit(Task task) override {
    pthread_mutex_lock(&mutex_);
    const bool accepted = !closed_;
    if (accepted) tasks_.push_back(std::move(task));
    pthread_mutex_unlock(&mutex_);
    if (accepted) pthread_cond_signal(&news_);
    return accepted;
  }

  void Close() override {
    pthread_mutex_lock(&mutex_);
    closed_ = true;
    pthread_cond_broadcast(&news_);
    pthread_mutex_unlock(&mutex_);
  }

  int Failed() const override { return failed_.load(std::memory_order_relaxed); }

 private:
  static void* Run(void* pool) {
    static_cast<WorkerPool*>(pool)->Work();
    return nullptr;
  }

  bool Take(Task* task) {
    pthread_mutex_lock(&mutex_);
    while (tasks_.empty() && !closed_) pthread_cond_wait(&news_, &mutex_);
    const bool found = !tasks_.empty();
    if (found) {
      task->swap(tasks_.front());
      tasks_.pop_front();
    }
    pthread_mutex_unlock(&mutex_);
    return found;
  }

  void Work() {
    for (Task task; Take(&task); task = nullptr) {
      try {
        task();
      } catch (...) {
        failed_.fetch_add(1, std::memory_order_relaxed);
      }
    }
  }

  pthread_mutex_t mutex_;
  pthread_cond_t news_;
  std::deque<Task> tasks_;
  bool closed_ = false;
  std::atomic<int> failed_{0};
  std::vector<pthread_t> threads_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
