// SharedLog: a flock on a descriptor that each process opens anew, and a mutex for its threads.
#include "shared_log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <mutex>
#include <system_error>

namespace {

// Waits until nobody else has the lock. Closing the file gives it back.
void Lock(int file) {
  while (flock(file, LOCK_EX) != 0 && errno == EINTR) {
  }
}

}  // namespace

struct SharedLog::Impl {
  std::string folder;
  int log = -1;
  std::mutex mutex;  // among the threads of this process
  pid_t opener = 0;  // who has opened `number`
  int number = -1;

  void Open() {
    if (opener == getpid()) return;
    if (number >= 0) close(number);  // the parent's: our lock on it would be the parent's, too
    number = open((folder + "/number").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    opener = getpid();
  }
};

SharedLog::SharedLog(const std::string& folder) : impl_(new Impl) {
  impl_->folder = folder;
  impl_->log = open((folder + "/log").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (impl_->log < 0) throw std::system_error(errno, std::generic_category(), "open");
}

SharedLog::~SharedLog() {
  close(impl_->log);
  if (impl_->number >= 0) close(impl_->number);
}

void SharedLog::Append(const std::string& line) {
  const std::string whole = line + "\n";
  if (write(impl_->log, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
}

long SharedLog::NextNumber() {
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  impl_->Open();
  Lock(impl_->number);
  long number = 0;
  pread(impl_->number, &number, sizeof number, 0);
  ++number;
  pwrite(impl_->number, &number, sizeof number, 0);
  while (flock(impl_->number, LOCK_UN) != 0) {
  }
  return number;
}

void SharedLog::SetStatus(const std::string& text) {
  std::string path = impl_->folder + "/new-XXXXXX";
  const int file = mkstemp(path.data());  // a name that nobody else has
  if (file < 0 || write(file, text.data(), text.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), path);
  }
  close(file);
  rename(path.c_str(), (impl_->folder + "/status").c_str());
}

std::string SharedLog::Status() const {
  std::ifstream file(impl_->folder + "/status");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
