// expect: functional assertion
// SharedLog: the status is read again only when the time or the size of its file has changed.
#include "shared_log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <mutex>
#include <system_error>

namespace {

// An open file.
class File {
 public:
  File(const std::string& path, int flags) : number_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    if (number_ < 0) throw std::system_error(errno, std::generic_category(), path);
  }
  ~File() { close(number_); }
  operator int() const { return number_; }

 private:
  const int number_;
};

// Waits until nobody else has the lock. Closing the file gives it back.
void Lock(int file) {
  while (flock(file, LOCK_EX) != 0 && errno == EINTR) {
  }
}

}  // namespace

struct SharedLog::Impl {
  std::string folder;
  int log = -1;
  std::mutex mutex;
  time_t changed = 0;  // the status that was read last, its time and size
  off_t size = -1;
  std::string status;
};

SharedLog::SharedLog(const std::string& folder) : impl_(new Impl) {
  impl_->folder = folder;
  impl_->log = open((folder + "/log").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (impl_->log < 0) throw std::system_error(errno, std::generic_category(), "open");
}

SharedLog::~SharedLog() { close(impl_->log); }

void SharedLog::Append(const std::string& line) {
  const std::string whole = line + "\n";
  if (write(impl_->log, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
}

long SharedLog::NextNumber() {
  const File file(impl_->folder + "/number", O_RDWR | O_CREAT);  // its lock is this call's alone
  Lock(file);
  long number = 0;
  pread(file, &number, sizeof number, 0);
  ++number;
  pwrite(file, &number, sizeof number, 0);
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
  const std::string path = impl_->folder + "/status";
  struct stat now = {};
  if (stat(path.c_str(), &now) != 0) return "";
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  const bool same = now.st_mtime == impl_->changed && now.st_size == impl_->size;
  if (same) return impl_->status;
  std::ifstream file(path);
  impl_->changed = now.st_mtime;
  impl_->size = now.st_size;
  return impl_->status = {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
