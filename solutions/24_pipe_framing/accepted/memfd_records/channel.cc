// Channel: the bytes lie in a file in memory, at a place that each sender reserves with one step;
// the pipe only says where.
#include "channel.h"

#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <map>
#include <new>
#include <system_error>
#include <utility>

namespace {
struct Record {
  unsigned long at;
  unsigned long size;
};
void Close(int& file) {
  if (file >= 0) close(file);
  file = -1;
}
[[noreturn]] void Fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}
}  // namespace

struct Channel::Impl {
  int read_end = -1;
  int write_end = -1;
  int bytes = -1;
  std::atomic<unsigned long>* end = nullptr;
};

Channel::Channel() : impl_(new Impl) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) Fail("pipe2");
  impl_->read_end = ends[0];
  impl_->write_end = ends[1];
  impl_->bytes = memfd_create("channel", MFD_CLOEXEC);
  if (impl_->bytes < 0) Fail("memfd_create");
  void* memory = mmap(nullptr, sizeof(std::atomic<unsigned long>), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) Fail("mmap");
  impl_->end = new (memory) std::atomic<unsigned long>(0);
}

Channel::~Channel() {
  Close(impl_->read_end);
  Close(impl_->write_end);
  Close(impl_->bytes);
  munmap(impl_->end, sizeof(std::atomic<unsigned long>));
}

bool Channel::Send(const std::string& message) {
  Close(impl_->read_end);
  signal(SIGPIPE, SIG_IGN);
  const unsigned long at = impl_->end->fetch_add(message.size());
  auto store = [&] {
    for (size_t done = 0; done < message.size();) {
      const ssize_t now =
          pwrite(impl_->bytes, message.data() + done, message.size() - done, at + done);
      if (now < 0 && errno != EINTR) Fail("pwrite");
      if (now > 0) done += now;
    }
  };
  auto announce = [&] {
    const Record record{at, message.size()};
    while (write(impl_->write_end, &record, sizeof record) < 0) {  // 16 bytes: all or nothing
      if (errno != EINTR) return false;
    }
    return true;
  };
  store();
  return announce();
}

std::optional<std::string> Channel::Receive() {
  Close(impl_->write_end);
  Record record;
  for (size_t done = 0; done < sizeof record;) {
    const ssize_t now =
        read(impl_->read_end, reinterpret_cast<char*>(&record) + done, sizeof record - done);
    if (now == 0) return std::nullopt;
    if (now < 0 && errno != EINTR) Fail("read");
    if (now > 0) done += now;
  }
  std::string message(record.size, '\0');
  for (size_t done = 0; done < message.size();) {
    const ssize_t now =
        pread(impl_->bytes, message.data() + done, message.size() - done, record.at + done);
    if (now < 0 && errno != EINTR) Fail("pread");
    if (now == 0) Fail("hole");
    done += now > 0 ? now : 0;
  }
  return message;
}
