// Car park: a System V semaphore without a key. SEM_UNDO gives a slot back for who ends inside.
#include "car_park.h"

#include <sys/ipc.h>
#include <sys/sem.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

struct CarPark::Impl {
  pid_t maker = getpid();
  pid_t inside = 0;  // the process that is; a child of it has another number
  int set = -1;

  // False: it would have to wait, and must not.
  bool Change(short by, short flags) {
    sembuf operation = {0, by, static_cast<short>(flags | SEM_UNDO)};
    while (semop(set, &operation, 1) != 0) {
      if (errno != EINTR) return false;
    }
    return true;
  }
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  impl_->set = semget(IPC_PRIVATE, 1, 0600);
  if (impl_->set < 0) throw std::system_error(errno, std::generic_category(), "semget");
  semctl(impl_->set, 0, SETVAL, slots);
}

CarPark::~CarPark() {
  Leave();
  if (impl_->maker == getpid()) semctl(impl_->set, 0, IPC_RMID);
}

void CarPark::Enter() {
  impl_->Change(-1, 0);
  impl_->inside = getpid();
}

bool CarPark::TryEnter() {
  if (!impl_->Change(-1, IPC_NOWAIT)) return false;
  impl_->inside = getpid();
  return true;
}

bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  impl_->Change(1, 0);
  return true;
}
