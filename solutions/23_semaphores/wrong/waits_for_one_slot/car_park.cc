// expect: stress hang
// Car park: when all slots are taken it waits for one of them, whichever of them gets free.
#include "car_park.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

struct CarPark::Impl {
  int file = -1;
  int slots = 0;
  int mine = -1;  // the slot of `owner`
  pid_t owner = 0;

  // Locks byte `slot`, or gives it back.
  bool Change(int slot, short type, int command) {
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = slot;
    lock.l_len = 1;
    while (fcntl(file, command, &lock) != 0) {
      if (errno == EAGAIN || errno == EACCES) return false;
      if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "fcntl");
    }
    return true;
  }
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl) {
  impl_->file = memfd_create("slots", MFD_CLOEXEC);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  impl_->slots = slots;
}

CarPark::~CarPark() {
  Leave();
  close(impl_->file);
}

bool CarPark::TryEnter() {
  for (int slot = 0; slot < impl_->slots; ++slot) {
    if (!impl_->Change(slot, F_WRLCK, F_SETLK)) continue;
    impl_->mine = slot;
    impl_->owner = getpid();
    return true;
  }
  return false;
}

void CarPark::Enter() {
  if (TryEnter()) return;
  const int slot = getpid() % impl_->slots;  // all are taken: the next best
  impl_->Change(slot, F_WRLCK, F_SETLKW);
  impl_->mine = slot;
  impl_->owner = getpid();
}

bool CarPark::Leave() {
  if (impl_->owner != getpid()) return false;
  impl_->owner = 0;
  impl_->Change(impl_->mine, F_UNLCK, F_SETLK);
  return true;
}
