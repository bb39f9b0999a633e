// expect: explore assertion
// SharedLog: the lock belongs to the process, so it keeps out none of its threads.
#include "shared_log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace {

// A lock of the process, so it keeps out other processes only.
void SetLock(int file, short type) {
  struct flock lock = {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  while (fcntl(file, F_SETLKW, &lock) != 0 && errno == EINTR) {
  }
}

}  // namespace

struct SharedLog::Impl {
  std::string folder;
  int log = -1;
  int number = -1;
};

SharedLog::SharedLog(const std::string& folder) : impl_(new Impl) {
  impl_->folder = folder;
  impl_->log = open((folder + "/log").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (impl_->log < 0) throw std::system_error(errno, std::generic_category(), "open");
  impl_->number = open((folder + "/number").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (impl_->number < 0) throw std::system_error(errno, std::generic_category(), "open");
}

SharedLog::~SharedLog() {
  close(impl_->log);
  close(impl_->number);
}

void SharedLog::Append(const std::string& line) {
  const std::string whole = line + "\n";
  if (write(impl_->log, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
}

long SharedLog::NextNumber() {
  SetLock(impl_->number, F_WRLCK);
  long number = 0;
  pread(impl_->number, &number, sizeof number, 0);
  ++number;
  pwrite(impl_->number, &number, sizeof number, 0);
  SetLock(impl_->number, F_UNLCK);
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
