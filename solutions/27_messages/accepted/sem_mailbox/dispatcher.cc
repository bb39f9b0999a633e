// Dispatcher: shared memory, and semaphores in it: one for each worker, and one for all results.
// The dispatcher waits for a result for 5 ms, then asks whether somebody has died.
#include "dispatcher.h"

#include <semaphore.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <new>
#include <system_error>

namespace {

struct Seat {
  sem_t order;
  std::atomic<bool> answered{false};
  size_t number = 0;
  size_t size = 0;
  char bytes[Dispatcher::kLongest];
};

struct Room {
  sem_t results;
  Seat seats[4];
};

void WaitFor(sem_t* semaphore) {
  while (sem_wait(semaphore) != 0 && errno == EINTR) {
  }
}

// False: nothing came for a while.
bool WaitAWhile(sem_t* semaphore) {
  timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_nsec += 5'000'000;
  if (end.tv_nsec >= 1'000'000'000) {
    end.tv_nsec -= 1'000'000'000;
    ++end.tv_sec;
  }
  return sem_timedwait(semaphore, &end) == 0;
}

}  // namespace

struct Dispatcher::Impl {
  Room* room = nullptr;
  pid_t processes[4];  // 0: dead
  bool busy[4] = {};
  int workers = 0;

  bool Dead(int i) {
    int status = 0;
    pid_t answer;
    while ((answer = waitpid(processes[i], &status, WNOHANG)) < 0 && errno == EINTR) {
    }
    return answer == processes[i];
  }
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  void* memory =
      mmap(nullptr, sizeof(Room), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  Room& room = *(impl_->room = new (memory) Room);
  sem_init(&room.results, 1, 0);
  impl_->workers = workers;
  for (int i = 0; i < workers; ++i) {
    Seat& seat = room.seats[i];
    sem_init(&seat.order, 1, 0);
    impl_->processes[i] = fork();
    if (impl_->processes[i] < 0) throw std::system_error(errno, std::generic_category(), "fork");
    while (impl_->processes[i] == 0) {
      WaitFor(&seat.order);
      const std::string result = work({seat.bytes, seat.size});
      std::copy(result.begin(), result.end(), seat.bytes);
      seat.size = result.size();
      seat.answered.store(true, std::memory_order_release);
      sem_post(&room.results);
    }
  }
}

Dispatcher::~Dispatcher() {
  for (int i = 0; i < impl_->workers; ++i) {
    if (impl_->processes[i] == 0) continue;
    kill(impl_->processes[i], SIGKILL);
    while (waitpid(impl_->processes[i], nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  munmap(impl_->room, sizeof(Room));
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  std::vector<size_t> again;  // what the dead had
  size_t next = 0;
  size_t booked = 0;
  bool news = true;
  while (booked < jobs.size()) {
    for (int i = 0; i < impl_->workers; ++i) {
      if (impl_->processes[i] == 0) continue;
      Seat& seat = impl_->room->seats[i];
      const bool dead = !news && impl_->Dead(i);  // asked before the look at its answer
      if (impl_->busy[i] && seat.answered.load(std::memory_order_acquire)) {
        impl_->busy[i] = false;
        seat.answered.store(false, std::memory_order_relaxed);
        book(seat.number, std::string(seat.bytes, seat.size));
        ++booked;
      }
      if (dead) {
        impl_->processes[i] = 0;
        if (impl_->busy[i]) again.push_back(seat.number);
        impl_->busy[i] = false;
      }
    }
    for (int i = 0; i < impl_->workers; ++i) {
      if (impl_->processes[i] == 0 || impl_->busy[i]) continue;
      if (again.empty() && next == jobs.size()) break;
      Seat& seat = impl_->room->seats[i];
      if (again.empty()) {
        seat.number = next++;
      } else {
        seat.number = again.back();
        again.pop_back();
      }
      const std::string& job = jobs[seat.number];
      std::memcpy(seat.bytes, job.data(), job.size());
      seat.size = job.size();
      impl_->busy[i] = true;
      sem_post(&seat.order);
    }
    if (booked < jobs.size()) news = WaitAWhile(&impl_->room->results);
  }
}
