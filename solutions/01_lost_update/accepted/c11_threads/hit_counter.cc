// The threads and mutexes of C11.
#include <threads.h>

#include <vector>

#include "hit_counter.h"
namespace {
class CCounter : public HitCounter {
 public:
  CCounter() { mtx_init(&mutex_, mtx_plain); }
  ~CCounter() override { mtx_destroy(&mutex_); }
  void Serve(int threads, int visits, const Page& page) override {
    struct Job {
      CCounter* self;
      int thread, visits;
      const Page* page;
    };
    std::vector<Job> jobs;
    for (int i = 0; i < threads; ++i) jobs.push_back({this, i, visits, &page});
    std::vector<thrd_t> ids(threads);
    for (int i = 0; i < threads; ++i) {
      thrd_create(
          &ids[i],
          [](void* argument) {
            Job& job = *static_cast<Job*>(argument);
            for (int n = 0; n < job.visits; ++n) {
              (*job.page)(job.thread);
              mtx_lock(&job.self->mutex_);
              ++job.self->hits_;
              mtx_unlock(&job.self->mutex_);
            }
            return 0;
          },
          &jobs[i]);
    }
    for (thrd_t id : ids) thrd_join(id, nullptr);
  }
  long Report() const override {
    mtx_lock(&mutex_);
    const long hits = hits_;
    mtx_unlock(&mutex_);
    return hits;
  }

 private:
  mutable mtx_t mutex_;
  long hits_ = 0;
};
}  // namespace
std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<CCounter>(); }
