// expect: explore assertion
// A reader looks which status holds without a lock; two changes later that file is written anew.
#include "shared_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
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
void Lock(int file, int kind = LOCK_EX) {
  while (flock(file, kind) != 0 && errno == EINTR) {
  }
}

}  // namespace

struct SharedLog::Impl {
  std::string folder;
  int log = -1;
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
  const File which(impl_->folder + "/which", O_RDWR | O_CREAT);
  Lock(which);
  char now = 'a';
  pread(which, &now, 1, 0);
  const char other = now == 'a' ? 'b' : 'a';
  {
    const File slot(impl_->folder + "/status_" + other, O_WRONLY | O_CREAT | O_TRUNC);
    for (size_t done = 0; done < text.size();) {
      const ssize_t n = write(slot, text.data() + done, text.size() - done);
      if (n < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "write");
      if (n > 0) done += n;
    }
  }
  pwrite(which, &other, 1, 0);  // from here on
}

std::string SharedLog::Status() const {
  const File which(impl_->folder + "/which", O_RDWR | O_CREAT);
  char now = 'a';
  pread(which, &now, 1, 0);
  std::ifstream file(impl_->folder + "/status_" + now);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
