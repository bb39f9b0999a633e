// expect: hygiene (exit 1): left behind
// Leaves files and names in every place where one may write.
#include "hit_counter.h"

#include <atomic>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <mqueue.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([=, this, &page] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          Count();
        }
      });
    }
  }
  long Report() const override { return hits_; }

 private:
  void Count() { hits_.fetch_add(1); }
  std::atomic<long> hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() {
  for (const char* path :
       {"/tmp/racelab_attack", "/var/tmp/racelab_attack", "/dev/shm/racelab_attack",
        "/racelab_attack", "racelab_attack", "../racelab_attack"}) {
    close(open(path, O_WRONLY | O_CREAT, 0600));
  }
  close(shm_open("/racelab_attack_memory", O_RDWR | O_CREAT, 0600));
  mq_close(mq_open("/racelab_attack_queue", O_RDWR | O_CREAT, 0600, nullptr));
  return std::make_unique<Counter>();
}
